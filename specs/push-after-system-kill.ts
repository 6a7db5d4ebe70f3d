import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app killed by the system, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageOf('app/cache-killed')
    await message.appears()
  },
  { tags: ['smoke', 'nightly', 'release'], rows: ['app/cache-killed'] },
)
