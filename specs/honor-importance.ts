import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Honor shows a message of importance NORMAL with sound, and one of LOW without',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['honor/importance-normal', 'honor/importance-low'] },
)
