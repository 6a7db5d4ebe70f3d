import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'With the app in the background, a push appears with its title and description',
  async (phone) => {
    for (const message of await phone.getsMessagesOf(phone.rows)) await message.appears()
  },
  {
    tags: ['demo', 'smoke', 'nightly', 'release'],
    rows: ['app/background', 'account/logged-in', 'sender/rest', 'rate/within-a-minute'],
  },
)
