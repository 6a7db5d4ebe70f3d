import { expect, it } from 'vitest'
import { cellWidth, textTable } from './text-table.ts'

it.each([
  ['abc', 3],
  ['林小满', 6],
  ['\u001B[32m✓\u001B[0m', 1],
  ['👍🏽', 4],
  ['𠮷', 2],
  ['✅', 2],
  ['é (e\u0301)', 5],
  ['\u200Fפלוני', 5],
])('%j takes %i cells', (text, cells) => {
  expect(cellWidth(text)).toBe(cells)
})

it('lines up columns', () => {
  expect(
    textTable([
      ['名', 'b'],
      ['abcd', 'c'],
    ]),
  ).toBe('名    b\nabcd  c')
})
