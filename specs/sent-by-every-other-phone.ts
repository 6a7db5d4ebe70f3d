import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Messages from the apps on all phones with other push services arrive',
  async (phone) => {
    for (const row of phone.rows) {
      await phone.partner.changesTo(row.replace('sender/app-of-', ''))
      const message = await phone.getsMessageOf(row)
      await message.appears()
    }
  },
  { tags: ['release'], phones: 2, rows: ['sender/app-of-*'] },
)
