import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { ruleOf } from '../push/switches.ts'
import { clickRules, openAppByCallback } from './click-rules.ts'
import { survey, systemServiceAfterKill } from './kill-rules.ts'
import { mainlandRemoval, notificationsOnAtInstall, ownHeadsUpSetting } from './mainland-rom-rules.ts'
import { cutsAt } from './truncation-rules.ts'

const checkedOn = '2026-11-20'
const quotas = { source: 'dev.mi.com pId=1654', page: 'message quotas since 2023-02-01', checkedOn } as const

const attention = rule({
  name: 'mi/attention',
  value: 'normal',
  says: 'Mi shows all classes alike',
  ...quotas,
  grade: 'inferred',
})

const perApp = rule({
  name: 'mi/public-per-app-and-day',
  value: { minimum: 0, perUser: 2, newsPerUser: 3, code: 200_001 },
  says: 'Public messages of an app and day: twice the phones with notifications on (news: three times)',
  ...quotas,
})

const classes = {
  private: {
    name: 'private',
    rule: rule({
      name: 'mi/class-private',
      value: 'private',
      says: 'A channel that Mi granted as private is unlimited',
      ...quotas,
    }),
    attention,
  },
  public: {
    name: 'public',
    rule: rule({
      name: 'mi/class-public',
      value: 'public',
      says: 'A public channel is limited by app and by phone',
      ...quotas,
    }),
    attention,
    perAppAndDay: perApp,
    perDeviceAndDay: rule({
      name: 'mi/public-per-device-and-day',
      value: { ordinary: 5, news: 8, code: null },
      says: 'A phone takes five public messages of an app a day (news: eight); a receipt tells the sender',
      ...quotas,
    }),
  },
  'no-channel': {
    name: 'no-channel',
    rule: rule({
      name: 'mi/class-no-channel',
      value: 'no-channel',
      says: 'A message without a channel id counts as public, and a phone takes one of an app a day',
      ...quotas,
    }),
    attention,
    perAppAndDay: perApp,
    perDeviceAndDay: rule({
      name: 'mi/no-channel-per-device-and-day',
      value: { ordinary: 1, news: 1, code: null },
      says: 'Without a channel id a phone takes one message of an app a day',
      ...quotas,
    }),
  },
} as const satisfies Record<string, MessageClass>

const unknownChannel = rule({
  name: 'mi/unknown-channel',
  value: 27_001,
  says: 'A channel id that is not registered with Mi is refused',
  source: 'AISHELL table of send codes',
  page: 'Mi 27001',
  checkedOn,
  grade: 'third-party',
})

export const miService: PushServiceRules = {
  name: 'mi',
  packages: rule({
    name: 'mi/packages',
    value: ['com.xiaomi.xmsf'],
    says: 'com.xiaomi.xmsf carries and posts',
    source: 'NihilityT/MiPushFramework 8, pull request 302',
    page: 'posting package; target_package in the extras',
    checkedOn,
    grade: 'third-party',
  }),
  posts: rule({
    name: 'mi/posts',
    value: { by: 'service', as: 'app', sinceApiLevel: 29 },
    says: "The system service posts in the app's name from Android 10 on (notifyAsPackage), in its own before",
    source: 'NihilityT/MiPushFramework 8',
    page: 'notifyAsPackage, API 29+',
    checkedOn,
    grade: 'third-party',
  }),
  titleUnits: cutsAt('mi', 'title', 50),
  descUnits: cutsAt('mi', 'desc', 128),
  bodyBytes: rule({
    name: 'mi/payload-bytes',
    value: null,
    says: "Mi's 4 KB are for the payload, which Tencent does not fill; ext travels as an extra pair",
    source: 'dev.mi.com, message sending API',
    page: 'payload, extra.*',
    checkedOn,
    grade: 'inferred',
  }),
  extCarrier: rule({
    name: 'mi/ext-carrier',
    value: 'extra-pair',
    says: 'ext is the pair extra.ext',
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'key_message, getExtra().get("ext")',
    checkedOn,
  }),
  extCharacters: rule({
    name: 'mi/ext-characters',
    value: { limit: 1024, code: 10_016 },
    says: 'All extra pairs together hold at most 1024 characters, names included',
    source: 'dev.mi.com, message sending API',
    page: 'extra.* (ten pairs, 1024 characters)',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'mi/ext-json',
    value: false,
    says: 'Mi takes any text',
    source: '1047/33527',
    page: 'Ext',
    checkedOn,
    grade: 'inferred',
  }),
  refusesStaleToken: rule({
    name: 'mi/stale-token',
    value: '20301',
    says: 'A regId of an earlier installation is refused',
    source: 'AISHELL table of send codes',
    page: 'Mi 20301, 66007, 10029',
    checkedOn,
    grade: 'third-party',
  }),
  refusesUnlistedApp: rule({
    name: 'mi/unlisted-app',
    value: '10036',
    says: 'An app that is not listed or is penalised may not push',
    source: 'AISHELL table of send codes',
    page: 'Mi 10031, 10036',
    checkedOn,
    grade: 'third-party',
  }),
  classes,
  classify: ({ channelId, console, switches, apiLevel }) => {
    if (channelId === '')
      return switches.missingChannelOnMi === 'not-shown' && apiLevel >= 26
        ? { kind: 'refused', rule: ruleOf('missingChannelOnMi', switches) }
        : { kind: 'class', class: classes['no-channel'] }
    const granted = console.vendorChannels[channelId]
    return granted === undefined
      ? { kind: 'refused', rule: unknownChannel, code: unknownChannel.value }
      : { kind: 'class', class: classes[granted] }
  },
  channel: rule({
    name: 'mi/channel',
    value: { kind: 'own-by-id', field: 'XiaoMiChannelID' },
    says: "Shown on a channel that Mi's service makes for the id; its name on the phone is not documented",
    source: '1047/33527',
    page: 'XiaoMiChannelID',
    checkedOn,
    grade: 'inferred',
  }),
  afterKill: systemServiceAfterKill('mi', survey('mi', 'delivers', 'Mi shows pushes of a force-stopped app (Mi 8)')),
  folding: rule({
    name: 'mi/folding',
    value: { kind: 'separate' },
    says: 'Each message has a notify_id of its own, so none replaces another',
    source: 'dev.mi.com, message sending API',
    page: 'notify_id',
    checkedOn,
    grade: 'inferred',
  }),
  click: clickRules('mi', { extBy: 'key_message: MiPushMessage.getExtra().get("ext")', target: 'intent-uri' }),
  openAppByCallback: openAppByCallback('mi', 'onNotificationMessageClicked, getExtra().get("ext")'),
  undecided: ['openAppExt', 'missingChannelOnMi'],
}

export const miRom: RomRules = {
  name: 'mi',
  notificationsAtInstall: notificationsOnAtInstall('mi'),
  removalFromRecents: mainlandRemoval('mi'),
  headsUp: ownHeadsUpSetting('mi'),
}
