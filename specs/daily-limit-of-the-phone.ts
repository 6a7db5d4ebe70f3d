import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The last message of the daily limit is shown and one more is not; on the next day they are shown again',
  async (phone) => {
    await phone.showsWhatTheRulesSay(await phone.getsMessageOf('rate/last-of-the-day'))
    const over = await phone.getsMessageOf('rate/over-the-day')
    if (!phone.rows.includes('rate/next-day')) return phone.showsWhatTheRulesSay(over)
    await phone.world.letsADayPass()
    const nextDay = await phone.getsMessageOf('rate/next-day')
    await phone.showsWhatTheRulesSayOf([over, nextDay])
  },
  { tags: ['release'], rows: ['rate/last-of-the-day', 'rate/over-the-day', 'rate/next-day'] },
)
