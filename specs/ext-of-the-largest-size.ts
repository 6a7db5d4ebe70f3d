import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The largest ext that the push service takes reaches the app, and one byte more is refused before it is sent',
  async (phone) => {
    const ext = phone.largestExt()
    const message = await phone.getsMessageWhile('cache-killed', { ext })
    await message.arrives()
    await message.tap()
    message.carriesExt()
    phone.refusesToSend({ ext: ext.replace('"x', '"xx') })
  },
  { tags: ['nightly', 'release'] },
)
