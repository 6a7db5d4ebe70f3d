import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'What the owner muted in the app, an administrator still pushes, unless he asks for the mutes to count',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['mute/admin', 'mute/admin-with-mute'] },
)
