import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "What the owner muted in the app, other users' apps push no more, but for mentions where he left them on",
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  {
    tags: ['nightly', 'release'],
    phones: 2,
    rows: ['mute/user', 'mute/group-user', 'mute/group-no-mention', 'mute/group-mention'],
  },
)
