import fc from 'fast-check'
import { describe, expect as expectThat, it } from 'vitest'
import { phoneProfile, pushServices } from '../vendors/phone-profile.ts'
import { type PushServiceName, vendorNames } from '../vendors/vendor.ts'
import { accountStates, knownAppStates } from './app-state.ts'
import { expect } from './expectation.ts'
import { handedOverExt } from './handed-over-ext.ts'
import type { Importance, ReceiveOption } from './situation.ts'
import { switchNames, switches } from './switches.ts'
import { usualMessage } from './usual-message.ts'
import { usualSituation } from './usual-situation.ts'

const services = Object.keys(pushServices) as PushServiceName[]
const text = fc.string({ unit: 'grapheme', maxLength: 700 })
const count = fc.integer({ min: 0, max: 20 })
const certificate = fc.constantFrom('valid', 'missing', 'of-another-app')
const receive: readonly ReceiveOption[] = [
  'receive',
  'not-receive',
  'receive-not-notify',
  'receive-not-notify-except-at',
  'not-receive-except-at',
]

const phone = fc.record({
  vendor: fc.constantFrom(...vendorNames),
  pushService: fc.constantFrom(...services),
  region: fc.constantFrom('mainland' as const, 'global' as const),
  apiLevel: fc.integer({ min: 24, max: 36 }),
  app: fc.record({ package: fc.constant('io.app'), targetSdk: fc.integer({ min: 28, max: 36 }) }),
  pushServiceApp: fc.constantFrom('running' as const, 'running' as const, 'missing' as const),
})

const message = fc.record({
  elements: fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('text' as const), text }),
      fc.record({ type: fc.constant('custom' as const), data: fc.constant('{}'), desc: fc.constantFrom('', '红包') }),
      fc.record({ type: fc.constantFrom('face' as const, 'image' as const, 'video' as const) }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  push: fc.option(fc.record({ title: text, desc: text, ext: fc.oneof(text, fc.json()), disablePush: fc.boolean() })),
  lifeTimeSec: fc.constantFrom(0, 60, 604_800, 999_999),
  androidInfo: fc.record(
    {
      OPPOChannelID: fc.constantFrom('', 'messages', 'nobody'),
      OPPONotifyLevel: fc.constantFrom(1, 2, 16),
      XiaoMiChannelID: fc.constantFrom('', 'private', 'nobody'),
      HuaWeiChannelID: fc.constantFrom('', 'messages', 'nobody'),
      HuaWeiCategory: fc.constantFrom('', 'IM', 'MARKETING'),
      HuaWeiImportance: fc.constantFrom('LOW', 'NORMAL', 'odd'),
      HonorImportance: fc.constantFrom('LOW', 'NORMAL'),
      VIVOClassification: fc.constantFrom(0, 1),
      MeiZuNoticeMsgType: fc.constantFrom('', 0, 1),
      PushStyle: fc.constantFrom(0, 1),
    },
    { requiredKeys: [] },
  ),
})

const change = fc.record({
  appState: fc.constantFrom(...knownAppStates),
  account: fc.oneof({ weight: 4, arbitrary: fc.constant('logged-in' as const) }, fc.constantFrom(...accountStates)),
  usedQuota: fc.record({ appToday: count, deviceToday: count, deviceLastMinute: count }),
  timeOfDay: fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) }),
  token: fc.constantFrom('reported', 'reported', 'stale', 'not-reported', 'set-before-login'),
  doBackground: fc.constantFrom('called', 'not-called'),
  settings: fc.record({
    notifications: fc.constantFrom('on', 'off', 'as-installed'),
    permission: fc.constantFrom('granted', 'denied', 'as-installed'),
    channels: fc.constantFrom<Importance>(0, 1, 2, 3, 4).map((messages) => ({ messages })),
    serviceChannel: fc.constantFrom('as-created', 'silent', 'off'),
    lockScreen: fc.constantFrom('show', 'hide', 'hide-content'),
    keyguard: fc.constantFrom('none', 'swipe', 'secure'),
    doNotDisturb: fc.constantFrom('on', 'off'),
    conversation: fc.constantFrom(...receive),
  }),
  console: fc.record({ certificate, clickAction: fc.constantFrom('in-app-page', 'open-app', 'web-page') }),
  switches: fc
    .tuple(...switchNames.map((name) => fc.constantFrom<string | number>(...switches[name].values)))
    .map((values) => Object.fromEntries(switchNames.map((name, at) => [name, values[at]]))),
})

describe('expect', () => {
  it('has an answer with a source to everything, and none that contradicts itself', () => {
    fc.assert(
      fc.property(phone, message, change, (parts, wish, different) => {
        const profile = phoneProfile(parts)
        const situation = usualSituation(profile, different)
        const one = expect(usualMessage('messages', wish), situation)
        if (one.kind === 'nothing') {
          expectThat(one.why).toContain(one.rule.source)
          return
        }
        expectThat(one.rules.filter(({ source }) => source === '')).toEqual([])
        expectThat(one.posters.length).toBeGreaterThan(0)
        const { titleUnits } = profile.service
        if (titleUnits.value !== null) expectThat(one.title.length).toBeLessThanOrEqual(titleUnits.value)
        expectThat(one.importance).not.toEqual({ kind: 'exactly', value: 0 })
        if (one.kind === 'silent') expectThat(one.where.headsUp).toBe('no')
        expectThat(one.ext).toBe(handedOverExt(wish.push?.ext ?? '', profile.service, situation.switches))
        expectThat(wish.push?.disablePush).not.toBe(true)
        expectThat(wish.lifeTimeSec).not.toBe(0)
        expectThat(different.account).toBe('logged-in')
        expectThat(different.appState).not.toBe('foreground')
      }),
      { numRuns: 2000 },
    )
  })
})
