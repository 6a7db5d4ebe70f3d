import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "After the login the app reports its token with the console's certificate id, and a push arrives",
  async (phone) => {
    await phone.account.logsIn()
    phone.token.isReportedWith(await phone.account.isRegisteredForPush())
    const message = await phone.getsMessageOf('token/reported')
    await message.appears()
  },
  { tags: ['smoke', 'nightly', 'release'], rows: ['token/reported'] },
)
