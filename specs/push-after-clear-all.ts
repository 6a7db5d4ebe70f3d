import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app removed by "clear all", a push appears, or not, as the rules of the phone say',
  async (phone) => {
    const message = await phone.getsMessageOf('app/cleared')
    await phone.showsWhatTheRulesSay(message)
  },
  { tags: ['nightly', 'release'], rows: ['app/cleared'] },
)
