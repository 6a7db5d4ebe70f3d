import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the notifications of the app off nothing appears, and with them on again a push does',
  async (phone) => {
    const before = await phone.getsMessageWhile('background')
    await before.appears()
    const refused = await phone.refusals.count()
    const message = await phone.getsMessageOf('owner/notifications-off')
    await phone.refusals.areMoreThan(refused)
    await phone.owner.setsItBack()
    await phone.refusals.leaveNothingOf(message)
    const later = await phone.getsMessageOf('owner/notifications-on-again')
    await later.appears()
  },
  {
    tags: ['nightly', 'release'],
    rows: ['owner/notifications-off', 'owner/notifications-on-again'],
  },
)
