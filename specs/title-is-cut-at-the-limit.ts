import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'A title as long as the push service takes stands whole, and a longer one is cut with dots',
  async (phone) => {
    for (const more of [0, 1]) {
      const message = await phone.getsMessageWhile('background', { title: phone.longText('title', more) })
      await message.appears()
    }
  },
  {
    tags: ['nightly', 'release'],
    applies: ({ profile }) =>
      profile.service.titleUnits.value !== null || 'no length is published for the titles of this push service',
  },
)
