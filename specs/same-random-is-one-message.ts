import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Two messages under one MsgRandom within a second are one: the second is not shown',
  async (phone) => {
    const first = await phone.getsMessageWhile('background')
    const second = await phone.getsMessageUnderRandomOf(first, 'rate/repeated-random')
    await first.appears()
    await phone.showsNothingOf(second)
  },
  { tags: ['nightly', 'release'], rows: ['rate/repeated-random'] },
)
