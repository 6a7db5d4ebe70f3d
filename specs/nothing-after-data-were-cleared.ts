import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the data of the app were cleared nothing appears, and after a new login pushes do',
  async (phone) => {
    await phone.account.logsIn()
    await phone.account.isRegisteredForPush()
    await phone.package.losesItsData()
    const message = await phone.getsMessageOf('token/data-cleared', 'as-it-is')
    await phone.showsNothingOf(message)
    await phone.account.isRegisteredForPush()
    const later = await phone.getsMessageWhile('background')
    await later.appears()
  },
  { tags: ['release'], rows: ['token/data-cleared'] },
)
