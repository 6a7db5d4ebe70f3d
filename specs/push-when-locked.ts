import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the screen locked, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageOf('app/locked')
    await message.appears()
  },
  { tags: ['demo', 'nightly', 'release'], rows: ['app/locked'] },
)
