import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Title and description stand in the shade exactly as they were sent',
  async (phone) => {
    const message = await phone.getsMessageWhile('cache-killed', {
      title: '小满 & "阿明" 🎉',
      desc: "{token} <b>100%</b> it's 5\\n👍🏽 ok",
    })
    await message.appears()
    await phone.shade.shows(message)
  },
  { tags: ['demo', 'nightly', 'release'] },
)
