import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the logout no push appears',
  async (phone) => {
    await phone.logsIn()
    await phone.logsOut()
    const message = await phone.getsMessageAfterLogout()
    await phone.showsNothingOf(message)
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'] },
)
