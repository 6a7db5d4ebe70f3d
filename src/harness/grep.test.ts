import { describe, expect, it } from 'vitest'
import { type Grep, readGrep } from './grep.ts'
import { rowStates, statesOf } from './row-states.ts'

const none: Grep = { vendors: [], states: [], texts: [] }

describe('readGrep', () => {
  it.each<[string, Partial<Grep>]>([
    ['', {}],
    ['mi', { vendors: ['mi'] }],
    ['MI', { vendors: ['mi'] }],
    ['Xiaomi', { vendors: ['mi'] }],
    ['huawei', { vendors: ['huawei'] }],
    ['Honor', { vendors: ['honor'] }],
    ['OPPO', { vendors: ['oppo'] }],
    ['vivo', { vendors: ['vivo'] }],
    ['meizu', { vendors: ['meizu'] }],
    ['google', { vendors: ['google'] }],
    ['Pixel', { vendors: ['google'] }],
    ['oppo, vivo', { vendors: ['oppo', 'vivo'] }],
    ['locked', { states: ['locked'] }],
    ['Swiped', { states: ['swiped-away'] }],
    ['swiped away', { states: ['swiped-away'] }],
    ['kicked', { states: ['kicked-by-login', 'kicked-by-rest'] }],
    ['logged-out', { states: ['logged-out'] }],
    ['vivo/', { texts: ['vivo/'] }],
    ['minutes', { texts: ['minutes'] }],
    ['app/locked', { texts: ['app/locked'] }],
    ['mi,locked,Tap', { vendors: ['mi'], states: ['locked'], texts: ['tap'] }],
    [' ,mi,, ', { vendors: ['mi'] }],
  ])('reads %s', (text, read) => {
    expect(readGrep(text)).toEqual({ ...none, ...read })
  })
})

describe('statesOf', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['app/locked'], ['locked', 'logged-in']],
    [['account/moved-to-another-phone'], ['swiped-away', 'moved-to-another-phone']],
    // Rows that only some vendors' phones have.
    [['vivo/system'], ['background', 'logged-in']],
    [
      ['tap/cold', 'tap/warm'],
      ['cache-killed', 'background', 'logged-in'],
    ],
    [['no/such'], []],
    [[], []],
  ])('%j', (rows, states) => {
    expect([...statesOf(rows)].sort()).toEqual([...states].sort())
  })

  it('finds promises in every state that it offers', () => {
    expect(rowStates()).toEqual(expect.arrayContaining(['background', 'locked', 'swiped-away', 'logged-out']))
    // Nobody promises anything of a phone on which nobody ever logged in.
    expect(rowStates()).not.toContain('never-logged-in')
  })
})
