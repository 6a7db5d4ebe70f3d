import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A notification that came while the screen was locked leads to the conversation once it is unlocked',
  async (phone) => {
    const message = await phone.getsMessageOf('tap/locked')
    await message.arrives()
    await message.tap()
    message.opensTheConversation('warm')
    message.carriesExt()
  },
  { tags: ['nightly', 'release'], rows: ['tap/locked'] },
)
