import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { readContract } from '../app/contract.ts'
import { usualCast } from '../push/cast.ts'
import { rowsOf } from '../push/matrix.ts'
import type { Row } from '../push/matrix-row.ts'
import { phoneProfile } from '../vendors/phone-profile.ts'
import { type VendorName, vendorNames } from '../vendors/vendor.ts'
import { changedAtConsoles, laboratoryNeeds, missingLaboratory } from './laboratory-needs.ts'

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
    [
      "the app's quota, which one phone cannot use up",
      { situation: { usedQuota: { appToday: 10_000, deviceToday: 0, deviceLastMinute: 0 } } },
      ['quota'],
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

describe('changedAtConsoles', () => {
  it('leaves out what is entered already', () => {
    expect(changedAtConsoles({ channelId: 'messages', vendorChannels: { messages: 'private' } }, entered)).toEqual({})
    expect(changedAtConsoles({ channelId: '', clickAction: 'open-app' }, entered)).toEqual({
      channelId: '',
      clickAction: 'open-app',
    })
    expect(changedAtConsoles({ vendorChannels: { messages: 'public' } }, entered)).toEqual({
      vendorChannels: { messages: 'public' },
    })
  })
})

describe('with what the sample app has entered', () => {
  const contract = readContract(join(import.meta.dirname, '..', '..', 'sample-app', 'contract.json'))
  const needsOf = (vendor: VendorName, id: string): readonly string[] | undefined => {
    const profile = phoneProfile({ vendor, apiLevel: 33, app: { package: contract.package, targetSdk: 35 } })
    const { channelId, channels } = contract.console[profile.service.name] ?? {}
    const entries = {
      ...(channelId === undefined ? {} : { channelId }),
      ...(channels === undefined ? {} : { vendorChannels: channels }),
    }
    const phone = { name: vendor, profile, clearAll: 'known', entered: entries } as const
    const rows = rowsOf({ phone, farm: [phone], channelId: 'pushfarm_messages', cast: usualCast })
    const row = rows.find((one) => one.id === id)
    return row === undefined ? undefined : laboratoryNeeds(row, entries)
  }

  it.each(vendorNames)('a burst on %s needs no laboratory', (vendor) => {
    expect(needsOf(vendor, 'rate/burst')).toEqual([])
  })

  it.each<[VendorName, string, readonly string[]]>([
    ['mi', 'mi/channel-private', []],
    ['mi', 'mi/channel-public', []],
    ['mi', 'rate/last-of-the-day', []],
    ['mi', 'rate/over-the-day', []],
    ['mi', 'rate/burst-public', []],
    ['honor', 'rate/over-the-day', []],
    // Its only channel is private, and OPPO shows a message on a channel of the app only.
    ['oppo', 'rate/over-the-day', ['console']],
  ])('%s: %s needs %j', (vendor, row, needs) => {
    expect(needsOf(vendor, row)).toEqual(needs)
  })
})
