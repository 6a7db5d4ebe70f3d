import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A reinstallation gives a new token, and pushes go on',
  async (phone) => {
    await phone.logsIn()
    const before = await phone.isRegisteredForPush()
    await phone.installsTheApp()
    await phone.logsIn()
    const after = await phone.isRegisteredForPush()
    phone.hasAnotherToken(before, after)
    const message = await phone.getsMessageWhile('cache-killed')
    await message.appears()
  },
  { tags: ['nightly', 'release'] },
)
