import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app in the background, a push appears with its title and description',
  async (phone) => {
    const message = await phone.getsMessageWhile('background', { title: '林小满', desc: '{token}，今晚一起吃饭吗？' })
    await message.appears()
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'] },
)
