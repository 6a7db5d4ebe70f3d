import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Of ten messages in a burst each appears, or they fold as the push service does it',
  async (phone) => {
    await phone.showsTheBurst(await phone.getsBurstOf('rate/burst'))
  },
  { tags: ['nightly', 'release'], rows: ['rate/burst'] },
)
