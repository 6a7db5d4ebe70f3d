import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'vivo shows system messages in the shade, and operational ones in its message box',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['vivo/system', 'vivo/operational'] },
)
