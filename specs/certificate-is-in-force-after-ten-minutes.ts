import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A certificate that is put right is in force ten minutes later, not before',
  async (phone) => {
    const tooEarly = await phone.getsMessageOf('token/certificate-changed')
    await phone.world.isSetBack()
    const later = await phone.getsMessageOf('token/certificate-in-force')
    await phone.showsWhatTheRulesSayOf([tooEarly, later])
  },
  { tags: ['nightly', 'release'], rows: ['token/certificate-changed', 'token/certificate-in-force'] },
)
