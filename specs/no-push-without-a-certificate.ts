import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Without a certificate in the console nothing is pushed',
  async (phone) => {
    await phone.showsNothingOf(await phone.getsMessageOf('token/certificate-missing'))
  },
  { tags: ['nightly', 'release'], rows: ['token/certificate-missing'] },
)
