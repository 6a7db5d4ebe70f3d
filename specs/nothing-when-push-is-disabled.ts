import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A message with disablePush is not pushed',
  async (phone) => {
    const message = await phone.getsMessageWhile('cache-killed', { disablePush: true })
    await phone.showsNothingOf(message)
  },
  { tags: ['smoke', 'nightly', 'release'] },
)
