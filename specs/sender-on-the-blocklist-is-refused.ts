import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Whom the owner has blocked in the app cannot write from another phone; unblocked, he can',
  async (phone) => {
    await phone.partner.isBlocked()
    const refused = await phone.getsMessageOf('sender/blocked')
    refused.isRefused()
    await phone.partner.isFreeToWrite()
    const allowed = await phone.getsMessageWhile('background', { sender: { by: 'client', sdk: 'chat-js' } })
    await allowed.arrives()
    await phone.partner.hasLeftNothingOf(refused)
  },
  { tags: ['nightly', 'release'], phones: 2, rows: ['sender/blocked'] },
)
