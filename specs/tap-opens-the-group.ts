import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "A tap on a group's message opens the group, not the conversation with its sender",
  async (phone) => {
    const warm = await phone.getsMessageOf('tap/group')
    await warm.appears()
    await warm.tap()
    warm.opensTheConversation('warm')
    warm.carriesExt()
    const cold = await phone.getsMessageOf('tap/group-cold')
    await cold.arrives()
    await cold.tap()
    cold.opensTheConversation('cold')
    cold.carriesExt()
  },
  { tags: ['nightly', 'release'], rows: ['tap/group', 'tap/group-cold'] },
)
