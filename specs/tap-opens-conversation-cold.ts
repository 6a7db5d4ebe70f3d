import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A tap on the notification starts the app and opens the conversation with the sender',
  async (phone) => {
    const message = await phone.getsMessageOf('tap/cold')
    await message.arrives()
    await message.tap()
    await message.photograph('opened.png')
    message.opensTheConversation('cold')
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'], rows: ['tap/cold'] },
)
