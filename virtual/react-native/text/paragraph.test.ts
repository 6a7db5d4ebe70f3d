import { expect, test } from 'vitest'
import { loadSharedParts } from '../worker-code.ts'
import { Fonts } from './fonts.ts'
import type { TextStyle } from './paragraph.ts'
import { layoutParagraph } from './paragraph.ts'

const fonts = new Fonts((await loadSharedParts()).fonts)
const style: TextStyle = { size: 42, lineHeight: undefined, weight: 'regular', letterSpacing: 0, color: 0xff000000 }
const free = { maxLines: 0, ellipsis: true, includeFontPadding: true }

function linesOf(
  text: string,
  width: number,
  given: Partial<typeof free> = {},
  look: Partial<TextStyle> = {},
): string[] {
  const paragraph = layoutParagraph(
    fonts,
    [{ text, style: { ...style, ...look }, tag: 1 }],
    { ...free, ...given },
    width,
  )
  return paragraph.lines.map((line) => line.pieces.map((piece) => piece.text).join(''))
}

// Advances of Roboto Regular, of 2048 units: A 1336, space 508, e 1086, l 497, o 1168, H 1460.
test.each([
  { text: 'A', width: (1336 / 2048) * 42 },
  { text: 'Hello', width: ((1460 + 1086 + 497 + 497 + 1168) / 2048) * 42 },
  { text: 'A ', width: (1336 / 2048) * 42 },
  { text: '中文', width: 84 },
  { text: '👍', width: 1.245 * 42 },
  { text: '👍🏽', width: 1.245 * 42 },
  { text: '', width: 0 },
])('"$text" is $width px wide', ({ text, width }) => {
  expect(layoutParagraph(fonts, [{ text, style, tag: 1 }], free, Infinity).width).toBeCloseTo(width, 0)
})

test.each([
  { text: 'one two three', width: 200, lines: ['one two ', 'three'] },
  { text: 'one\ntwo', width: 999, lines: ['one', 'two'] },
  { text: 'one\n', width: 999, lines: ['one', ''] },
  { text: 'incomprehensibilities', width: 100, lines: ['inco', 'mpre', 'hens', 'ibiliti', 'es'] },
  { text: 'wait-and-see', width: 120, lines: ['wait-', 'and-', 'see'] },
  { text: '你好世界再见', width: 100, lines: ['你好', '世界', '再见'] },
  { text: '你好，世界', width: 84, lines: ['你', '好，', '世界'] },
  { text: '（你好）', width: 84, lines: ['（你', '好）'] },
  { text: 'ab 你好', width: 110, lines: ['ab 你', '好'] },
])('"$text" in $width px breaks as a phone does', ({ text, width, lines }) => {
  expect(linesOf(text, width)).toEqual(lines)
})

test.each([
  { why: 'font padding at both ends', look: {}, given: {}, text: 'x', height: 45 + 12 },
  { why: 'no font padding', look: {}, given: { includeFontPadding: false }, text: 'x', height: 39 + 10 },
  { why: 'two lines, padded outside only', look: {}, given: {}, text: 'x\ny', height: 45 + 10 + 39 + 12 },
  { why: 'lineHeight replaces all', look: { lineHeight: 72 }, given: {}, text: 'x\ny', height: 144 },
  { why: 'CJK lines take the taller font', look: {}, given: {}, text: '中', height: 49 + 12 },
])('height: $why', ({ look, given, text, height }) => {
  const runs = [{ text, style: { ...style, ...look }, tag: 1 }]
  expect(layoutParagraph(fonts, runs, { ...free, ...given }, 999).height).toBe(height)
})

test('numberOfLines cuts with an ellipsis that fits', () => {
  expect(linesOf('one two three four', 200, { maxLines: 1 })).toEqual(['one two…'])
  const paragraph = layoutParagraph(fonts, [{ text: 'one two three', style, tag: 1 }], { ...free, maxLines: 1 }, 150)
  expect(paragraph.width).toBeLessThanOrEqual(150)
  expect(paragraph.truncated).toBe(true)
})

test('letter spacing adds to every character', () => {
  const spaced = { ...style, letterSpacing: 6 }
  const plain = layoutParagraph(fonts, [{ text: 'abc', style, tag: 1 }], free, Infinity).width
  expect(layoutParagraph(fonts, [{ text: 'abc', style: spaced, tag: 1 }], free, Infinity).width).toBeCloseTo(plain + 18)
})

test('runs keep their styles and tags on the line', () => {
  const bold: TextStyle = { ...style, weight: 'bold' }
  const runs = [
    { text: 'plain ', style, tag: 1 },
    { text: 'bold', style: bold, tag: 2 },
  ]
  const [line] = layoutParagraph(fonts, runs, free, Infinity).lines
  expect(line?.pieces.map(({ text, tag }) => [text, tag])).toEqual([
    ['plain ', 1],
    ['bold', 2],
  ])
  expect(line?.pieces[1]?.x).toBe(line?.pieces[0]?.width)
})
