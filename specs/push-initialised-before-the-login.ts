import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Push that is initialised before the login has no token, and nothing is pushed; initialised after it, all is well',
  async (phone) => {
    await phone.token.isAskedForBeforeTheLogin()
    await phone.token.isRefused()
    const message = await phone.getsMessageOf('token/before-login')
    await phone.token.isReportedAnew()
    await phone.account.isRegisteredForPush()
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['token/before-login'] },
)
