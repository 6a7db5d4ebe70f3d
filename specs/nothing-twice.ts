import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'No message is shown twice',
  async (phone) => {
    const message = await phone.getsMessageOf('rate/nothing-twice')
    await message.observe()
    // Whatever came twice since the beginning of the run has come by the time when a later message arrives.
    const later = await phone.getsMessageOf('rate/nothing-twice')
    await later.observe()
    phone.shade.sawNothingTwice(later)
  },
  { tags: ['demo', 'nightly', 'release'], rows: ['rate/nothing-twice'] },
)
