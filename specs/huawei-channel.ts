import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "Huawei shows a message on the channel that it names, or on the push service's own where the app never made that",
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['huawei/channel-given', 'huawei/channel-unknown'] },
)
