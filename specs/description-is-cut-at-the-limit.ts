import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A description as long as the push service takes stands whole, and a longer one is cut with dots',
  async (phone) => {
    for (const more of [0, 1]) {
      const message = await phone.getsMessageWhile('background', {
        title: '{token}',
        desc: phone.longText('desc', more),
      })
      await message.appears()
    }
  },
  {
    tags: ['nightly', 'release'],
    applies: ({ profile }) =>
      profile.service.descUnits.value !== null || 'no length is published for the descriptions of this push service',
  },
)
