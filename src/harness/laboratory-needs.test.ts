import { describe, expect, it } from 'vitest'
import type { Row } from '../push/matrix-row.ts'
import { laboratoryNeeds, missingLaboratory } from './laboratory-needs.ts'

const entered = { channelId: 'messages', vendorChannels: { messages: 'private' } } as const
const row = (change: Partial<Row>): Row => ({ id: 'a/b', says: '', ...change })

describe('laboratoryNeeds', () => {
  it.each<[string, Partial<Row>, readonly string[]]>([
    ['nothing special', {}, []],
    ['a state of the app', { situation: { appState: 'locked' } }, []],
    [
      'quotas, which can be used up',
      { situation: { usedQuota: { appToday: 1, deviceToday: 1, deviceLastMinute: 0 } } },
      [],
    ],
    ['a certificate', { situation: { console: { certificate: 'missing' } } }, ['console', 'clock']],
    ['a click action', { situation: { console: { clickAction: 'open-app' } } }, ['console', 'clock']],
    ['the channel that is entered already', { situation: { console: { channelId: 'messages' } } }, []],
    ['another channel', { situation: { console: { channelId: '' } } }, ['console', 'clock']],
    ['a registered channel', { situation: { console: { vendorChannels: { messages: 'private' } } } }, []],
    ['another class of it', { situation: { console: { vendorChannels: { messages: 'public' } } } }, ['console']],
    ['an hour', { situation: { timeOfDay: { hour: 3, minute: 0 } } }, ['clock']],
    ['a week', { situation: { account: 'idle-for-seven-days' } }, ['clock']],
    ['a day', { after: 'a-day' }, ['clock']],
    ['a token that nobody hears of', { situation: { token: 'not-reported' } }, ['faults']],
  ])('%s', (_, change, needs) => {
    expect(laboratoryNeeds(row(change), entered)).toEqual(needs)
  })

  it('is told in words', () => {
    expect(missingLaboratory(['console', 'clock'])).toBe(
      "it takes a laboratory that can change the app's entries in the consoles and move the servers' clock",
    )
  })
})
