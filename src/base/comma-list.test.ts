import { expect, it } from 'vitest'
import { commaList } from './comma-list.ts'

it.each([
  ['mi', ['mi']],
  ['mi, huawei ,vivo', ['mi', 'huawei', 'vivo']],
  [',mi,,', ['mi']],
  [' , ', []],
  ['', []],
])('reads %j', (text, entries) => {
  expect(commaList(text)).toEqual(entries)
})
