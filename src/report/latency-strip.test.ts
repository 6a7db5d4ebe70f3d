import { describe, expect, it } from 'vitest'
import { latencyFigures, latencyStrip } from './latency-strip.ts'
import { durationText, momentText } from './moment.ts'

describe('latencyFigures', () => {
  it.each([
    [[], undefined],
    [[7], { p50: 7, p95: 7, slowest: 7 }],
    [[9, 1], { p50: 1, p95: 9, slowest: 9 }],
    [Array.from({ length: 100 }, (_, at) => 100 - at), { p50: 50, p95: 95, slowest: 100 }],
  ])('of %j', (latencies, figures) => {
    expect(latencyFigures(latencies)).toEqual(figures)
  })
})

describe('latencyStrip', () => {
  it('is nothing without a push', () => {
    expect(latencyStrip([], 60_000).text).toBe('')
  })

  it.each([
    ['of one instant', [0], 60_000],
    ['beyond the limit', [90_000], 90_000],
    ['with a tiny limit', [10, 20], 1],
  ])('stays within its frame: %s', (_, latencies, untilMs) => {
    const { text } = latencyStrip(latencies, untilMs)
    const places = [...text.matchAll(/(?:\bM|x="|cx=")(-?[\d.]+)/g)].map((match) => Number(match[1]))
    expect(places.length).toBeGreaterThan(3)
    for (const place of places) expect(place).toBeGreaterThanOrEqual(0)
    for (const place of places) expect(place).toBeLessThanOrEqual(220)
    expect(text).not.toContain('NaN')
  })
})

describe('times', () => {
  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [1000, '1 s'],
    [12_300, '12.30 s'],
    [60_000, '1 min'],
    [109_587, '1 min 50 s'],
    [-8, '-8 ms'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })

  it.each([
    ['2026-11-21T02:35:48.647Z', '2026-11-21 02:35:48 UTC'],
    ['yesterday', 'yesterday'],
  ])('%s is %s', (iso, text) => {
    expect(momentText(iso)).toBe(text)
  })
})
