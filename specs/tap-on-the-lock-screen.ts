import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A tap on the lock screen unlocks the phone and opens the conversation',
  async (phone) => {
    const message = await phone.getsMessageOf('tap/locked')
    await message.arrives()
    await phone.lockScreen.showsWhatItMay(message)
    await message.tapOnTheLockScreen()
    message.opensTheConversation('warm')
    message.carriesExt()
  },
  { tags: ['nightly', 'release'], rows: ['tap/locked'] },
)
