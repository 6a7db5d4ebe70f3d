import { describe, expect, it } from 'vitest'
import { oppoService } from '../vendors/oppo-rules.ts'
import { miService } from '../vendors/mi-rules.ts'
import { handedOverExt } from './handed-over-ext.ts'

describe('handedOverExt', () => {
  it.each<[ext: string, rebuilt: string, entityOnly: string]>([
    ['{"entity":{"sender":"a"},"b":[1]}', '{"entity":{"sender":"a"},"b":[1]}', '{"sender":"a"}'],
    ['{"entity":"text","paid":true,"n":42}', '{"entity":"text","paid":"true","n":"42"}', 'text'],
    ['{"entity":"{\\"a\\":1}"}', '{"entity":{"a":1}}', '{"a":1}'],
    ['{"entity":"{no"}', '{"entity":"{no"}', '{no'],
    ['{"note":null}', '{"note":"null"}', ''],
    ['{}', '', ''],
    ['no JSON', 'no JSON', 'no JSON'],
    ['[1]', '[1]', '[1]'],
  ])('OPPO: %s', (ext, rebuilt, entityOnly) => {
    expect(handedOverExt(ext, oppoService, { oppoExt: 'rebuilt' })).toBe(rebuilt)
    expect(handedOverExt(ext, oppoService, { oppoExt: 'entity-only' })).toBe(entityOnly)
  })

  it('the others carry it as one text', () => {
    const ext = '{"entity":"{}","n":42}'
    expect(handedOverExt(ext, miService, { oppoExt: 'entity-only' })).toBe(ext)
  })
})
