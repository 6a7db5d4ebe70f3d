import { promise } from '../src/harness/promise.ts'

const texts = {
  'half an emoji': '\ud83d|\ude00',
  'control characters': '\u0001\u001b[31m\u007f',
  'URL-encoded text': 'a%20b%2Fc%3D%26+d',
  HTML: '<b onclick="x()">&amp;</b><!-- -->',
  'shell metacharacters': '$(id) `id` ; | & > /dev/null * ? ~ ${HOME}',
  Korean: '한국어 메시지',
}

promise(
  import.meta.url,
  'ext reaches the app byte for byte with half an emoji, control characters, URL-encoded text, HTML, shell metacharacters',
  async (phone) => {
    for (const customData of Object.values(texts)) {
      const message = await phone.getsMessageWhile('background', { customData })
      await message.arrives()
      await message.tap()
      message.carriesExt()
    }
  },
  { tags: ['nightly', 'release'] },
)
