import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "A tap opens what the console's click action says: a page of the app, the app, or a web page",
  async (phone) => {
    for (const row of phone.rows) {
      const message = await phone.getsMessageOf(row)
      await message.appears()
      await message.tap()
      await message.photograph(`${row.replace('/', '-')}.png`)
      message.opensWhatTheRulesSay()
      await phone.world.isSetBack()
    }
  },
  { tags: ['nightly', 'release'], rows: ['tap/click-*'] },
)
