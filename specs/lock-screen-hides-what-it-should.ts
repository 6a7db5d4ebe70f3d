import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The lock screen shows a push, and shows none when its owner hides notifications there',
  async (phone) => {
    const shown = await phone.getsMessageWhile('locked')
    await shown.arrives()
    await phone.showsOnTheLockScreen(shown)
    const hidden = await phone.getsMessageWhile('locked', { settings: { lockScreen: 'hide' } })
    await hidden.arrives()
    await phone.showsOnTheLockScreen(hidden)
    await phone.showsInTheShade(hidden)
  },
  { tags: ['nightly', 'release'] },
)
