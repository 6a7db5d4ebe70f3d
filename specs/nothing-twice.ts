import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'No message is shown twice',
  async (phone) => {
    const message = await phone.getsMessageWhile('background')
    await message.observe()
    // Whatever came twice since the beginning of the run has come by the time when a later message arrives.
    const later = await phone.getsMessageWhile('background')
    await later.observe()
    await phone.sawNothingTwice()
  },
  { tags: ['demo', 'nightly', 'release'] },
)
