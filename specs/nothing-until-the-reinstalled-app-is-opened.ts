import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After a reinstallation nothing appears until the app was opened and its user has logged in',
  async (phone) => {
    await phone.account.logsIn()
    await phone.account.isRegisteredForPush()
    await phone.package.isReplaced()
    const message = await phone.getsMessageOf('token/reinstalled-not-opened', 'as-it-is')
    await phone.showsNothingOf(message)
    await phone.account.isRegisteredForPush()
    const later = await phone.getsMessageWhile('background')
    await later.appears()
  },
  { tags: ['release'], rows: ['token/reinstalled-not-opened'] },
)
