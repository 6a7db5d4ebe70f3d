import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A secure lock screen that hides content tells of a push without its text',
  async (phone) => {
    const message = await phone.getsMessageWhile('locked', {
      settings: { lockScreen: 'hide-content', keyguard: 'secure' },
    })
    await message.arrives()
    await phone.showsOnTheLockScreen(message)
    await phone.setsItBack()
    await phone.showsInTheShade(message)
  },
  {
    tags: ['nightly', 'release'],
    applies: (phone) =>
      phone.postsAs === 'app' ||
      'the push service posts in its own name, which the hidden content shows in place of the app',
  },
)
