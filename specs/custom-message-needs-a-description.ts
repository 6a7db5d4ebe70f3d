import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A custom message without a description is not pushed, and with one it is',
  async (phone) => {
    const elements = [{ type: 'custom', data: '{"businessID":"red_packet"}', desc: '' }] as const
    const mute = await phone.getsMessageWhile('cache-killed', { title: '{token}', desc: '', elements })
    await phone.showsNothingOf(mute)
    const told = await phone.getsMessageWhile('background', { desc: '{token}，给你发了一个红包', elements })
    await told.appears()
  },
  { tags: ['nightly', 'release'] },
)
