import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app swiped away from recents, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageOf('app/swiped-away')
    await message.appears()
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'], rows: ['app/swiped-away'] },
)
