import { expect, it } from 'vitest'
import { z } from 'zod'
import { checkedJson } from './checked-json.ts'

const schema = z.strictObject({
  farm: z.enum(['embedded', 'real']),
  phones: z.array(z.strictObject({ serial: z.string(), port: z.int().min(1024).optional() })),
})
const read = (text: string): unknown => checkedJson(text, 'f.json', schema, { notJson: 'a', wrong: 'b' })

it('reads what is right, also after a byte order mark', () => {
  expect(read('\uFEFF{"farm":"real","phones":[]}')).toEqual({ farm: 'real', phones: [] })
})

it.each([
  ['{\n  "farm": "real",,\n}', /^f\.json is not JSON: .*, line 2, column 18\.$/],
  ['', /^f\.json is not JSON: Unexpected end of JSON input\.$/],
  ['{"farm":"real"}', /^f\.json: phones is missing\.$/],
  ['{"farm":"reel","phones":[]}', /^f\.json: farm must be one of embedded, real, not "reel"\.$/],
  ['{"farm":"real","phones":{}}', /^f\.json: phones must be an array, not \{\}\.$/],
  ['{"farm":"real","phones":[{"seriel":"x"}]}', /^f\.json: phones\[0\] has an unknown key "seriel"\.$/],
  ['{"farm":"real","phones":[{"serial":7}]}', /^f\.json: phones\[0\]\.serial must be a string, not 7\.$/],
  ['{"farm":"real","phones":[{"serial":"x","port":80}]}', /^f\.json: phones\[0\]\.port: .*1024.*\.$/],
  ['[]', /^f\.json: the file must be an object, not \[\]\.$/],
])('complains in one sentence about %j', (text, sentence) => {
  expect(() => read(text)).toThrow(sentence)
})
