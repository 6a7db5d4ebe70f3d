import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'While the app has no answer to its question for the right to notify nothing appears, and after "allow" a push does',
  async (phone) => {
    await phone.package.leavesItsQuestionOpen()
    await phone.account.isRegisteredForPush()
    await phone.app.goesHome()
    const refused = await phone.refusals.count()
    const message = await phone.getsMessageOf('owner/permission-never-asked', 'as-it-is')
    await phone.refusals.areMoreThan(refused)
    await phone.package.isAllowedToNotify()
    await phone.refusals.leaveNothingOf(message)
    const later = await phone.getsMessageWhile('background')
    await later.appears()
  },
  { tags: ['release'], rows: ['owner/permission-never-asked'], effort: 'takes-minutes' },
)
