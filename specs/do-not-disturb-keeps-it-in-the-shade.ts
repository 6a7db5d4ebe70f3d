import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With do not disturb on, a push is in the shade all the same',
  async (phone) => {
    const message = await phone.getsMessageWhile('background', { settings: { doNotDisturb: 'on' } })
    await phone.showsWhatTheRulesSay(message)
    await phone.showsInTheShade(message)
  },
  { tags: ['nightly', 'release'] },
)
