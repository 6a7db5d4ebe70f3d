import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app force-stopped, a push appears, or not, as the push service promises',
  async (phone) => {
    const message = await phone.getsMessageWhile('force-stopped')
    await phone.showsWhatTheRulesSay(message)
  },
  { tags: ['nightly', 'release'] },
)
