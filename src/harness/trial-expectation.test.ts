import { describe, expect, it } from 'vitest'
import { cite } from '../push/rule.ts'
import type { TimeOfDay } from '../push/situation.ts'
import type { SwitchSettings } from '../push/switches.ts'
import { usualMessage } from '../push/usual-message.ts'
import { noon } from '../push/usual-situation.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { VendorName } from '../vendors/vendor.ts'
import type { TestedPhone } from './tested-phone.ts'
import { expectationOn } from './trial-expectation.ts'

/** As much of a phone as an expectation is made of. */
function phoneOf(vendor: VendorName, switches?: Partial<SwitchSettings>, timeOfDay: TimeOfDay = noon): TestedPhone {
  const tested = {
    phone: { name: vendor, vendor: vendorNamed(vendor), entry: { ...(switches === undefined ? {} : { switches }) } },
    app: { contract: { channels: [{ id: 'messages' }] } },
    packageName: 'io.app',
    channelId: 'messages',
    apiLevel: 33,
    run: { softMs: 60_000 },
    world: { entered: {}, timeOfDay },
  }
  return tested as unknown as TestedPhone
}

describe('expectationOn', () => {
  it.each<[string, Partial<SwitchSettings> | undefined, string]>([
    ['the default where devices.json says nothing', undefined, 'shown'],
    ['what was seen on this phone', { meizuForceStopped: 'nothing' }, 'nothing'],
  ])('takes %s', (_, switches, kind) => {
    const expected = expectationOn(phoneOf('meizu', switches), usualMessage('messages'), { appState: 'force-stopped' })
    expect(expected.kind).toBe(kind)
    if (expected.kind === 'nothing')
      expect(cite(expected.rule)).toContain('Taken to be: nothing (switch/meizuForceStopped;')
  })

  it('lets what a row says go before it', () => {
    const expected = expectationOn(phoneOf('meizu', { meizuForceStopped: 'nothing' }), usualMessage('messages'), {
      appState: 'force-stopped',
      switches: { meizuForceStopped: 'delivers' },
    })
    expect(expected.kind).toBe('shown')
  })

  it.each([
    ['at noon', noon, 'vivo/operational-message-box'],
    ['at night', { hour: 23, minute: 5 }, 'vivo/operational-hours'],
  ])('goes by the time of the day: %s', (_, timeOfDay, rule) => {
    const message = usualMessage('messages', { androidInfo: { VIVOClassification: 0 } })
    expect(expectationOn(phoneOf('vivo', undefined, timeOfDay), message, {})).toMatchObject({ rule: { name: rule } })
  })
})
