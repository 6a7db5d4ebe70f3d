import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'The app installs, logs in and registers for push',
  async (phone) => {
    await phone.installsTheApp()
    await phone.logsIn()
    await phone.isRegisteredForPush()
  },
  { tags: ['demo', 'smoke', 'nightly', 'release'] },
)
