import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After a login of the same user on another phone the push appears there and not here, and after a login here again here',
  async (phone) => {
    await phone.account.logsIn()
    await phone.app.goesHome()
    await phone.partner.takesTheOwner()
    const moved = await phone.getsMessageOf('account/kicked-by-login')
    await phone.partner.showsInstead(moved)
    await phone.account.noticesTheKick()

    await phone.account.logsIn()
    await phone.account.isRegisteredForPush()
    await phone.partner.isKicked()
    const back = await phone.getsMessageOf('account/second-phone')
    await back.appears()
    await phone.partner.showsNothingOf(back)
  },
  { tags: ['nightly', 'release'], phones: 2, rows: ['account/kicked-by-login', 'account/second-phone'] },
)
