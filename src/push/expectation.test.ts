import { describe, expect as expectThat, it } from 'vitest'
import { phoneProfile } from '../vendors/phone-profile.ts'
import type { PushServiceName, VendorName } from '../vendors/vendor.ts'
import { knownAppStates } from './app-state.ts'
import { type Expectation, expect } from './expectation.ts'
import type { PhoneProfile } from './situation.ts'
import { type MessageChange, usualMessage } from './usual-message.ts'
import { type SituationChange, usualSituation } from './usual-situation.ts'

const channel = 'messages'
const app = { package: 'io.app', targetSdk: 34 }

function phone(vendor: VendorName, apiLevel = 33, parts: Partial<PhoneProfile> = {}): PhoneProfile {
  return { ...phoneProfile({ vendor, apiLevel, app }), ...parts }
}

function expected(profile: PhoneProfile, change: SituationChange = {}, message: MessageChange = {}): Expectation {
  const settings = { channels: { [channel]: 4 as const }, ...change.settings }
  return expect(usualMessage(channel, message), usualSituation(profile, { ...change, settings }))
}

/** `shown`, `silent: rule` or `stage: rule (code)` */
function brief(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'shown':
      return 'shown'
    case 'silent':
      return `silent: ${expectation.because.name}`
    case 'nothing':
      return `${expectation.at}: ${expectation.rule.name}${expectation.code === undefined ? '' : ` (${String(expectation.code)})`}`
  }
}

const client = { by: 'client', sdk: 'chat-js' } as const
const group = { kind: 'group', groupId: 'g', name: 'G', type: 'Work', mentioned: false } as const

describe('on the way to the vendor', () => {
  it.each<[string, MessageChange, SituationChange, string]>([
    ['nothing special', {}, {}, 'shown'],
    ['blocked sender', { sender: { ...client, relation: 'blocked' } }, {}, 'send: send/relation (20007)'],
    ['not friends', { sender: { ...client, relation: 'not-friends' } }, {}, 'send: send/relation (20009)'],
    ['muted sender', { sender: { ...client, relation: 'muted' } }, {}, 'send: send/relation (20012)'],
    ['eight days', { lifeTimeSec: 691_200 }, {}, 'shown'],
    [
      'eight days, refused',
      { lifeTimeSec: 691_200 },
      { switches: { overlongLifeTime: 'reject' } },
      'send: switch/overlongLifeTime (90026)',
    ],
    ['10 KB by REST', { push: { ext: 'x'.repeat(10_240) } }, {}, 'vendor: mi/ext-characters (10016)'],
    ['13 KB by REST', { push: { ext: 'x'.repeat(13_312) } }, {}, 'send: send/body-too-long (93000)'],
    [
      '10 KB from a client',
      { push: { ext: 'x'.repeat(10_240) }, sender: client },
      {},
      'send: send/body-too-long (93000)',
    ],
    [
      '13 KB to a group',
      { push: { ext: 'x'.repeat(13_312) }, addressee: group },
      {},
      'send: send/body-too-long (80002)',
    ],
    ['repeated random', { random: 'repeated' }, {}, 'send: send/random-repeated'],
    ['random reused for another text', { random: 'reused' }, {}, 'send: send/random-repeated'],
    ['repeated random, group', { random: 'repeated', addressee: group }, {}, 'send: send/random-repeated'],
    ['random reused, group', { random: 'reused', addressee: group }, {}, 'shown'],
    ['push flag', { push: { disablePush: true } }, {}, 'dispatch: gate/push-flag'],
    ['online only', { lifeTimeSec: 0 }, {}, 'dispatch: gate/online-only'],
    ['live group', { addressee: { ...group, type: 'AVChatRoom' } }, {}, 'dispatch: gate/live-group'],
    [
      'empty custom',
      { elements: [{ type: 'custom', data: '{}', desc: '' }], push: { desc: '' } },
      {},
      'dispatch: gate/content-empty',
    ],
    ['empty custom, described', { elements: [{ type: 'custom', data: '{}', desc: '' }] }, {}, 'shown'],
    [
      'custom with its own desc, ignored',
      { elements: [{ type: 'custom', data: '{}', desc: '红包' }], push: { desc: '' } },
      {},
      'dispatch: switch/customDescBesideOfflinePushInfo',
    ],
    [
      'custom with its own desc, used',
      { elements: [{ type: 'custom', data: '{}', desc: '红包' }], push: { desc: '' } },
      { switches: { customDescBesideOfflinePushInfo: 'used' } },
      'shown',
    ],
    [
      'custom with its own desc alone',
      { elements: [{ type: 'custom', data: '{}', desc: '红包' }], push: null },
      {},
      'shown',
    ],
    [
      'two empty customs',
      {
        elements: [
          { type: 'custom', data: '{}', desc: '' },
          { type: 'custom', data: '{}', desc: '' },
        ],
        push: { desc: '' },
      },
      {},
      'shown',
    ],
    ['logged out', {}, { account: 'logged-out' }, 'dispatch: gate/logged-out'],
    ['kicked by login', {}, { account: 'kicked-by-login' }, 'dispatch: gate/kicked-by-login'],
    ['moved', {}, { account: 'moved-to-another-phone' }, 'dispatch: gate/kicked-by-login'],
    ['kicked by REST', {}, { account: 'kicked-by-rest' }, 'dispatch: gate/kicked-by-rest'],
    ['switched user', {}, { account: 'switched-user' }, 'dispatch: gate/switched-user'],
    ['expired', {}, { account: 'signature-expired' }, 'dispatch: gate/signature-expired'],
    ['idle', {}, { account: 'idle-for-seven-days' }, 'dispatch: gate/idle-for-seven-days'],
    ['never', {}, { account: 'never-logged-in' }, 'dispatch: gate/never-logged-in'],
    ['foreground', {}, { appState: 'foreground' }, 'dispatch: gate/foreground'],
    ['no doBackground', {}, { doBackground: 'not-called' }, 'dispatch: gate/background-not-reported'],
    ['no doBackground, killed', {}, { doBackground: 'not-called', appState: 'cache-killed' }, 'shown'],
    ['online elsewhere', {}, { elsewhere: 'online' }, 'shown'],
    [
      'online elsewhere, by switch',
      {},
      { elsewhere: 'online', switches: { otherInstanceOnline: 'no-push' } },
      'dispatch: switch/otherInstanceOnline',
    ],
    ['no token', {}, { token: 'not-reported' }, 'dispatch: gate/token-not-reported (-2)'],
    ['token before login', {}, { token: 'set-before-login' }, 'dispatch: gate/token-before-login (21005)'],
    ['no certificate', {}, { console: { certificate: 'missing' } }, 'dispatch: gate/certificate (-1)'],
    [
      'put right 9 minutes ago',
      {},
      { console: { certificateBefore: { was: 'missing', changedMinutesAgo: 9 } } },
      'dispatch: gate/certificate-ten-minutes (-1)',
    ],
    [
      'put right 10 minutes ago',
      {},
      { console: { certificateBefore: { was: 'missing', changedMinutesAgo: 10 } } },
      'shown',
    ],
    [
      'taken away 9 minutes ago',
      {},
      { console: { certificate: 'missing', certificateBefore: { was: 'valid', changedMinutesAgo: 9 } } },
      'shown',
    ],
    ['of another app', {}, { console: { certificate: 'of-another-app' } }, 'vendor: vendor/foreign-certificate'],
  ])('%s', (_, message, change, result) => {
    expectThat(brief(expected(phone('mi'), change, message))).toBe(result)
  })

  it('asks the gates in the documented order', () => {
    const everything: MessageChange = {
      push: { disablePush: true, desc: '' },
      lifeTimeSec: 0,
      sender: client,
      elements: [{ type: 'custom', data: '{}', desc: '' }],
    }
    const wrong: SituationChange = {
      settings: { conversation: 'not-receive' },
      account: 'logged-out',
      token: 'not-reported',
      console: { certificate: 'missing' },
    }
    const order: string[] = []
    const steps: readonly [MessageChange, SituationChange][] = [
      [everything, wrong],
      [{ ...everything, push: { desc: '' } }, wrong],
      [{ ...everything, push: { desc: '' }, lifeTimeSec: 60 }, wrong],
      [
        { ...everything, push: { desc: '' }, lifeTimeSec: 60 },
        { ...wrong, settings: {} },
      ],
      [{}, { ...wrong, settings: {} }],
      [{}, { ...wrong, settings: {}, account: 'logged-in' }],
      [{}, { ...wrong, settings: {}, account: 'logged-in', token: 'reported' }],
    ]
    for (const [message, change] of steps) {
      const one = expected(phone('mi'), change, message)
      if (one.kind === 'nothing') order.push(one.rule.name)
    }
    expectThat(order).toEqual([
      'gate/push-flag',
      'gate/online-only',
      'gate/receive-option',
      'gate/content-empty',
      'gate/logged-out',
      'gate/token-not-reported',
      'gate/certificate',
    ])
  })

  it.each<[string, MessageChange, NonNullable<SituationChange['settings']>['conversation'], string]>([
    ['admin', {}, 'receive-not-notify', 'shown'],
    [
      'admin, WithMuteNotifications',
      { sender: { by: 'rest', withMuteNotifications: true } },
      'receive-not-notify',
      'nothing',
    ],
    [
      'admin, WithMuteNotifications, not muted',
      { sender: { by: 'rest', withMuteNotifications: true } },
      'receive',
      'shown',
    ],
    ['user', { sender: client }, 'receive-not-notify', 'nothing'],
    ['user', { sender: client }, 'not-receive', 'nothing'],
    ['user in a group', { sender: client, addressee: group }, 'receive-not-notify-except-at', 'nothing'],
    ['user, @', { sender: client, addressee: { ...group, mentioned: true } }, 'receive-not-notify-except-at', 'shown'],
    ['user, @', { sender: client, addressee: { ...group, mentioned: true } }, 'not-receive-except-at', 'shown'],
    ['user, @', { sender: client, addressee: { ...group, mentioned: true } }, 'receive-not-notify', 'nothing'],
  ])('%s to a recipient who chose %s', (_, message, conversation, kind) => {
    const settings = { conversation: conversation ?? 'receive' }
    expectThat(expected(phone('mi'), { settings }, message).kind).toBe(kind)
  })

  it('loses the fields that the sender SDK does not hand on', () => {
    const low = { androidInfo: { HuaWeiImportance: 'LOW' } }
    expectThat(brief(expected(phone('huawei'), {}, low))).toBe('silent: huawei/low-attention')
    expectThat(brief(expected(phone('huawei'), {}, { ...low, sender: client }))).toBe('shown')
    expectThat(
      brief(
        expected(
          phone('vivo'),
          {},
          { androidInfo: { VIVOClassification: 0 }, sender: { by: 'client', sdk: 'tim-js' } },
        ),
      ),
    ).toBe('shown')
  })
})

describe('kill mode x push service', () => {
  const always = ['swiped-away', 'cleared', 'cache-killed', 'force-stopped', 'rebooted', 'background', 'locked']
  const table: readonly [VendorName, PushServiceName, PhoneProfile['region'], readonly string[]][] = [
    ['mi', 'mi', 'mainland', always],
    ['huawei', 'huawei', 'mainland', always],
    ['honor', 'honor', 'mainland', always],
    ['oppo', 'oppo', 'mainland', always],
    ['vivo', 'vivo', 'mainland', always],
    ['meizu', 'meizu', 'mainland', always],
    ['google', 'fcm', 'global', always.filter((state) => state !== 'force-stopped')],
    ['mi', 'fcm', 'global', always.filter((state) => state !== 'force-stopped')],
    ['mi', 'fcm', 'mainland', ['cache-killed', 'rebooted', 'background', 'locked']],
    ['google', 'fcm', 'mainland', always.filter((state) => state !== 'force-stopped')],
  ]
  it.each(table)('%s with %s (%s)', (vendor, pushService, region, shownIn) => {
    const profile = phoneProfile({ vendor, pushService, region, apiLevel: 33, app })
    const shown = knownAppStates.filter((appState) => expected(profile, { appState }).kind === 'shown')
    expectThat([...shown].sort()).toEqual([...shownIn].sort())
  })

  it('says why FCM gives nothing', () => {
    const fcm = phoneProfile({ vendor: 'mi', pushService: 'fcm', region: 'mainland', apiLevel: 33, app })
    expectThat(brief(expected(fcm, { appState: 'force-stopped' }))).toBe('device: fcm/after-force-stopped')
    expectThat(brief(expected(fcm, { appState: 'cleared' }))).toBe('device: mi/removal-from-recents')
  })
})

describe('on the phone', () => {
  it.each<[string, number, number, SituationChange, string]>([
    ['Android 9, never touched', 28, 34, { settings: { permission: 'as-installed' } }, 'shown'],
    ['Android 12, denied is unknown', 32, 34, { settings: { permission: 'denied' } }, 'shown'],
    [
      'Android 13, never asked',
      33,
      33,
      { settings: { permission: 'as-installed' } },
      'device: device/post-notifications-never-asked',
    ],
    ['Android 13, granted', 33, 33, { settings: { permission: 'granted' } }, 'shown'],
    ['Android 13, denied', 33, 33, { settings: { permission: 'denied' } }, 'device: device/post-notifications-denied'],
    [
      'Android 13, old target',
      33,
      32,
      { settings: { permission: 'as-installed' } },
      'device: switch/unansweredPermissionOfOldTarget',
    ],
    [
      'Android 13, old target, by switch',
      33,
      32,
      { settings: { permission: 'as-installed' }, switches: { unansweredPermissionOfOldTarget: 'on' } },
      'shown',
    ],
    [
      'Android 15, old target, denied',
      35,
      30,
      { settings: { permission: 'denied' } },
      'device: device/post-notifications-denied',
    ],
    [
      'Android 15, granted, switched off',
      35,
      34,
      { settings: { notifications: 'off' } },
      'device: device/notifications-off',
    ],
    ['as installed', 32, 34, { settings: { notifications: 'as-installed' } }, 'shown'],
    ['channel off', 33, 34, { settings: { channels: { [channel]: 0 } } }, 'device: device/channel-off'],
    ['silent channel', 33, 34, { settings: { channels: { [channel]: 2 } } }, 'silent: device/low-importance'],
    ['do not disturb', 33, 34, { settings: { doNotDisturb: 'on' } }, 'silent: device/do-not-disturb'],
  ])('%s (API %i, target %i)', (_, apiLevel, targetSdk, change, result) => {
    const profile = phone('google', apiLevel, { app: { ...app, targetSdk } })
    expectThat(brief(expected(profile, change))).toBe(result)
  })

  it('a push service that is missing shows nothing', () => {
    expectThat(brief(expected(phone('huawei', 33, { pushServiceApp: 'missing' })))).toBe(
      'device: device/push-service-missing',
    )
  })

  it.each<[string, SituationChange, string, string]>([
    ['unlocked', {}, 'not-locked', 'yes'],
    ['locked', { appState: 'locked' }, 'whole', 'no'],
    ['no keyguard', { appState: 'locked', settings: { keyguard: 'none' } }, 'not-locked', 'no'],
    ['hide', { appState: 'locked', settings: { lockScreen: 'hide' } }, 'absent', 'no'],
    ['hide content, swipe', { appState: 'locked', settings: { lockScreen: 'hide-content' } }, 'whole', 'no'],
    [
      'hide content, PIN',
      { appState: 'locked', settings: { lockScreen: 'hide-content', keyguard: 'secure' } },
      'content-hidden',
      'no',
    ],
    ['hide, unlocked', { settings: { lockScreen: 'hide' } }, 'not-locked', 'yes'],
    ['do not disturb', { settings: { doNotDisturb: 'on' } }, 'not-locked', 'no'],
    ['importance 3', { settings: { channels: { [channel]: 3 } } }, 'not-locked', 'no'],
  ])('where it is seen: %s', (_, change, lockScreen, headsUp) => {
    expectThat(expected(phone('google'), change)).toMatchObject({ where: { lockScreen, headsUp, shade: 'own-row' } })
  })

  it('knows who posts', () => {
    const poster = (profile: PhoneProfile, change: SituationChange = {}): unknown => {
      const one = expected(profile, change)
      return one.kind === 'nothing' ? one.why : one.posters[0]
    }
    expectThat(poster(phone('mi', 29))).toEqual({ pkg: 'io.app', opPkg: 'com.xiaomi.xmsf' })
    expectThat(poster(phone('mi', 28))).toEqual({ pkg: 'com.xiaomi.xmsf', opPkg: 'com.xiaomi.xmsf' })
    expectThat(poster(phone('meizu'))).toEqual({ pkg: 'com.meizu.cloud', opPkg: 'com.meizu.cloud' })
    expectThat(poster(phone('google'))).toEqual({ pkg: 'io.app', opPkg: 'io.app' })
    const self = { switches: { backgroundAlive: 'self-posted' } } as const
    expectThat(poster(phone('mi'), self)).toEqual({ pkg: 'io.app', opPkg: 'io.app' })
    expectThat(poster(phone('mi'), { ...self, appState: 'cache-killed' })).toMatchObject({ opPkg: 'com.xiaomi.xmsf' })
  })

  it('names the conversation of a group', () => {
    expectThat(expected(phone('mi'), {}, { addressee: group })).toMatchObject({ conversationId: 'GROUPg' })
  })
})
