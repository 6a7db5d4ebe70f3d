import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "The last message of the app's daily limit is taken, and the vendor refuses one more",
  async (phone) => {
    await phone.showsWhatTheRulesSay(await phone.getsMessageOf('rate/last-of-the-apps-day'))
    const over = await phone.getsMessageOf('rate/over-the-apps-day')
    await phone.world.refuses(over)
    await phone.showsNothingOf(over)
  },
  { tags: ['release'], rows: ['rate/last-of-the-apps-day', 'rate/over-the-apps-day'] },
)
