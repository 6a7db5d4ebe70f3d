import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After logout and login a push appears again',
  async (phone) => {
    await phone.logsIn()
    await phone.logsOut()
    await phone.logsIn()
    const message = await phone.getsMessageWhile('cache-killed')
    await message.appears()
  },
  { tags: ['nightly', 'release'] },
)
