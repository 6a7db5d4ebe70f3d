import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the server kicked the user no push appears, and after the next login one does',
  async (phone) => {
    await phone.account.isKicked()
    const message = await phone.getsMessageOf('account/kicked-by-rest')
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['account/kicked-by-rest'] },
)
