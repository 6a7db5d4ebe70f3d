import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textWidth, wrapText } from './text-width.ts'

test.each([
  ['short', 1000, ['short']],
  ['one two three', 50, ['one two', 'three']],
  ['你好世界', 25, ['你好', '世界']],
  ['first\nsecond', 1000, ['first', 'second']],
  ['abcdefghij', 30, ['abcde', 'fghij']],
  ['', 100, ['']],
])('%j in %d px', (text, width, lines) => {
  expect(wrapText(text, 10, width)).toEqual(lines)
})

test('no line is wider than allowed, and no character but blanks is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 30, max: 300 }), (text, width) => {
      const lines = wrapText(text, 10, width)
      for (const line of lines) if (line.length > 2) expect(textWidth(line, 10)).toBeLessThanOrEqual(width)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
