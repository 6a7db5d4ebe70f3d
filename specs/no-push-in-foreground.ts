import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app in the foreground, a message shows in the app and not in the shade',
  async (phone) => {
    const message = await phone.getsMessageOf('app/foreground')
    await phone.app.shows(message)
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['app/foreground'] },
)
