import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app in the background, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageOf('app/background')
    await message.appears()
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'], rows: ['app/background'] },
)
