import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  'ext reaches the app byte for byte, or is refused where the push service refuses it',
  async (phone) => {
    for (const row of phone.rows) {
      const message = await phone.getsMessageOf(row)
      if (message.shouldAppear) {
        await message.arrives()
        await message.tap()
        message.carriesExt()
      } else await phone.showsNothingOf(message)
    }
  },
  {
    tags: ['nightly', 'release'],
    rows: [
      'ext/container',
      'ext/plain-json',
      'ext/pretty-printed',
      'ext/cjk',
      'ext/emoji',
      'ext/split-surrogates',
      'ext/quotes',
      'ext/backslashes',
      'ext/newlines',
      'ext/control-characters',
      'ext/url-encoded',
      'ext/html',
      'ext/shell',
      'ext/empty',
      'ext/one-byte',
      'ext/not-json',
      'ext/json-array',
      'huawei/ext-as-intent-param',
    ],
  },
)
