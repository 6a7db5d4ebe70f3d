import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Of ten messages of the public class as many appear as the daily limit allows, or they fold as the push service does it',
  async (phone) => {
    await phone.showsTheBurst(await phone.getsBurstOf('rate/burst-public'))
  },
  { tags: ['release'], rows: ['rate/burst-public'] },
)
