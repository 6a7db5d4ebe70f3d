import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "Without a title the sender's nickname stands there, and without a nickname the sender's id",
  async (phone) => {
    for (const from of ['friend', 'nameless'] as const) {
      const message = await phone.getsMessageWhile('background', { title: '', from })
      await message.appears()
    }
  },
  { tags: ['nightly', 'release'] },
)
