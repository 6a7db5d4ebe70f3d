import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After another user logged in on the phone, no push appears for the former one',
  async (phone) => {
    await phone.isTakenByAVisitor()
    const message = await phone.getsMessageAs('switched-user')
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'] },
)
