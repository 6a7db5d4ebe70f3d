import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Messages from the apps on all phones with other push services arrive',
  async (phone) => {
    const senders = new Set(phone.rows.map((row) => row.replace('sender/app-of-', '')))
    while (senders.size > 0) {
      const sender = await phone.partner.changesToOneOf([...senders])
      senders.delete(sender)
      const message = await phone.getsMessageOf(`sender/app-of-${sender}`)
      await message.appears()
    }
  },
  { tags: ['release'], phones: 2, rows: ['sender/app-of-*'] },
)
