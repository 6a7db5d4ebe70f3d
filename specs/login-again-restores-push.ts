import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After logout and login a push appears again',
  async (phone) => {
    await phone.account.logsIn()
    await phone.account.logsOut()
    await phone.account.logsIn()
    const message = await phone.getsMessageOf('account/login-again')
    await message.appears()
  },
  { tags: ['nightly', 'release'], rows: ['account/login-again'] },
)
