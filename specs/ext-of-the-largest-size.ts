import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The largest ext that the push service takes reaches the app, and one byte more is refused before it is sent',
  async (phone) => {
    const message = await phone.getsMessageOf('ext/largest')
    await message.arrives()
    await message.tap()
    message.carriesExt()
    phone.refusesToSend('ext/over-the-limit')
  },
  { tags: ['nightly', 'release'], rows: ['ext/largest', 'ext/over-the-limit'] },
)
