import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the notifications of the app off nothing appears, and with them on again a push does',
  async (phone) => {
    const refused = await phone.countsRefusals()
    const message = await phone.getsMessageWhile('background', { settings: { notifications: 'off' } })
    await phone.refusesMoreThan(refused)
    await phone.setsItBack()
    await phone.showsNothingOf(message)
  },
  {
    tags: ['nightly', 'release'],
    applies: (phone) =>
      phone.postsAs === 'app' || 'the push service posts in its own name and leaves no trace of what it holds back',
  },
)
