import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Seven days after the app was last open nothing is pushed; opened again, it is',
  async (phone) => {
    const message = await phone.getsMessageOf('account/idle-for-seven-days')
    await phone.showsNothingOf(message)
  },
  { tags: ['release'], rows: ['account/idle-for-seven-days'] },
)
