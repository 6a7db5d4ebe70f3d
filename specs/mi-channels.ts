import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Mi shows messages of its private and public channels, few without a channel, and refuses channels that it does not know',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  {
    tags: ['nightly', 'release'],
    rows: ['mi/channel-private', 'mi/channel-public', 'mi/channel-unknown', 'mi/channel-missing'],
  },
)
