import { describe, expect, it } from 'vitest'
import { median, percentile } from './percentile.ts'

describe('percentile', () => {
  it.each([
    [[7], 0.5, 7],
    [[4, 1, 3, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.95, 4],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9, 9],
    [[5, 1], 0, 1],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected)
  })

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN()
  })
})
