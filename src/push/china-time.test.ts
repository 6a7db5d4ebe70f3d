import { expect, it } from 'vitest'
import { clockInChina, clockText, timeInChina } from './china-time.ts'

it.each([
  ['2026-11-21T15:05:59Z', 23, 5],
  ['2026-11-21T15:59:59Z', 23, 59],
  ['2026-11-21T16:00:00Z', 0, 0],
  ['1970-01-01T00:00:00Z', 8, 0],
])('at %s it is %i:%i in China', (at, hour, minute) => {
  expect(timeInChina(Date.parse(at))).toEqual({ hour, minute })
})

it.each([
  ['in China', 480, 90, '01:30'],
  ['in London', 0, 90, '09:30'],
  ['in New York, where it is still the day before', -300, 1200, '09:00'],
  ['in Auckland, where it is the next day already', 780, 10, '19:10'],
])('counts from a zone %s', (_, east, minute, inChina) => {
  expect(clockText(clockInChina(minute, east))).toBe(inChina)
})
