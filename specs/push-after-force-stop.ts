import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app force-stopped, a push appears, or not, as the push service promises',
  async (phone) => {
    const refused = await phone.refusals.count()
    const message = await phone.getsMessageOf('app/force-stopped')
    if (message.shouldAppear) {
      await message.appears()
      return
    }
    // A later message would have to open the app first, and with that end the state: it is sent only if the log is mute.
    await phone.refusals.areMoreThan(refused)
    await phone.refusals.leaveNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['app/force-stopped'] },
)
