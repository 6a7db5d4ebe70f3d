import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The app installs, logs in and registers for push',
  async (phone) => {
    await phone.app.installs()
    await phone.account.logsIn()
    await phone.account.isRegisteredForPush()
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'] },
)
