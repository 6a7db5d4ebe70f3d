import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halfWidths, percentEncodedBytes, shorten, utf8Bytes } from './truncation.ts'

describe('shorten', () => {
  it.each([
    ['0123456789', 11, '0123456789'],
    ['0123456789', 10, '0123456789'],
    ['0123456789a', 10, '0123456...'],
    ['', 10, ''],
    ['安晴朗川禾松柏梅兰竹菊', 10, '安晴朗川禾松柏...'],
  ])('%s to %i units is %s', (text, units, cut) => {
    expect(shorten(text, units)).toBe(cut)
  })

  it.each([
    ['dropped', 'abcdef...'],
    ['torn', 'abcdef\uFFFD...'],
  ] as const)('an emoji at the cut is %s', (split, cut) => {
    expect(shorten('abcdef😀ghijk', 10, split)).toBe(cut)
  })

  it('keeps an emoji that ends at the cut', () => {
    expect(shorten('abcde😀ghijk', 10)).toBe('abcde😀...')
  })

  it('never exceeds the limit, keeps short texts, keeps the beginning, and makes no half pairs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 90 }),
        fc.integer({ min: 3, max: 60 }),
        fc.constantFrom('dropped', 'torn'),
        (text, units, split) => {
          const cut = shorten(text, units, split)
          expect(cut.length).toBeLessThanOrEqual(units)
          expect(cut.isWellFormed()).toBe(true)
          if (text.length <= units) expect(cut).toBe(text)
          else {
            expect(cut.endsWith('...')).toBe(true)
            expect(text.startsWith(cut.slice(0, -3).replace(/\uFFFD$/, ''))).toBe(true)
            expect(cut.length).toBeGreaterThanOrEqual(units - 1)
          }
        },
      ),
    )
  })
})

describe('sizes', () => {
  it('agree with the encoders', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length)
        expect(percentEncodedBytes(text)).toBe(encodeURIComponent(text).length)
      }),
    )
  })

  it.each([
    ['abc', 3],
    ['安晴', 4],
    ['a安', 3],
    ['😀', 2],
    ['café', 5],
  ])('%s is %i half-widths wide', (text, width) => {
    expect(halfWidths(text)).toBe(width)
  })
})
