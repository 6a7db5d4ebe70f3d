import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With do not disturb on, a push is in the shade all the same, and is not heard',
  async (phone) => {
    const message = await phone.getsMessageOf('owner/do-not-disturb')
    await message.appears()
    await phone.shade.shows(message)
  },
  { tags: ['nightly', 'release'], rows: ['owner/do-not-disturb'] },
)
