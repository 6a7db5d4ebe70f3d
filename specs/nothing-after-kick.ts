import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the server kicked the user no push appears, and after the next login one does',
  async (phone) => {
    await phone.isKicked()
    const message = await phone.getsMessageAs('kicked-by-rest')
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'] },
)
