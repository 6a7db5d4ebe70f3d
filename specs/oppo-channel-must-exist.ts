import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "OPPO shows a message on the channel that it names, else on the console's, and on none that the app never made",
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  {
    tags: ['nightly', 'release'],
    rows: ['oppo/channel-given', 'oppo/channel-unknown', 'oppo/channel-missing', 'oppo/channel-of-console'],
  },
)
