import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'After an update of the app, a push that comes later and one that outlived it open the conversation',
  async (phone) => {
    const early = await phone.getsMessageOf('tap/after-update')
    await early.arrives()
    await phone.package.isUpdated()
    if (await phone.package.keepsNotificationOf(early)) {
      await early.tap()
      early.opensTheConversation('cold')
      early.carriesExt()
      await phone.app.isBroughtTo('cache-killed')
    }
    const later = await phone.getsMessageOf('tap/after-update', 'as-it-is')
    await later.appears()
    await later.tap()
    later.opensTheConversation('cold')
    later.carriesExt()
  },
  { tags: ['release'], rows: ['tap/after-update'] },
)
