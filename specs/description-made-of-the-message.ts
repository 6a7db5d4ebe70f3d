import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A description that is given stands there; without one it is made of the message',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['desc/*'] },
)
