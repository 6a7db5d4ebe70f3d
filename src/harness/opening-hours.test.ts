import { describe, expect, it } from 'vitest'
import type { Row } from '../push/matrix-row.ts'
import type { TimeOfDay } from '../push/situation.ts'
import { noon } from '../push/usual-situation.ts'
import { withinHours } from './opening-hours.ts'
import { phoneOnPaper } from './tested-phone-fixture.ts'

const system: Row = { id: 'a/system', says: '' }
const operational: Row = {
  id: 'a/operational',
  says: '',
  message: { androidInfo: { VIVOClassification: 0 } },
  situation: { appState: 'locked' },
}
const atNight: Row = { ...operational, situation: { timeOfDay: { hour: 3, minute: 0 } } }
const byDay = { hour: 15, minute: 20 }
const night = { hour: 23, minute: 5 }

describe('withinHours', () => {
  it.each<[string, Row, TimeOfDay, boolean]>([
    ['a class without hours, at night', system, night, false],
    ['a class without hours, where the clock can be moved', system, night, true],
    ['a class with hours, in them', operational, byDay, false],
    ['a row that says an hour itself', atNight, byDay, true],
    ['a row that says an hour itself, at night', atNight, night, false],
  ])('takes as it is: %s', (_, row, time, movesTheClock) => {
    expect(withinHours(row, phoneOnPaper('vivo', { timeOfDay: time, movesTheClock }))).toBe(row)
  })

  it.each([byDay, night])('waits for noon where the clock can be moved, at whatever time', (time) => {
    expect(withinHours(operational, phoneOnPaper('vivo', { timeOfDay: time, movesTheClock: true }))).toEqual({
      ...operational,
      situation: { appState: 'locked', timeOfDay: noon },
    })
  })

  it.each([
    [23, 5, '23:05 in China'],
    [6, 59, '06:59 in China'],
    [22, 30, '22:30 in China, too near to the end'],
  ])('is left out at %i:%i', (hour, minute, time) => {
    expect(withinHours(operational, phoneOnPaper('vivo', { timeOfDay: { hour, minute } }))).toEqual({
      because: `Operational messages are taken from 07:00 to 23:00 only (vivo/operational-hours), and it is ${time}`,
    })
  })
})
