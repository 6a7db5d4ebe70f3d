import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'vivo shows system messages in the shade, and operational ones not there',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  {
    tags: ['nightly', 'release'],
    rows: ['vivo/system', 'vivo/classification-missing', 'vivo/category-missing', 'vivo/operational'],
  },
)
