import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Of ten messages in a burst each appears',
  async (phone) => {
    await phone.showsABurstOf(10)
  },
  { tags: ['nightly', 'release'] },
)
