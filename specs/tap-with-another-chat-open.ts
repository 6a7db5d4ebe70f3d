import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A tap leaves the chat that is open and opens the conversation with the sender',
  async (phone) => {
    await phone.opensAnotherChat()
    await phone.app.goesHome()
    const message = await phone.getsMessageOf('tap/another-chat-open', 'as-it-is')
    await message.arrives()
    await message.tap()
    message.opensTheConversation('warm')
  },
  { tags: ['nightly', 'release'], rows: ['tap/another-chat-open'] },
)
