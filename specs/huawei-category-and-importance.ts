import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Huawei shows a message as loud as its category and importance allow',
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  { tags: ['nightly', 'release'], rows: ['huawei/category-*', 'huawei/importance-low'] },
)
