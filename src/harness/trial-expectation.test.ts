import { describe, expect, it } from 'vitest'
import { cite } from '../push/rule.ts'
import type { SwitchSettings } from '../push/switches.ts'
import { usualMessage } from '../push/usual-message.ts'
import { noon } from '../push/usual-situation.ts'
import { phoneOnPaper } from './tested-phone-fixture.ts'
import { expectationOn } from './trial-expectation.ts'

describe('expectationOn', () => {
  it.each<[string, Partial<SwitchSettings> | undefined, string]>([
    ['the default where devices.json says nothing', undefined, 'shown'],
    ['what was seen on this phone', { meizuForceStopped: 'nothing' }, 'nothing'],
  ])('takes %s', (_, switches, kind) => {
    const expected = expectationOn(phoneOnPaper('meizu', { switches }), usualMessage('messages'), {
      appState: 'force-stopped',
    })
    expect(expected.kind).toBe(kind)
    if (expected.kind === 'nothing')
      expect(cite(expected.rule)).toContain('Taken to be: nothing (switch/meizuForceStopped;')
  })

  it('lets what a row says go before it', () => {
    const expected = expectationOn(
      phoneOnPaper('meizu', { switches: { meizuForceStopped: 'nothing' } }),
      usualMessage('messages'),
      {
        appState: 'force-stopped',
        switches: { meizuForceStopped: 'delivers' },
      },
    )
    expect(expected.kind).toBe('shown')
  })

  it.each([
    ['at noon', noon, 'vivo/operational-message-box'],
    ['at night', { hour: 23, minute: 5 }, 'vivo/operational-hours'],
  ])('goes by the time of the day: %s', (_, timeOfDay, rule) => {
    const message = usualMessage('messages', { androidInfo: { VIVOClassification: 0 } })
    expect(expectationOn(phoneOnPaper('vivo', { timeOfDay }), message, {})).toMatchObject({ rule: { name: rule } })
  })
})
