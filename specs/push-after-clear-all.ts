import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app removed by "clear all", a push appears, or not, as the rules of the phone say',
  async (phone) => {
    const message = await phone.getsMessageWhile('cleared')
    await phone.showsWhatTheRulesSay(message)
  },
  {
    tags: ['nightly', 'release'],
    applies: (phone) => phone.clearAll === 'known' || 'no public source names the "clear all" button of this ROM',
  },
)
