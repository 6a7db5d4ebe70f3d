import { expect, it } from 'vitest'
import { pushRecordsText } from './evidence.ts'

it('keeps push records without the tokens of the phones', () => {
  const records = [{ messageKey: '1_2_3', token: 'secret', stages: { offline: { ok: false, code: '27001' } } }]
  const text = pushRecordsText([...records, { messageKey: '4', token: '' }])
  expect(text).not.toContain('secret')
  expect(JSON.parse(text)).toEqual([
    { ...records[0], token: '<token>' },
    { messageKey: '4', token: '' },
  ])
})
