import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'Of ten messages in a burst each appears, or they fold as the push service does it',
  async (phone) => {
    const count = phone.countOf('rate/burst')
    const trials = [await phone.getsMessageOf('rate/burst')]
    while (trials.length < count) trials.push(await phone.getsMessageOf('rate/burst', 'as-it-is'))
    for (const trial of trials) await trial.appears()
  },
  { tags: ['nightly', 'release'], rows: ['rate/burst'] },
)
