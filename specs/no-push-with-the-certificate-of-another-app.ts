import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "With another app's certificate in the console nothing is pushed",
  async (phone) => {
    await phone.showsNothingOf(await phone.getsMessageOf('token/certificate-foreign'))
  },
  { tags: ['nightly', 'release'], rows: ['token/certificate-foreign'] },
)
