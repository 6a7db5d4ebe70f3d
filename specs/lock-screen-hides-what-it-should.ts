import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The lock screen shows a push, and shows none when its owner hides notifications there',
  async (phone) => {
    const shown = await phone.getsMessageWhile('locked')
    await shown.arrives()
    await phone.lockScreen.showsWhatItMay(shown)
    const hidden = await phone.getsMessageOf('owner/lock-screen-hide')
    await hidden.arrives()
    await phone.lockScreen.showsWhatItMay(hidden)
    await phone.shade.shows(hidden)
  },
  { tags: ['nightly', 'release'], rows: ['owner/lock-screen-hide'] },
)
