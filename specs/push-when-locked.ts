import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the screen locked, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageWhile('locked', { title: '林小满', desc: '{token}，我到楼下了' })
    await message.appears()
  },
  { tags: ['demo', 'nightly', 'release'] },
)
