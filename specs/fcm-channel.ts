import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'FCM shows a message on the channel that it names, or on its default one where the app never made that',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['fcm/channel-given', 'fcm/channel-unknown'] },
)
