import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A tap on the notification brings the running app to the conversation with the sender',
  async (phone) => {
    const message = await phone.getsMessageWhile('background')
    await message.arrives()
    await message.tap()
    message.opensTheConversation('warm')
  },
  { tags: ['demo', 'nightly', 'release'] },
)
