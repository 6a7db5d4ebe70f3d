import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app swiped away from recents, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageWhile('swiped-away', { title: '林小满', desc: '{token}，照片发你了' })
    await message.appears()
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'] },
)
