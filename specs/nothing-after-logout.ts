import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the logout no push appears',
  async (phone) => {
    await phone.account.logsIn()
    await phone.account.logsOut()
    const message = await phone.getsMessageOf('account/logged-out')
    await phone.showsNothingOf(message)
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'], rows: ['account/logged-out'] },
)
