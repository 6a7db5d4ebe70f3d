import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A tap on the notification brings the running app to the conversation with the sender',
  async (phone) => {
    const message = await phone.getsMessageOf('tap/warm')
    await message.arrives()
    await message.tap()
    message.opensTheConversation('warm')
  },
  { tags: ['demo', 'nightly', 'release'], rows: ['tap/warm'] },
)
