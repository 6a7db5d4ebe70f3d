import { expect, it } from 'vitest'
import { nothingSaid } from '../android/notification-entry.ts'
import { Sightings } from './sightings.ts'

const app = { packageName: 'com.x', postedBy: [] }
const entry = (key: string, text: string, groupSummary = false) => ({ ...nothingSaid, key, text, groupSummary })

it('counts notifications by key, and leaves group summaries out', () => {
  const sightings = new Sightings(app)
  sightings.expect('安')
  sightings.expect('晴')
  sightings.note([entry('k1', '安，来'), entry('k2', '晴，来'), entry('s', '安，来', true)])
  sightings.note([entry('k1', '安，来')])
  expect(sightings.repeated()).toEqual([])
  sightings.note([entry('k3', '安，来')])
  expect(sightings.repeated()).toEqual([{ token: '安', keys: ['k1', 'k3'] }])
  expect(sightings.keysOf('晴')).toEqual(['k2'])
})

it('leaves copies of another app out, unless there are only such', () => {
  const sightings = new Sightings(app)
  sightings.expect('安')
  sightings.note([entry('0|com.x|1|null|10123', '安'), entry('0|com.mirror|1|null|10200', '安')])
  expect(sightings.repeated()).toEqual([])
  sightings.note([entry('0|com.x|2|null|10123', '安')])
  expect(sightings.repeated()).toEqual([{ token: '安', keys: ['0|com.x|1|null|10123', '0|com.x|2|null|10123'] }])
})

it('tells which messages took each other’s place since the shade was cleared', () => {
  const sightings = new Sightings(app)
  for (const token of ['安', '晴', '月']) sightings.expect(token)
  sightings.note([entry('k1', '安'), entry('k2', '月')])
  sightings.note([entry('k1', '晴'), entry('k2', '月')])
  expect(sightings.sharingTheKeyOf('安')).toEqual(['晴'])
  expect(sightings.sharingTheKeyOf('晴')).toEqual(['安'])
  expect(sightings.sharingTheKeyOf('月')).toEqual([])
  sightings.shadeIsCleared()
  sightings.note([entry('k1', '月')])
  expect(sightings.sharingTheKeyOf('月')).toEqual([])
})
