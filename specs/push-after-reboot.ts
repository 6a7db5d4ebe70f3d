import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After the phone was restarted and the app not opened, a push appears, and a tap on it opens the conversation',
  async (phone) => {
    const message = await phone.getsMessageOf('app/rebooted')
    await phone.showsWhatTheRulesSay(message)
    if (!message.shouldAppear) return
    await message.tap()
    message.opensTheConversation('cold')
    message.carriesExt()
  },
  { tags: ['release'], rows: ['app/rebooted'] },
)
