import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A message for online users only is not pushed, and not there when the app is opened',
  async (phone) => {
    const message = await phone.getsMessageOf('flag/online-only')
    await phone.showsNothingOf(message)
    await phone.isNotKept(message)
  },
  { tags: ['nightly', 'release'], rows: ['flag/online-only'] },
)
