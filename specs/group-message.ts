import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A message to a group is shown to its members, with a mention and without, and one to a live group is not',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['group/message', 'group/mention', 'group/title-missing', 'group/live'] },
)
