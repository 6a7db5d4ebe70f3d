import { promise } from '../src/harness/promise.ts'

const cases = [
  {
    of: 'Chinese, Japanese and emoji',
    from: 'cache-killed',
    customData: { 订单: '二〇二六年', カナ: 'テスト中', emoji: '👩‍👩‍👧‍👦🇨🇳👍🏽' },
  },
  {
    of: 'quotes, backslashes and line breaks',
    from: 'background',
    customData: { text: 'say "hi" \\ it\'s\n\tline two\r\n<&>%20+=;#' },
  },
  { of: 'a long text', from: 'background', customData: { list: Array.from({ length: 60 }, (_, i) => `第 ${i} 项`) } },
] as const

promise(
  import.meta.url,
  `ext reaches the app byte for byte: ${cases.map((one) => one.of).join('; ')}`,
  async (phone) => {
    for (const { from, customData } of cases) {
      const message = await phone.getsMessageWhile(from, { customData })
      await message.arrives()
      await message.tap()
      message.carriesExt()
    }
  },
  { tags: ['demo', 'nightly', 'release'] },
)
