import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A token that the server never learns of gets no push; reported, it does',
  async (phone) => {
    await phone.token.isNotReported()
    const message = await phone.getsMessageOf('token/not-reported')
    await phone.token.isReportedAnew()
    await phone.showsNothingOf(message)
  },
  { tags: ['nightly', 'release'], rows: ['token/not-reported'] },
)
