import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After another user logged in on the phone, no push appears for the former one',
  async (phone) => {
    await phone.account.isTakenByAVisitor()
    const message = await phone.getsMessageOf('account/switched-user')
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['account/switched-user'] },
)
