import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A reinstallation gives a new token, and pushes go on',
  async (phone) => {
    await phone.account.logsIn()
    const before = await phone.account.isRegisteredForPush()
    await phone.app.installs()
    await phone.account.logsIn()
    const after = await phone.account.isRegisteredForPush()
    phone.account.hasAnotherToken(before, after)
    const message = await phone.getsMessageOf('token/reinstalled')
    await message.appears()
  },
  { tags: ['nightly', 'release'], rows: ['token/reinstalled'] },
)
