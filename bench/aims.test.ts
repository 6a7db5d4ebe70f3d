import { describe, expect, it } from 'vitest'
import { judge } from './aims.ts'

const lags = (ours: number, others: number) => ({
  posts: 3,
  intervalMs: 100,
  lags: {
    'our watcher': [ours, ours, ours],
    'mobile: getNotifications': [others, others, others],
    'open shade': [others, others, others],
  },
})

describe('judge', () => {
  it.each([
    [5, 50, [true, true, true]],
    [5, 20, [true, false, false]],
    [11, 80, [false, true, true]],
    // A lag below the clock's millisecond counts as one: nothing is infinitely better.
    [0, 4, [true, false, false]],
  ])('lags of %d and %d ms', (ours, others, holds) => {
    expect(judge({ lag: lags(ours, others) }).map((aim) => aim.holds)).toEqual(holds)
  })

  it('says nothing of what was not measured', () => {
    expect(judge({})).toEqual([])
  })
})
