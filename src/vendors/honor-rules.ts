import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { ruleOf } from '../push/switches.ts'
import { clickRules } from './click-rules.ts'
import { survey, systemServiceAfterKill } from './kill-rules.ts'
import { mainlandRemoval, notificationsOnAtInstall, ownHeadsUpSetting } from './mainland-rom-rules.ts'
import { cutsAt } from './truncation-rules.ts'

const checkedOn = '2026-11-20'
/** Policy texts of 2020 to 2024 as others quote them; Honor changes them. */
const classification = {
  source: 'Honor Push, quoted by third parties',
  page: 'message classification and quotas',
  checkedOn,
  grade: 'third-party',
} as const

const classes = {
  service: {
    name: 'service',
    rule: rule({
      name: 'honor/class-service',
      value: 'NORMAL',
      says: 'Messages of importance NORMAL (service and communication) are unlimited',
      ...classification,
    }),
    attention: rule({
      name: 'honor/service-attention',
      value: 'normal',
      says: 'Service messages are shown with sound',
      ...classification,
    }),
  },
  marketing: {
    name: 'marketing',
    rule: rule({
      name: 'honor/class-marketing',
      value: 'LOW',
      says: 'HonorImportance LOW is the marketing class',
      ...classification,
    }),
    attention: rule({
      name: 'honor/marketing-attention',
      value: 'silent',
      says: 'Marketing messages are shown silently',
      ...classification,
    }),
    perDeviceAndDay: rule({
      name: 'honor/marketing-per-device-and-day',
      value: { ordinary: 2, news: 5, code: null },
      says: 'A phone takes two marketing messages of an app a day (news: five); a receipt tells the sender',
      ...classification,
    }),
  },
} as const satisfies Record<string, MessageClass>

export const honorService: PushServiceRules = {
  name: 'honor',
  packages: rule({
    name: 'honor/packages',
    value: ['com.hihonor.android.pushagentproxy', 'com.hihonor.android.pushagent'],
    says: "Honor's push agent carries and posts; com.hihonor.id is the account's app, and no push service",
    source: 'Honor Push SDK',
    page: 'HiPushService (com.hihonor.android.pushagentproxy), MessageBoxProvider (com.hihonor.android.pushagent)',
    checkedOn: '2026-11-21',
    grade: 'inferred',
  }),
  posts: rule({
    name: 'honor/posts',
    value: { by: 'service', as: 'app', sinceApiLevel: 0 },
    says: "The system service posts in the app's name",
    source: 'survey of 2020 by a third party',
    page: 'notifications without a process of the app',
    checkedOn,
    grade: 'inferred',
  }),
  titleUnits: cutsAt('honor', 'title', 50),
  descUnits: cutsAt('honor', 'desc', 400),
  bodyBytes: rule({
    name: 'honor/body-bytes',
    value: { limit: 4096, code: 80_300_008 },
    says: 'A message body of more than 4096 bytes is refused',
    source: 'AISHELL table of send codes',
    page: 'Honor 80300008 (over 4096 bytes)',
    checkedOn,
    grade: 'third-party',
  }),
  extCarrier: rule({
    name: 'honor/ext-carrier',
    value: 'intent-uri',
    says: "ext is the extra ext of the page's intent",
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'Activity intent extra ext',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'honor/ext-json',
    value: false,
    says: 'Honor takes any text',
    source: '1047/33527',
    page: 'Ext',
    checkedOn,
    grade: 'inferred',
  }),
  refusesStaleToken: rule({
    name: 'honor/stale-token',
    value: '80300007',
    says: 'A token of an earlier installation is among failTokens',
    source: 'AISHELL table of send codes',
    page: 'Honor 80300007, failTokens',
    checkedOn,
    grade: 'third-party',
  }),
  refusesUnlistedApp: rule({
    name: 'honor/unlisted-app',
    value: '80200022',
    says: 'An app without the right may not push',
    source: 'AISHELL table of send codes',
    page: 'Honor 80200022',
    checkedOn,
    grade: 'third-party',
  }),
  classes,
  classify: ({ info, switches }) => {
    if ((info.HonorImportance ?? '') === '')
      return {
        kind: 'class',
        class: classes[switches.honorUnnamedImportance],
        because: ruleOf('honorUnnamedImportance', switches),
      }
    return { kind: 'class', class: info.HonorImportance === 'LOW' ? classes.marketing : classes.service }
  },
  channel: rule({
    name: 'honor/channel',
    value: { kind: 'own' },
    says: 'Honor knows no channels of the app; the service has its own',
    source: 'Honor Push, quoted by third parties',
    page: 'no custom channels',
    checkedOn,
    grade: 'third-party',
  }),
  afterKill: systemServiceAfterKill(
    'honor',
    survey('honor', 'delivers', 'Honor shows pushes of a force-stopped app (9x)'),
  ),
  screenOffSwitch: 'honorHoldsUntilScreenOn',
  folding: rule({
    name: 'honor/folding',
    value: { kind: 'separate' },
    says: 'Without notifyId and group each message stays by itself',
    source: 'Honor Push, sendMessage',
    page: 'notifyId, group',
    checkedOn,
    grade: 'inferred',
  }),
  click: clickRules('honor', { extBy: 'the intent extra ext', target: 'intent-uri' }),
  undecided: ['honorUnnamedImportance', 'honorHoldsUntilScreenOn', 'extInIntentUri', 'bodyEnvelopeBytes'],
}

export const honorRom: RomRules = {
  name: 'honor',
  notificationsAtInstall: notificationsOnAtInstall('honor'),
  removalFromRecents: mainlandRemoval('honor'),
  headsUp: ownHeadsUpSetting('honor'),
}
