import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'On a ROM that installs apps with their notifications off nothing appears until the owner has switched them on',
  async (phone) => {
    await phone.package.leavesItsQuestionOpen()
    await phone.account.isRegisteredForPush()
    await phone.app.goesHome()
    const refused = await phone.refusals.count()
    const message = await phone.getsMessageOf('owner/as-installed', 'as-it-is')
    await phone.refusals.areMoreThan(refused)
    await phone.package.isAllowedToNotify()
    await phone.refusals.leaveNothingOf(message)
    const later = await phone.getsMessageWhile('background')
    await later.appears()
  },
  { tags: ['release'], rows: ['owner/as-installed'], effort: 'takes-minutes' },
)
