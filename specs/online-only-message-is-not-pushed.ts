import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A message for online users only is not pushed, and not there when the app is opened',
  async (phone) => {
    const message = await phone.getsMessageWhile('cache-killed', { lifeTimeSec: 0 })
    await phone.showsNothingOf(message)
    await phone.doesNotKeep(message)
  },
  { tags: ['nightly', 'release'] },
)
