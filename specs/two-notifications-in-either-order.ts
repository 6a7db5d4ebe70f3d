import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Of two notifications each tap opens its own conversation, whichever is tapped first',
  async (phone) => {
    for (const row of phone.rows) {
      const older = await phone.getsMessageOf(row)
      await older.arrives()
      const newer = await phone.getsAnotherMessage('background', { from: 'second-friend', title: '阿明' })
      await newer.arrives()
      const [first, second] = row === 'tap/two-older-first' ? [older, newer] : [newer, older]
      for (const message of [first, second]) {
        await message.tap()
        message.opensTheConversation('warm')
        message.carriesExt()
      }
    }
  },
  { tags: ['nightly', 'release'], rows: ['tap/two-older-first', 'tap/two-newer-first'] },
)
