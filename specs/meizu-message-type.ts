import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Meizu shows private and public messages, and one that names no type even after five in the minute',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['meizu/private', 'meizu/public', 'meizu/type-missing'] },
)
