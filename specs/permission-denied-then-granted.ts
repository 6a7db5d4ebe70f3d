import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the permission dialog was denied nothing appears, and after it was granted a push does',
  async (phone) => {
    await phone.app.installsAndAnswers('deny')
    await phone.app.goesHome()
    const refused = await phone.refusals.count()
    const denied = await phone.getsMessageOf('owner/permission-denied', 'as-it-is')
    await phone.refusals.areMoreThan(refused)
    await phone.app.asksAndIsAllowed()
    await phone.refusals.leaveNothingOf(denied)
    const later = await phone.getsMessageOf('owner/permission-granted')
    await later.appears()
  },
  { tags: ['release'], rows: ['owner/permission-denied', 'owner/permission-granted'] },
)
