import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A message with disablePush is not pushed',
  async (phone) => {
    const message = await phone.getsMessageOf('flag/disable-push')
    await phone.showsNothingOf(message)
  },
  { tags: ['smoke', 'nightly', 'release'], rows: ['flag/disable-push'] },
)
