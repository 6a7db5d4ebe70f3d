import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { ruleOf } from '../push/switches.ts'
import { clickRules, openAppByCallback } from './click-rules.ts'
import { survey, systemServiceAfterKill } from './kill-rules.ts'
import { mainlandRemoval, notificationsOnAtInstall, ownHeadsUpSetting } from './mainland-rom-rules.ts'
import { cutsAt } from './truncation-rules.ts'

const checkedOn = '2026-11-20'
/** Policy texts of 2020 to 2024 as others quote them; vivo changes them. */
const policy = {
  source: 'vivo push policy, quoted by third parties',
  page: 'message classes, quotas and hours',
  checkedOn,
  grade: 'third-party',
} as const

const normal = rule({
  name: 'vivo/system-attention',
  value: 'normal',
  says: 'System messages are shown with sound',
  ...policy,
})
const messageBox = rule({
  name: 'vivo/operational-message-box',
  value: 'message-box',
  says: 'Operational messages go to the message box, not to the shade',
  source: 'Tencent RN push guide and the vivo push policy',
  page: 'message classification',
  checkedOn,
  grade: 'third-party',
})

const system: MessageClass = {
  name: 'system',
  rule: rule({
    name: 'vivo/class-system',
    value: 1,
    says: 'VIVOClassification 1, the default, is the system class',
    source: '1047/33527',
    page: 'VIVOClassification',
    checkedOn,
  }),
  attention: normal,
  perAppAndDay: rule({
    name: 'vivo/system-per-app-and-day',
    value: { minimum: 10_000, perUser: 3, newsPerUser: 3, code: 10_073 },
    says: 'System messages of an app and day: three times the valid users',
    ...policy,
  }),
}

const operational: MessageClass = {
  name: 'operational',
  rule: rule({
    name: 'vivo/class-operational',
    value: 0,
    says: 'VIVOClassification 0 is the operational class',
    source: '1047/33527',
    page: 'VIVOClassification',
    checkedOn,
  }),
  attention: messageBox,
  hours: rule({
    name: 'vivo/operational-hours',
    value: { fromHour: 7, toHour: 23, code: 10_071 },
    says: 'Operational messages are taken from 07:00 to 23:00 only',
    ...policy,
  }),
  perAppAndDay: rule({
    name: 'vivo/operational-per-app-and-day',
    value: { minimum: 10_000, perUser: 2, newsPerUser: 3, code: 10_070 },
    says: 'Operational messages of an app and day: twice the valid users (news: three times), at least 10,000',
    ...policy,
  }),
  perDeviceAndDay: rule({
    name: 'vivo/operational-per-device-and-day',
    value: { ordinary: 2, news: 5, code: null },
    says: 'A phone takes two operational messages of an app a day (news: five)',
    ...policy,
  }),
}

const inShade = rule({
  name: 'vivo/operational-in-shade',
  value: 'normal',
  says: 'Operational messages are shown in the shade, where the switch says so',
  source: 'switch vivoOperationalShownIn',
  page: 'default: message box',
  checkedOn,
  grade: 'inferred',
})
const fivePerDevice = rule({
  name: 'vivo/operational-five-per-device-and-day',
  value: { ordinary: 5, news: 5, code: null },
  says: "A phone takes five operational messages of an app a day (the sibling product's page)",
  source: 'product 1024',
  page: 'limits of the vendors',
  checkedOn,
  grade: 'third-party',
})

export const vivoService: PushServiceRules = {
  name: 'vivo',
  packages: rule({
    name: 'vivo/packages',
    value: ['com.vivo.pushservice'],
    says: "vivo's push service posts",
    source: 'package lists of phones',
    page: 'push service',
    checkedOn,
    grade: 'inferred',
  }),
  posts: rule({
    name: 'vivo/posts',
    value: { by: 'service', as: 'app', sinceApiLevel: 0 },
    says: "The system service posts in the app's name",
    source: 'survey of 2020 by a third party',
    page: 'notifications without a process of the app',
    checkedOn,
    grade: 'inferred',
  }),
  titleUnits: cutsAt('vivo', 'title', 40),
  descUnits: cutsAt('vivo', 'desc', 100),
  textWidth: rule({
    name: 'vivo/text-width',
    value: { title: 40, desc: 100, code: 10_055 },
    says: 'vivo itself takes 20 Han characters (40 Latin ones) of title and 50 (100) of text, and refuses more',
    source: 'vivo push API, quoted by third parties; AISHELL table of send codes',
    page: 'title, content; vivo 10055-10060',
    checkedOn,
    grade: 'third-party',
  }),
  bodyBytes: rule({
    name: 'vivo/body-bytes',
    value: null,
    says: 'vivo names no limit for the whole body',
    source: 'vivo push API',
    page: 'message fields',
    checkedOn,
    grade: 'inferred',
  }),
  extCarrier: rule({
    name: 'vivo/ext-carrier',
    value: 'intent-uri',
    says: "ext is the extra ext of the page's intent",
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'Activity intent extra ext',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'vivo/ext-json',
    value: false,
    says: 'vivo takes any text',
    source: '1047/33527',
    page: 'Ext',
    checkedOn,
    grade: 'inferred',
  }),
  refusesStaleToken: rule({
    name: 'vivo/stale-token',
    value: '10302',
    says: 'A regId of an earlier installation is refused',
    source: 'AISHELL table of send codes',
    page: 'vivo 10302',
    checkedOn,
    grade: 'third-party',
  }),
  refusesUnlistedApp: rule({
    name: 'vivo/unlisted-app',
    value: '10045',
    says: 'An app in review reaches at most 20 registered test phones, in test mode',
    source: 'AISHELL table of send codes',
    page: 'vivo 10045; pushMode 1, at most 20 test phones',
    checkedOn,
    grade: 'third-party',
  }),
  classes: { system, operational },
  classify: ({ info, switches, title }) => {
    if (switches.vivoTestLikeText === 'blocked' && isTestLike(title))
      return { kind: 'refused', rule: ruleOf('vivoTestLikeText', switches), code: 10_104 }
    if (info.VIVOClassification === '' || Number(info.VIVOClassification ?? 1) !== 0)
      return { kind: 'class', class: system }
    const shown = switches.vivoOperationalShownIn === 'shade' ? { ...operational, attention: inShade } : operational
    return {
      kind: 'class',
      class: switches.vivoOperationalPerDevice === 5 ? { ...shown, perDeviceAndDay: fivePerDevice } : shown,
      because: ruleOf('vivoOperationalShownIn', switches),
    }
  },
  channel: rule({
    name: 'vivo/channel',
    value: { kind: 'own' },
    says: 'vivo takes no channel id from Tencent; the service has its own',
    source: '1047/33527',
    page: 'AndroidInfo, vivo fields',
    checkedOn,
    grade: 'inferred',
  }),
  afterKill: systemServiceAfterKill(
    'vivo',
    survey('vivo', 'delivers', 'vivo shows pushes of a force-stopped app (X9s)'),
  ),
  folding: rule({
    name: 'vivo/folding',
    value: { kind: 'separate' },
    says: 'System messages stay by themselves; only operational ones are overwritten',
    source: 'AISHELL table of receipts',
    page: 'vivo, overwritten',
    checkedOn,
    grade: 'third-party',
  }),
  click: clickRules('vivo', { extBy: 'the intent extra ext', target: 'intent-uri' }),
  openAppByCallback: openAppByCallback('vivo', 'UPSNotificationMessage.getParams().get("ext")'),
  undecided: ['openAppExt', 'vivoHanWidth', 'vivoOperationalPerDevice', 'vivoOperationalShownIn', 'vivoTestLikeText'],
}

/** Only digits, ASCII letters and symbols, or the word for a test. */
function isTestLike(title: string): boolean {
  return /test|测试/i.test(title) || !/[^\p{ASCII}\p{P}\p{S}]/u.test(title)
}

export const vivoRom: RomRules = {
  name: 'vivo',
  notificationsAtInstall: notificationsOnAtInstall('vivo'),
  removalFromRecents: mainlandRemoval('vivo'),
  headsUp: ownHeadsUpSetting('vivo'),
}
