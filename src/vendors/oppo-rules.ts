import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { ruleOf } from '../push/switches.ts'
import { clickRules } from './click-rules.ts'
import { survey, systemServiceAfterKill } from './kill-rules.ts'
import { mainlandRemoval, ownHeadsUpSetting } from './mainland-rom-rules.ts'
import { cutsAt } from './truncation-rules.ts'

const checkedOn = '2026-11-20'
/** Policy texts of 2020 to 2024 as others quote them; OPPO changes them. */
const quotas = {
  source: 'OPPO PUSH, quoted by third parties',
  page: 'limits of public and private channels',
  checkedOn,
  grade: 'third-party',
} as const

const normal = rule({
  name: 'oppo/attention',
  value: 'normal',
  says: "Sound and heads-up follow the app's channel",
  source: '1047/33527',
  page: 'OPPOChannelID',
  checkedOn,
  grade: 'inferred',
})
const quiet = rule({
  name: 'oppo/level-attention',
  value: 'silent',
  says: 'OPPONotifyLevel 1 or 2 does not ask for a banner and sound',
  source: '1047/33527',
  page: 'OPPONotifyLevel',
  checkedOn,
  grade: 'inferred',
})

const privateClass: MessageClass = {
  name: 'private',
  rule: rule({
    name: 'oppo/class-private',
    value: 'private',
    says: 'A channel that OPPO granted as private is unlimited',
    ...quotas,
  }),
  attention: normal,
}
const publicClass: MessageClass = {
  name: 'public',
  rule: rule({
    name: 'oppo/class-public',
    value: 'public',
    says: 'Other channels are public and limited by app and by phone',
    ...quotas,
  }),
  attention: normal,
  perAppAndDay: rule({
    name: 'oppo/public-per-app-and-day',
    value: { minimum: 100_000, perUser: 2, newsPerUser: 2, flatBelowUsers: 50_000, code: 33 },
    says: 'Public messages of an app and day: 100,000 below 50,000 users, else twice the users',
    ...quotas,
  }),
  perDeviceAndDay: rule({
    name: 'oppo/public-per-device-and-day',
    value: { ordinary: 2, news: 5, code: null },
    says: 'A phone takes two public messages of an app a day (news: five); a receipt tells the sender',
    ...quotas,
  }),
}
const classes = { private: privateClass, public: publicClass, quiet: { ...publicClass, attention: quiet } }

export const oppoService: PushServiceRules = {
  name: 'oppo',
  packages: rule({
    name: 'oppo/packages',
    value: ['com.heytap.mcs', 'com.coloros.mcs'],
    says: "HeyTap's message service posts; before HeyTap it was ColorOS'",
    source: 'OPPO PUSH client',
    page: 'manifest: com.heytap.mcs.permission and com.coloros.mcs.permission RECIEVE_MCS_MESSAGE',
    checkedOn: '2026-11-21',
    grade: 'inferred',
  }),
  posts: rule({
    name: 'oppo/posts',
    value: { by: 'service', as: 'app', sinceApiLevel: 0 },
    says: "The system service posts in the app's name, on the app's own channel",
    source: '1047/33527, CHATDOCS Android FAQ',
    page: 'OPPOChannelID must be created by the app',
    checkedOn,
    grade: 'inferred',
  }),
  titleUnits: cutsAt('oppo', 'title', 50),
  descUnits: cutsAt('oppo', 'desc', 50),
  longDescUnits: cutsAt('oppo', 'long-desc', 128),
  bodyBytes: rule({
    name: 'oppo/body-bytes',
    value: null,
    says: 'OPPO names no limit for the whole body',
    source: 'OPPO PUSH, unicast',
    page: 'message fields',
    checkedOn,
    grade: 'inferred',
  }),
  extCarrier: rule({
    name: 'oppo/ext-carrier',
    value: 'action-parameters',
    says: 'The keys of ext become extras of the opened activity (action_parameters)',
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'no extra ext; the key is entity',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'oppo/ext-json',
    value: true,
    says: 'Ext has to be a JSON object: OPPO makes extras of its keys and refuses anything else',
    source: '1047/33527',
    page: 'Ext',
    checkedOn,
  }),
  refusesStaleToken: rule({
    name: 'oppo/stale-token',
    value: '10000',
    says: 'A registration id of an earlier installation is refused',
    source: 'AISHELL table of send codes',
    page: 'OPPO 10000',
    checkedOn,
    grade: 'third-party',
  }),
  refusesUnlistedApp: rule({
    name: 'oppo/unlisted-app',
    value: '28',
    says: 'An app that is not available or has no right may not push',
    source: 'AISHELL table of send codes',
    page: 'OPPO 28, 27, 30',
    checkedOn,
    grade: 'third-party',
  }),
  classes,
  classify: ({ info, console, channelId, switches }) => {
    const level = info.OPPONotifyLevel
    if (level !== undefined && (info.OPPOCategory ?? '') === '' && switches.oppoLevelWithoutCategory === 'refused')
      return { kind: 'refused', rule: ruleOf('oppoLevelWithoutCategory', switches), code: 67 }
    const granted = classes[console.vendorChannels[channelId] ?? 'public']
    return level !== undefined && Number(level) !== 16 && switches.oppoNotifyLevel === 'limits-attention'
      ? { kind: 'class', class: { ...granted, attention: quiet }, because: ruleOf('oppoNotifyLevel', switches) }
      : { kind: 'class', class: granted }
  },
  channel: rule({
    name: 'oppo/channel',
    value: { kind: 'of-the-app', field: 'OPPOChannelID', sinceApiLevel: 26 },
    says: 'OPPO phones of Android 8 and later show a message only on a channel whose id it names and the app has created',
    source: '1047/33527, CHATDOCS Android FAQ',
    page: 'OPPOChannelID',
    checkedOn,
  }),
  afterKill: systemServiceAfterKill(
    'oppo',
    survey(
      'oppo',
      'delivers',
      'OPPO shows pushes of a force-stopped app (R15; the older R7 and the OnePlus 5T did not)',
    ),
  ),
  folding: rule({
    name: 'oppo/folding',
    value: { kind: 'separate' },
    says: 'OPPO folds nothing by itself',
    source: 'OPPO PUSH, unicast',
    page: 'message fields',
    checkedOn,
    grade: 'inferred',
  }),
  click: clickRules('oppo', { extBy: "the extras named by ext's own keys", target: 'activity-class' }),
  undecided: ['nonJsonExtOnOppo', 'oppoExt', 'oppoNotifyLevel', 'oppoLevelWithoutCategory'],
}

export const oppoRom: RomRules = {
  name: 'oppo',
  notificationsAtInstall: rule({
    name: 'oppo/notifications-at-install',
    value: 'off',
    says: 'Notifications of a new app are off until the owner switches them on',
    source: 'CHATDOCS Android FAQ and React Native guide',
    page: 'OPPO: notification display is off by default',
    checkedOn,
  }),
  removalFromRecents: mainlandRemoval('oppo'),
  headsUp: ownHeadsUpSetting('oppo'),
}
