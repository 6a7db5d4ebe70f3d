import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "OPPO's level needs a category and decides how loud a message is; its long style cuts a text later",
  async (phone) => {
    await phone.showsWhatTheRulesSayOf(await phone.getsMessagesOf(phone.rows))
  },
  {
    tags: ['nightly', 'release'],
    rows: ['oppo/level-1', 'oppo/level-missing', 'oppo/level-without-category', 'oppo/long-style-*'],
  },
)
