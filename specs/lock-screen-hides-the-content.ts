import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A secure lock screen that hides content tells of a push without its text',
  async (phone) => {
    const message = await phone.getsMessageOf('owner/lock-screen-hide-content')
    await message.arrives()
    await phone.lockScreen.showsWhatItMay(message)
    await phone.owner.setsItBack()
    await phone.shade.shows(message)
  },
  {
    tags: ['nightly', 'release'],
    rows: ['owner/lock-screen-hide-content'],
    applies: (phone) =>
      phone.postsAs === 'app' ||
      'the push service posts in its own name, which the hidden content shows in place of the app',
  },
)
