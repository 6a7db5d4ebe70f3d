import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app force-stopped, a push appears, or not, as the push service promises',
  async (phone) => {
    const refused = await phone.countsRefusals()
    const message = await phone.getsMessageWhile('force-stopped')
    if (message.shouldAppear) {
      await message.appears()
      return
    }
    // A control message would have to open the app first, and with that end the state.
    await phone.refusesMoreThan(refused)
    await phone.hasNothingOf(message)
  },
  { tags: ['nightly', 'release'] },
)
