import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the user logged in on another phone while the app was closed here, the push appears there and not here',
  async (phone) => {
    await phone.account.logsIn()
    await phone.app.isBroughtTo('swiped-away')
    await phone.partner.takesTheOwner()
    const moved = await phone.getsMessageOf('account/moved-to-another-phone')
    await phone.partner.showsInstead(moved)
  },
  { tags: ['nightly', 'release'], phones: 2, rows: ['account/moved-to-another-phone'] },
)
