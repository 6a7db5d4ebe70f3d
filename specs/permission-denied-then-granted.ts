import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the permission dialog was denied nothing appears, and after it was granted a push does',
  async (phone) => {
    await phone.installsTheAppAndAnswers('deny')
    await phone.goesHome()
    const refused = await phone.countsRefusals()
    const denied = await phone.getsAnotherMessage('background', { settings: { permission: 'denied' } })
    await phone.refusesMoreThan(refused)
    await phone.grantsThroughTheDialog()
    await phone.showsNothingOf(denied)
  },
  {
    tags: ['release'],
    applies: (phone) => phone.apiLevel >= 33 || 'the permission to notify came with Android 13',
  },
)
