import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "A title that is given stands there; without one the sender's nickname, and without a nickname the sender's id",
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['title/*'] },
)
