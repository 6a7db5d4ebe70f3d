import type { Cast } from '../cast.ts'
import { chatExt } from '../ext.ts'
import type { Row, RowContext } from '../matrix-row.ts'
import { largestExt } from '../sendable.ts'
import { tokenUnits } from '../token.ts'
import { usualMessage } from '../usual-message.ts'
import { usualSituation } from '../usual-situation.ts'

function values({ friend }: Cast): readonly (readonly [string, string, string])[] {
  return [
    ['container', "TUIKit's entity container", chatExt(friend, '你好')],
    ['plain-json', 'plain JSON', '{"orderId":42,"paid":true,"lines":[1,2,3],"note":null}'],
    ['cjk', 'Chinese, Japanese, Korean', JSON.stringify({ a: '订单已发货', b: 'カタカナ', c: '한국어' })],
    ['emoji', 'emoji', JSON.stringify({ a: '👩‍👩‍👧‍👦🇨🇳👍🏽' })],
    ['split-surrogates', 'half an emoji, escaped', '{"a":"\\ud83d","b":"\\ude00"}'],
    ['quotes', 'quotes', JSON.stringify({ a: 'say "hi", it\'s `me`' })],
    ['backslashes', 'backslashes', JSON.stringify({ a: 'C:\\temp\\new\\u0041' })],
    ['newlines', 'line breaks and tabs', JSON.stringify({ a: 'one\ntwo\r\nthree\tfour' })],
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

export function extRows({ phone, channelId, cast }: RowContext): readonly Row[] {
  const situation = usualSituation(phone.profile, { switches: phone.switches ?? {} })
  // The title is the word by which the harness finds the notification: here as long as that.
  const [title, desc] = ['安'.repeat(tokenUnits), '你好']
  const largest = largestExt(usualMessage(channelId, { from: cast.friend, push: { title, desc } }), situation)
  return [
    ...values(cast).map(([id, says, ext]): Row => ({
      id: `ext/${id}`,
      says: `ext holds ${says}`,
      message: { push: { ext } },
    })),
    {
      id: 'ext/largest',
      says: `ext of ${String(largest.length)} bytes, the most allowed`,
      message: { push: { desc, ext: largest } },
    },
    {
      id: 'ext/over-the-limit',
      says: 'ext of one byte more is refused by the harness',
      message: { push: { desc, ext: largest.replace('"x', '"xx') } },
    },
  ]
}
