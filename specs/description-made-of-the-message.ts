import { promise } from '../src/harness/promise.ts'

/** The title carries the word by which a notification is found: most of these messages have no text. */
const kinds = [
  [{ type: 'text', text: '{token}，明天见' }],
  [{ type: 'face' }],
  [{ type: 'image' }],
  [{ type: 'sound' }],
  [{ type: 'file' }],
  [{ type: 'video' }],
  [{ type: 'location' }],
  [{ type: 'text', text: '看这里' }, { type: 'image' }, { type: 'text', text: '好看吗' }],
] as const

promise(
  import.meta.url,
  'Without a description the push says what the message holds: text, face, image, sound, file, video, location, several',
  async (phone) => {
    for (const elements of kinds) {
      const message = await phone.getsMessageWhile('background', { title: '{token}', desc: '', elements })
      await message.appears()
    }
  },
  { tags: ['nightly', 'release'] },
)
