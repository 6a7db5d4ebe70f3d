import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'When the UserSig has expired the app is logged out, and nothing is pushed',
  async (phone) => {
    await phone.account.logsInForSeconds(60)
    await phone.world.letsSecondsPass(61)
    await phone.account.noticesTheExpiry()
    const message = await phone.getsMessageOf('account/signature-expired')
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['account/signature-expired'] },
)
