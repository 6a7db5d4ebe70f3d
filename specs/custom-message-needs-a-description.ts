import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A custom message without a description is not pushed, and with one it is',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['custom/*'] },
)
