import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the channel of the push service set to silent, a push appears and is not heard',
  async (phone) => {
    const before = await phone.getsMessageOf('owner/service-channel-heard')
    await before.appears()
    phone.owner.findsTheServiceChannelOf(before)
    const message = await phone.getsMessageOf('owner/service-channel-silent')
    await message.appears()
    await phone.shade.shows(message)
    await phone.owner.setsItBack()
    const later = await phone.getsMessageOf('owner/service-channel-heard')
    await later.appears()
  },
  { tags: ['nightly', 'release'], rows: ['owner/service-channel-heard', 'owner/service-channel-silent'] },
)
