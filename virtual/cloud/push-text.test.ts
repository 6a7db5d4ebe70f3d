import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PushServiceName } from '../vendors/push-message.ts'
import { readOfflinePush } from './offline-push.ts'
import { descOf, extOf, fitTo, textLimits, truncate } from './push-text.ts'

describe('truncate', () => {
  it.each([
    ['shorter', 'abc', 5, 'abc'],
    ['exactly as long', 'abcde', 5, 'abcde'],
    ['one longer', 'abcdef', 5, 'ab...'],
    ['Han characters count one each', '一二三四五六', 5, '一二...'],
    ['an emoji counts two and is not torn', 'a👍👍👍', 6, 'a👍...'],
    ['an emoji at the cut is left out', '👍👍👍👍', 6, '👍...'],
  ])('%s', (_, text, limit, expected) => {
    expect(truncate(text, limit)).toBe(expected)
  })

  it('never exceeds the limit nor tears a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 3, max: 60 }), (text, limit) => {
        const cut = truncate(text, limit)
        expect(cut.length).toBeLessThanOrEqual(Math.max(limit, text.length <= limit ? text.length : limit))
        expect(cut.isWellFormed()).toBe(text.isWellFormed())
      }),
    )
  })
})

describe('a custom element beside a text', () => {
  const body = [
    { MsgType: 'TIMTextElem', MsgContent: { Text: 'look: ' } },
    { MsgType: 'TIMCustomElem', MsgContent: { Desc: 'a gift', Ext: '{"a":1}' } },
  ]
  it.each<[string, unknown, 'ignored' | 'used', string, string]>([
    ['no OfflinePushInfo', undefined, 'ignored', 'look: a gift', '{"a":1}'],
    ['an empty OfflinePushInfo', {}, 'ignored', 'look: ', ''],
    ['an empty OfflinePushInfo, by switch', {}, 'used', 'look: a gift', ''],
    ['OfflinePushInfo', { Desc: 'd', Ext: 'e' }, 'ignored', 'd', 'e'],
  ])('%s', (_, info, customDescBesideOfflinePushInfo, desc, ext) => {
    const message = { push: readOfflinePush(info), body }
    expect([descOf(message, { customDescBesideOfflinePushInfo }), extOf(message)]).toEqual([desc, ext])
  })
})

describe('fitTo', () => {
  const long = { title: '标'.repeat(2000), desc: '述'.repeat(2000) }
  it.each<[PushServiceName, number, number, number]>([
    ['huawei', 0, 60, 600],
    ['honor', 0, 50, 400],
    ['mi', 0, 50, 128],
    ['oppo', 0, 50, 50],
    ['oppo', 1, 50, 128],
    ['vivo', 0, 40, 100],
    ['meizu', 0, 32, 100],
    ['fcm', 0, 2000, 2000],
  ])('%s with PushStyle %d: %d / %d', (vendor, style, title, desc) => {
    const fitted = fitTo(vendor, long, style)
    expect([fitted.title.length, fitted.desc.length]).toEqual([title, desc])
    if (textLimits[vendor] !== undefined)
      expect([fitted.title, fitted.desc].every((text) => text.endsWith('...'))).toBe(true)
  })
})
