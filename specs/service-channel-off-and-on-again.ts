import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the channel of the push service off nothing appears, and with it on again a push does',
  async (phone) => {
    const before = await phone.getsMessageOf('owner/service-channel-on')
    await before.appears()
    phone.owner.findsTheServiceChannelOf(before)
    const refused = await phone.refusals.count()
    const message = await phone.getsMessageOf('owner/service-channel-off')
    await phone.refusals.areMoreThan(refused)
    await phone.owner.setsItBack()
    await phone.refusals.leaveNothingOf(message)
    const later = await phone.getsMessageOf('owner/service-channel-on')
    await later.appears()
  },
  { tags: ['nightly', 'release'], rows: ['owner/service-channel-on', 'owner/service-channel-off'] },
)
