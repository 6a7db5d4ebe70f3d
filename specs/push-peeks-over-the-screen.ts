import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'An important push peeks over the screen while it is on',
  async (phone) => {
    const message = await phone.getsMessageOf('app/heads-up')
    await phone.headsUp.showsWhatItMay(message)
    await message.appears()
  },
  { tags: ['nightly', 'release'], rows: ['app/heads-up'] },
)
