import { describe, expect as expectThat, it } from 'vitest'
import { type Expectation, expect } from '../push/expectation.ts'
import { type Rule, rulesIn } from '../push/rule.ts'
import type { PhoneProfile } from '../push/situation.ts'
import { type MessageChange, usualMessage } from '../push/usual-message.ts'
import { type SituationChange, usualSituation } from '../push/usual-situation.ts'
import { vendorNamed } from './all-vendors.ts'
import { phoneProfile, pushServices } from './phone-profile.ts'
import { type VendorName, vendorNames } from './vendor.ts'

const channel = 'messages'

function phone(vendor: VendorName, apiLevel = 33): PhoneProfile {
  return phoneProfile({ vendor, apiLevel, app: { package: 'io.app', targetSdk: 34 } })
}

function expected(
  vendor: VendorName,
  message: MessageChange = {},
  change: SituationChange = {},
  apiLevel = 33,
): Expectation {
  const settings = { channels: { [channel]: 4 as const }, ...change.settings }
  return expect(usualMessage(channel, message), usualSituation(phone(vendor, apiLevel), { ...change, settings }))
}

function brief(expectation: Expectation): string {
  if (expectation.kind !== 'nothing')
    return expectation.kind === 'shown' ? 'shown' : `silent: ${expectation.because.name}`
  return `${expectation.rule.name}${expectation.code === undefined ? '' : ` (${String(expectation.code)})`}`
}

const spent = (deviceToday: number, appToday = deviceToday): SituationChange => ({
  usedQuota: { appToday, deviceToday, deviceLastMinute: 0 },
})

describe('every rule', () => {
  const rules: readonly Rule[] = [
    ...Object.values(pushServices).flatMap(rulesIn),
    ...vendorNames.flatMap((name) => rulesIn(vendorNamed(name).rules.rom)),
  ]

  it('has a source, a page, a sentence and the day it was checked', () => {
    for (const rule of rules) {
      expectThat(rule.source, rule.name).not.toBe('')
      expectThat(rule.page, rule.name).not.toBe('')
      expectThat(rule.says.length, rule.name).toBeGreaterThan(10)
      expectThat(rule.checkedOn, rule.name).toMatch(/^20\d\d-\d\d-\d\d$/)
    }
  })

  it('has a name of its own', () => {
    const byName = new Map(rules.map((rule) => [rule.name, rule]))
    for (const rule of rules) expectThat(byName.get(rule.name)).toEqual(rule)
    expectThat(byName.size).toBeGreaterThan(150)
  })
})

describe('length limits (1047/33527)', () => {
  const limits: readonly [VendorName, number, number][] = [
    ['mi', 50, 128],
    ['huawei', 60, 600],
    ['honor', 50, 400],
    ['oppo', 50, 50],
    ['vivo', 40, 100],
    ['meizu', 32, 100],
  ]
  it.each(limits)('%s: %i of title, %i of text', (vendor, title, desc) => {
    for (const [part, seen, limit] of [
      ['title', 'title', title],
      ['desc', 'text', desc],
    ] as const) {
      const of = (text: string): unknown => {
        const one = expected(vendor, { push: { [part]: text } })
        return one.kind === 'nothing' ? one.why : one[seen]
      }
      const dots = (letters: number): string => `${'a'.repeat(letters)}...`
      expectThat(of('a'.repeat(limit - 1))).toBe('a'.repeat(limit - 1))
      expectThat(of('a'.repeat(limit))).toBe('a'.repeat(limit))
      expectThat(of('a'.repeat(limit + 1))).toBe(dots(limit - 3))
      expectThat(of(`${'a'.repeat(limit - 4)}😀aaaa`)).toBe(dots(limit - 4))
      expectThat(of(`${'a'.repeat(limit - 5)}😀aaaa`)).toBe(`${'a'.repeat(limit - 5)}😀...`)
    }
  })

  it('a cut is told by its rule', () => {
    const one = expected('meizu', { push: { title: 'a'.repeat(33) } })
    expectThat(one.kind === 'nothing' ? [] : one.rules.map((rule) => rule.name)).toContain('meizu/title-units')
  })

  it('Han counts one at Tencent and two at vivo', () => {
    const han = (title: number, desc: number): MessageChange => ({
      push: { title: '安'.repeat(title), desc: '安'.repeat(desc) },
    })
    expectThat(brief(expected('vivo', han(20, 50)))).toBe('shown')
    expectThat(brief(expected('vivo', han(21, 50)))).toBe('vivo/text-width (10055)')
    expectThat(brief(expected('vivo', han(20, 51)))).toBe('vivo/text-width (10056)')
    expectThat(brief(expected('vivo', han(40, 100), { switches: { vivoHanWidth: 'accepted' } }))).toBe('shown')
    expectThat(brief(expected('mi', han(50, 128)))).toBe('shown')
  })

  it('OPPO has 128 units of text with PushStyle 1', () => {
    const long = { push: { desc: 'a'.repeat(129) }, androidInfo: { PushStyle: 1 } }
    expectThat(expected('oppo', long)).toMatchObject({ text: `${'a'.repeat(125)}...` })
  })

  it('FCM has none', () => {
    expectThat(expected('google', { push: { title: 'a'.repeat(900) } })).toMatchObject({ title: 'a'.repeat(900) })
  })
})

describe('channels and classes', () => {
  it.each<[string, VendorName, MessageChange, SituationChange, string]>([
    ['OPPO', 'oppo', {}, {}, 'shown'],
    ['OPPO, none', 'oppo', { androidInfo: { OPPOChannelID: '' } }, {}, 'device/channel-missing'],
    ['OPPO, unknown', 'oppo', { androidInfo: { OPPOChannelID: 'x' } }, {}, 'device/channel-missing'],
    [
      "OPPO, the console's",
      'oppo',
      { androidInfo: { OPPOChannelID: '' } },
      { console: { channelId: channel } },
      'shown',
    ],
    [
      "OPPO, the message's beats the console's",
      'oppo',
      { androidInfo: { OPPOChannelID: 'x' } },
      { console: { channelId: channel } },
      'device/channel-missing',
    ],
    ['OPPO, channel off', 'oppo', {}, { settings: { channels: { [channel]: 0 } } }, 'device/channel-off'],
    ['OPPO, level alone', 'oppo', { androidInfo: { OPPOCategory: '' } }, {}, 'switch/oppoLevelWithoutCategory (67)'],
    [
      'OPPO, quiet level',
      'oppo',
      { androidInfo: { OPPONotifyLevel: 2 } },
      { switches: { oppoNotifyLevel: 'limits-attention' } },
      'silent: oppo/level-attention',
    ],
    ['Mi, none', 'mi', {}, {}, 'shown'],
    ['Mi, none, by switch', 'mi', {}, { switches: { missingChannelOnMi: 'not-shown' } }, 'switch/missingChannelOnMi'],
    ['Mi, unregistered', 'mi', { androidInfo: { XiaoMiChannelID: 'x' } }, {}, 'mi/unknown-channel (27001)'],
    [
      'Mi, private',
      'mi',
      { androidInfo: { XiaoMiChannelID: 'chat' } },
      { console: { vendorChannels: { chat: 'private' } }, ...spent(10_000) },
      'shown',
    ],
    ['Mi, its own channel off', 'mi', {}, { settings: { serviceChannel: 'off' } }, 'device/channel-off'],
    [
      'Huawei, marketing',
      'huawei',
      { androidInfo: { HuaWeiCategory: 'MARKETING' } },
      {},
      'silent: huawei/marketing-attention',
    ],
    ['Huawei, LOW', 'huawei', { androidInfo: { HuaWeiImportance: 'LOW' } }, {}, 'silent: huawei/low-attention'],
    ['Huawei, unnamed', 'huawei', { androidInfo: { HuaWeiCategory: '' } }, {}, 'shown'],
    [
      'Huawei, unnamed, by switch',
      'huawei',
      { androidInfo: { HuaWeiCategory: '' } },
      { switches: { huaweiUnnamedCategory: 'marketing' } },
      'silent: huawei/marketing-attention',
    ],
    ['Honor, LOW', 'honor', { androidInfo: { HonorImportance: 'LOW' } }, {}, 'silent: honor/marketing-attention'],
    ['Honor, unnamed', 'honor', { androidInfo: { HonorImportance: '' } }, {}, 'shown'],
    [
      'Honor, unnamed, by switch',
      'honor',
      { androidInfo: { HonorImportance: '' } },
      { switches: { honorUnnamedImportance: 'marketing' } },
      'silent: honor/marketing-attention',
    ],
    [
      'Huawei, unknown channel, by switch',
      'huawei',
      { androidInfo: { HuaWeiChannelID: 'x' } },
      { switches: { huaweiUnknownChannel: 'not-shown' } },
      'switch/huaweiUnknownChannel',
    ],
    ['Honor, LOW', 'honor', { androidInfo: { HonorImportance: 'LOW' } }, {}, 'silent: honor/marketing-attention'],
    ['vivo, operational', 'vivo', { androidInfo: { VIVOClassification: 0 } }, {}, 'vivo/operational-message-box'],
    [
      'vivo, operational, by switch',
      'vivo',
      { androidInfo: { VIVOClassification: 0 } },
      { switches: { vivoOperationalShownIn: 'shade' } },
      'shown',
    ],
    ['vivo, no classification', 'vivo', { androidInfo: { VIVOClassification: '' } }, {}, 'shown'],
    ['vivo, Latin title', 'vivo', { push: { title: 'test 42' } }, {}, 'shown'],
    [
      'vivo, Latin title, by switch',
      'vivo',
      { push: { title: 'abc 42!' } },
      { switches: { vivoTestLikeText: 'blocked' } },
      'switch/vivoTestLikeText (10104)',
    ],
    ['vivo, Han title, by switch', 'vivo', {}, { switches: { vivoTestLikeText: 'blocked' } }, 'shown'],
    [
      'Honor, locked, by switch',
      'honor',
      {},
      { appState: 'locked', switches: { honorHoldsUntilScreenOn: 'yes' } },
      'switch/honorHoldsUntilScreenOn',
    ],
    [
      'Meizu, stopped, by switch',
      'meizu',
      {},
      { appState: 'force-stopped', switches: { meizuForceStopped: 'nothing' } },
      'switch/meizuForceStopped',
    ],
  ])('%s', (_, vendor, message, change, result) => {
    expectThat(brief(expected(vendor, message, change))).toBe(result)
  })

  it('OPPO phones before Android 8 need no channel', () => {
    expectThat(brief(expected('oppo', { androidInfo: { OPPOChannelID: '' } }, {}, 25))).toBe('shown')
    expectThat(brief(expected('oppo', { androidInfo: { OPPOChannelID: '' } }, {}, 26))).toBe('device/channel-missing')
  })

  it.each<[string, MessageChange, SituationChange, string, number]>([
    ['given', {}, {}, channel, 4],
    [
      'unknown, manifest default',
      { androidInfo: { GoogleChannelID: 'x' } },
      { settings: { firebaseDefaultChannel: channel } },
      channel,
      4,
    ],
    ['unknown, no default', { androidInfo: { GoogleChannelID: 'x' } }, {}, 'fcm_fallback_notification_channel', 3],
  ])('FCM channel: %s', (_, message, change, id, importance) => {
    expectThat(expected('google', message, change)).toMatchObject({
      channel: { kind: 'named', id },
      importance: { kind: 'exactly', value: importance },
    })
  })

  it("Huawei shows on the app's channel where it exists", () => {
    expectThat(expected('huawei', { androidInfo: { HuaWeiChannelID: channel } })).toMatchObject({
      channel: { id: channel },
    })
    expectThat(expected('huawei', { androidInfo: { HuaWeiChannelID: 'x' } })).toMatchObject({
      channel: { kind: 'of-the-service' },
    })
  })

  it.each<[VendorName, string]>([
    ['oppo', 'oppo/notifications-at-install'],
    ['mi', 'shown'],
    ['huawei', 'shown'],
    ['honor', 'shown'],
    ['vivo', 'shown'],
    ['meizu', 'shown'],
    ['google', 'shown'],
  ])('after the installation on %s: %s', (vendor, result) => {
    expectThat(brief(expected(vendor, {}, { settings: { notifications: 'as-installed' } }))).toBe(result)
  })
})

describe('quotas and hours', () => {
  const info = (androidInfo: NonNullable<MessageChange['androidInfo']>): MessageChange => ({ androidInfo })
  const publicMi: SituationChange['console'] = { vendorChannels: { news: 'public' } }
  const rows: readonly [string, VendorName, MessageChange, SituationChange['console'], number, string][] = [
    ['Mi without a channel', 'mi', {}, {}, 1, 'mi/no-channel-per-device-and-day'],
    ['Mi public', 'mi', info({ XiaoMiChannelID: 'news' }), publicMi, 5, 'mi/public-per-device-and-day'],
    [
      'Mi public, news',
      'mi',
      info({ XiaoMiChannelID: 'news' }),
      { ...publicMi, appKind: 'news' },
      8,
      'mi/public-per-device-and-day',
    ],
    ['OPPO public', 'oppo', {}, {}, 2, 'oppo/public-per-device-and-day'],
    ['OPPO public, news', 'oppo', {}, { appKind: 'news' }, 5, 'oppo/public-per-device-and-day'],
    ['Huawei marketing', 'huawei', info({ HuaWeiCategory: 'MARKETING' }), {}, 2, 'huawei/marketing-per-device-and-day'],
    [
      'Huawei marketing, news',
      'huawei',
      info({ HuaWeiCategory: 'MARKETING' }),
      { appKind: 'news' },
      5,
      'huawei/marketing-per-device-and-day',
    ],
    ['Huawei service', 'huawei', {}, {}, 3000, 'huawei/service-per-device-and-day'],
    ['Honor marketing', 'honor', info({ HonorImportance: 'LOW' }), {}, 2, 'honor/marketing-per-device-and-day'],
    ['vivo operational', 'vivo', info({ VIVOClassification: 0 }), {}, 2, 'vivo/operational-per-device-and-day'],
    [
      'vivo operational, news',
      'vivo',
      info({ VIVOClassification: 0 }),
      { appKind: 'news' },
      5,
      'vivo/operational-per-device-and-day',
    ],
  ]
  it.each(rows)('%s on %s: a phone', (_, vendor, message, console, limit, rule) => {
    const at = (used: number): string =>
      brief(expected(vendor, message, { ...spent(used, 0), console: { users: 1_000_000, ...console } }))
    expectThat(at(limit - 1)).not.toBe(rule)
    expectThat(at(limit)).toBe(rule)
  })

  it.each<[string, VendorName, MessageChange, SituationChange['console'], number, string]>([
    [
      'Mi public',
      'mi',
      info({ XiaoMiChannelID: 'news' }),
      { ...publicMi, users: 70 },
      140,
      'mi/public-per-app-and-day (200001)',
    ],
    ['OPPO, few users', 'oppo', {}, { users: 49_999 }, 100_000, 'oppo/public-per-app-and-day (33)'],
    ['OPPO, many users', 'oppo', {}, { users: 60_000 }, 120_000, 'oppo/public-per-app-and-day (33)'],
    [
      'vivo operational, few users',
      'vivo',
      info({ VIVOClassification: 0 }),
      { users: 10 },
      10_000,
      'vivo/operational-per-app-and-day (10070)',
    ],
    [
      'vivo operational',
      'vivo',
      info({ VIVOClassification: 0 }),
      { users: 9000 },
      18_000,
      'vivo/operational-per-app-and-day (10070)',
    ],
    ['vivo system', 'vivo', {}, { users: 9000 }, 27_000, 'vivo/system-per-app-and-day (10073)'],
    ['Meizu public', 'meizu', info({ MeiZuNoticeMsgType: 0 }), {}, 1000, 'meizu/public-per-app-and-day (110019)'],
  ])('%s: the app', (_, vendor, message, console, limit, result) => {
    const at = (used: number): string =>
      brief(expected(vendor, message, { ...spent(0, used), ...(console === undefined ? {} : { console }) }))
    expectThat(at(limit - 1)).not.toBe(result)
    expectThat(at(limit)).toBe(result)
  })

  it('vivo takes five a day where the switch says so', () => {
    const five = { switches: { vivoOperationalPerDevice: 5, vivoOperationalShownIn: 'shade' } } as const
    const message = info({ VIVOClassification: 0 })
    expectThat(brief(expected('vivo', message, { ...spent(4), ...five }))).toBe('shown')
    expectThat(brief(expected('vivo', message, { ...spent(5), ...five }))).toBe(
      'vivo/operational-five-per-device-and-day',
    )
  })

  it.each<[number, number, boolean]>([
    [6, 59, false],
    [7, 0, true],
    [22, 59, true],
    [23, 0, false],
    [0, 0, false],
  ])('vivo operational at %i:%i', (hour, minute, taken) => {
    const one = expected('vivo', info({ VIVOClassification: 0 }), {
      timeOfDay: { hour, minute },
      switches: { vivoOperationalShownIn: 'shade' },
    })
    expectThat(brief(one)).toBe(taken ? 'shown' : 'vivo/operational-hours (10071)')
    expectThat(brief(expected('vivo', {}, { timeOfDay: { hour, minute } }))).toBe('shown')
  })

  it('no quota binds the private, service and system classes', () => {
    const often = spent(2999, 0)
    expectThat(brief(expected('huawei', {}, often))).toBe('shown')
    expectThat(brief(expected('honor', {}, often))).toBe('shown')
    expectThat(brief(expected('vivo', {}, often))).toBe('shown')
    expectThat(brief(expected('meizu', {}, often))).toBe('shown')
    expectThat(brief(expected('google', {}, often))).toBe('shown')
    expectThat(brief(expected('oppo', {}, { ...often, console: { vendorChannels: { [channel]: 'private' } } }))).toBe(
      'shown',
    )
  })
})

describe('ext and size', () => {
  it.each(['', 'x', '[1]', '"a"', 'null', '{', '透传'])('%j is taken by all but OPPO', (ext) => {
    for (const vendor of vendorNames) {
      const result = vendor === 'oppo' && ext !== '' ? 'oppo/ext-json (40)' : 'shown'
      expectThat(brief(expected(vendor, { push: { ext } })), vendor).toBe(result)
    }
    expectThat(brief(expected('oppo', { push: { ext } }, { switches: { nonJsonExtOnOppo: 'passed' } }))).toBe('shown')
  })

  it('Mi takes 1024 characters of extra pairs, names included', () => {
    expectThat(brief(expected('mi', { push: { ext: 'x'.repeat(1021) } }))).toBe('shown')
    expectThat(brief(expected('mi', { push: { ext: 'x'.repeat(1022) } }))).toBe('mi/ext-characters (10016)')
  })

  it.each<[VendorName, string]>([
    ['huawei', 'huawei/body-bytes (80300008)'],
    ['honor', 'honor/body-bytes (80300008)'],
    ['google', 'fcm/body-bytes (400)'],
  ])('%s takes 4096 bytes', (vendor, result) => {
    const at = (bytes: number): string =>
      brief(expected(vendor, { push: { title: 'a', desc: 'b', ext: 'x'.repeat(bytes) } }))
    expectThat(at(4096 - 512 - 2)).toBe('shown')
    expectThat(at(4096 - 512 - 1)).toBe(result)
  })

  it('text in an intent URI counts percent-encoded', () => {
    const han = { push: { title: 'a', desc: 'b', ext: '安'.repeat(400) } }
    expectThat(brief(expected('huawei', han))).toBe('huawei/body-bytes (80300008)')
    expectThat(brief(expected('google', han))).toBe('shown')
    expectThat(brief(expected('huawei', han, { switches: { extInIntentUri: 'as-it-is' } }))).toBe('shown')
    const close = { push: { title: 'a', desc: 'b', ext: 'x'.repeat(4000) } }
    expectThat(brief(expected('huawei', close, { switches: { bodyEnvelopeBytes: 0 } }))).toBe('shown')
  })

  it.each<[VendorName, string]>([
    ['mi', 'mi/stale-token (20301)'],
    ['huawei', 'huawei/stale-token (80300007)'],
    ['honor', 'honor/stale-token (80300007)'],
    ['oppo', 'oppo/stale-token (10000)'],
    ['vivo', 'vivo/stale-token (10302)'],
    ['meizu', 'meizu/stale-token (110002)'],
    ['google', 'fcm/stale-token (UNREGISTERED)'],
  ])('a stale token on %s', (vendor, result) => {
    expectThat(brief(expected(vendor, {}, { token: 'stale' }))).toBe(result)
  })

  it.each<[VendorName, string]>([
    ['mi', 'mi/unlisted-app (10036)'],
    ['huawei', 'huawei/unlisted-app (80300037)'],
    ['honor', 'honor/unlisted-app (80200022)'],
    ['oppo', 'oppo/unlisted-app (28)'],
    ['vivo', 'vivo/unlisted-app (10045)'],
    ['meizu', 'meizu/unlisted-app (110009)'],
    ['google', 'shown'],
  ])('an unlisted app on %s', (vendor, result) => {
    expectThat(brief(expected(vendor, {}, { console: { listing: 'unlisted' } }))).toBe(result)
  })
})

describe('what a tap does', () => {
  it.each<[VendorName, string, string]>([
    ['mi', 'intent-uri', 'key_message'],
    ['huawei', 'intent-uri', 'extra ext'],
    ['honor', 'intent-uri', 'extra ext'],
    ['oppo', 'activity-class', 'own keys'],
    ['vivo', 'intent-uri', 'extra ext'],
    ['meizu', 'activity-class', 'extra ext'],
    ['google', 'launcher', 'extra ext'],
  ])('%s opens by %s', (vendor, target, by) => {
    const one = expected(vendor)
    expectThat(one).toMatchObject({ click: { opens: 'in-app-page', target } })
    expectThat(one.kind === 'nothing' ? '' : one.click.extBy).toContain(by)
  })

  it("Mi follows the console's three actions", () => {
    const opens = (clickAction: 'in-app-page' | 'open-app' | 'web-page'): Expectation =>
      expected('mi', {}, { console: { clickAction } })
    expectThat(opens('open-app')).toMatchObject({ click: { opens: 'launcher-page', extBy: null } })
    expectThat(opens('web-page')).toMatchObject({ click: { opens: 'browser', extBy: null } })
    expectThat(opens('in-app-page')).toMatchObject({ click: { opens: 'in-app-page' } })
  })
})
