import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'OPPO shows nothing on a channel that the app never made',
  async (phone) => {
    const message = await phone.getsMessageWhile('cache-killed', { androidInfo: { OPPOChannelID: 'nobody' } })
    await phone.showsNothingOf(message)
  },
  {
    tags: ['nightly', 'release'],
    applies: (phone) =>
      (phone.pushService === 'oppo' && phone.apiLevel >= 26) ||
      'channel ids bind messages of OPPO Push to Android 8 and later',
  },
)
