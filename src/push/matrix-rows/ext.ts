import type { Cast } from '../cast.ts'
import { chatExt } from '../ext.ts'
import type { Row, RowContext } from '../matrix-row.ts'
import { utf8Bytes } from '../truncation.ts'

function values({ friend }: Cast): readonly (readonly [string, string, string])[] {
  return [
    ['container', "TUIKit's entity container", chatExt(friend, '你好')],
    ['plain-json', 'plain JSON', '{"orderId":42,"paid":true,"lines":[1,2,3],"note":null}'],
    [
      'pretty-printed',
      'JSON over several lines, with tabs',
      '{\n\t"orderId": 42,\r\n\t"lines": [\n\t\t"一",\n\t\t"二"\n\t]\n}\n',
    ],
    ['cjk', 'Chinese, Japanese, Korean', JSON.stringify({ a: '订单已发货', b: 'カタカナ', c: '한국어' })],
    ['emoji', 'emoji', JSON.stringify({ a: '👩‍👩‍👧‍👦🇨🇳👍🏽' })],
    ['split-surrogates', 'half an emoji, escaped', '{"a":"\\ud83d","b":"\\ude00"}'],
    ['quotes', 'quotes', JSON.stringify({ a: 'say "hi", it\'s `me`' })],
    ['backslashes', 'backslashes', JSON.stringify({ a: 'C:\\temp\\new\\u0041' })],
    ['newlines', 'escaped line breaks and tabs', JSON.stringify({ a: 'one\ntwo\r\nthree\tfour' })],
    ['control-characters', 'control characters', JSON.stringify({ a: '\u0000\u0001\u001b[31m\u007f' })],
    ['url-encoded', 'URL-encoded text', JSON.stringify({ a: 'a%20b%2Fc%3D%26+d' })],
    ['html', 'HTML', JSON.stringify({ a: '<b onclick="x()">&amp;</b><!-- -->' })],
    ['shell', 'shell metacharacters', JSON.stringify({ a: '$(id) `id` ; | & > /dev/null * ? ~ ${HOME}' })],
    ['empty', 'nothing at all', ''],
    ['one-byte', 'one byte, not JSON', 'x'],
    ['not-json', 'text that is not JSON', '透传内容 passthrough'],
    ['json-array', 'a JSON array', '[1,2]'],
  ]
}

/** Tencent: description and ext together should not be over 3 KB (1047/33527, checked 2026-11-20). */
const bytesWithDesc = 3072
/** Mi: all extra pairs together, names included (dev.mi.com, message sending API, checked 2026-11-20). */
const charactersOfMi = 1024

/**
 * Bytes of the longest ext that may be sent beside a description. The figures stand here a second time, as they are
 * documented: taken from the rules, a row at the limit would agree with any rule.
 */
function mostBytes(service: string, desc: string): number {
  const beside = bytesWithDesc - utf8Bytes(desc)
  return service === 'mi' ? Math.min(beside, charactersOfMi - 'ext'.length) : beside
}

/** ASCII only, so that bytes and characters agree, and percent-encoding adds to the frame alone. */
function extOf(bytes: number): string {
  return JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length) })
}

export function extRows({ phone, cast }: RowContext): readonly Row[] {
  const desc = '你好'
  const most = mostBytes(phone.profile.service.name, desc)
  return [
    ...values(cast).map(([id, says, ext]): Row => ({
      id: `ext/${id}`,
      says: `ext holds ${says}`,
      message: { push: { ext } },
    })),
    {
      id: 'ext/largest',
      says: `ext of ${String(most)} bytes, the most allowed`,
      message: { push: { desc, ext: extOf(most) } },
    },
    {
      id: 'ext/over-the-limit',
      says: 'ext of one byte more is refused by the harness',
      message: { push: { desc, ext: extOf(most + 1) } },
    },
  ]
}
