import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A tap on a secure lock screen asks for the PIN and then opens the conversation',
  async (phone) => {
    const message = await phone.getsMessageOf('tap/locked-with-pin')
    await message.arrives()
    await phone.lockScreen.showsWhatItMay(message)
    await message.tapOnTheLockScreen()
    message.opensTheConversation('warm')
    message.carriesExt()
  },
  { tags: ['nightly', 'release'], rows: ['tap/locked-with-pin'] },
)
