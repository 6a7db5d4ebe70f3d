import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the channel of the app set to silent, a push appears and is not heard',
  async (phone) => {
    const message = await phone.getsMessageOf('owner/silent-channel')
    await message.appears()
    await phone.shade.shows(message)
    await phone.owner.setsItBack()
    const later = await phone.getsMessageWhile('background')
    await later.appears()
  },
  { tags: ['nightly', 'release'], rows: ['owner/silent-channel'] },
)
