import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A title as long as the push service takes stands whole, and a longer one is cut with dots',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['length/title-*'] },
)
