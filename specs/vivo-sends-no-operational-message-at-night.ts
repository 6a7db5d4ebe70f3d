import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'vivo takes operational messages from 07:00 to 23:00 only',
  async (phone) => {
    const message = await phone.getsMessageOf('vivo/operational-at-night')
    await phone.world.refuses(message)
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['vivo/operational-at-night'] },
)
