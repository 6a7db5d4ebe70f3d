import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { ruleOf } from '../push/switches.ts'
import { clickRules } from './click-rules.ts'
import { survey, systemServiceAfterKill } from './kill-rules.ts'
import { mainlandRemoval, notificationsOnAtInstall, ownHeadsUpSetting } from './mainland-rom-rules.ts'
import { cutsAt } from './truncation-rules.ts'

const checkedOn = '2026-11-20'
/** Policy texts of 2020 to 2024 as others quote them; Huawei changes them. */
const classification = {
  source: 'Huawei Push Kit, quoted by third parties',
  page: 'message classification and quotas',
  checkedOn,
  grade: 'third-party',
} as const

const throttle = rule({
  name: 'huawei/service-per-device-and-day',
  value: { ordinary: 3000, news: 3000, code: null },
  says: 'Over 3000 messages to a phone in a day are throttled for 24 hours; a receipt tells the sender',
  ...classification,
})

const classes = {
  service: {
    name: 'service',
    rule: rule({
      name: 'huawei/class-service',
      value: 'service',
      says: 'Service and communication messages (a category other than MARKETING) have no daily quota',
      ...classification,
    }),
    attention: rule({
      name: 'huawei/service-attention',
      value: 'normal',
      says: 'Service messages are shown with sound',
      ...classification,
    }),
    perDeviceAndDay: throttle,
  },
  low: {
    name: 'low',
    rule: rule({
      name: 'huawei/class-low',
      value: 'LOW',
      says: 'HuaWeiImportance LOW asks for a quiet message',
      source: '1047/33527',
      page: 'HuaWeiImportance LOW, NORMAL',
      checkedOn,
    }),
    attention: rule({
      name: 'huawei/low-attention',
      value: 'silent',
      says: 'A message of importance LOW is shown without sound',
      source: '1047/33527',
      page: 'HuaWeiImportance',
      checkedOn,
    }),
    perDeviceAndDay: throttle,
  },
  marketing: {
    name: 'marketing',
    rule: rule({
      name: 'huawei/class-marketing',
      value: 'MARKETING',
      says: 'Marketing messages are few and quiet',
      ...classification,
    }),
    attention: rule({
      name: 'huawei/marketing-attention',
      value: 'silent',
      says: 'Marketing messages are shown silently',
      ...classification,
    }),
    perDeviceAndDay: rule({
      name: 'huawei/marketing-per-device-and-day',
      value: { ordinary: 2, news: 5, code: null },
      says: 'A phone takes two marketing messages of an app a day (news: five); a receipt tells the sender',
      ...classification,
    }),
  },
} as const satisfies Record<string, MessageClass>

export const huaweiService: PushServiceRules = {
  name: 'huawei',
  packages: rule({
    name: 'huawei/packages',
    value: ['com.huawei.hwid', 'com.huawei.android.pushagent'],
    says: 'HMS Core carries and posts, on older phones and beside it the push agent',
    source: 'Huawei Push client, HMS Core documents',
    page: 'version of com.huawei.android.pushagent compared; HMS Core (com.huawei.hwid)',
    checkedOn: '2026-11-21',
    grade: 'inferred',
  }),
  posts: rule({
    name: 'huawei/posts',
    value: { by: 'service', as: 'app', sinceApiLevel: 0 },
    says: "The system service posts in the app's name",
    source: 'hms-react-native-plugin 137, 183',
    page: 'notification messages reach killed apps',
    checkedOn,
    grade: 'inferred',
  }),
  titleUnits: cutsAt('huawei', 'title', 60),
  descUnits: cutsAt('huawei', 'desc', 600),
  bodyBytes: rule({
    name: 'huawei/body-bytes',
    value: { limit: 4096, code: 80_300_008 },
    says: 'A message body of more than 4096 bytes is refused',
    source: 'AISHELL table of send codes',
    page: 'HarmonyOS push, 80300008 (over 4096 bytes)',
    checkedOn,
    grade: 'third-party',
  }),
  extCarrier: rule({
    name: 'huawei/ext-carrier',
    value: 'intent-uri',
    says: "ext is the extra ext of the page's intent",
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'Activity intent extra ext; ExtAsHuaweiIntentParam',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'huawei/ext-json',
    value: false,
    says: 'Huawei takes any text',
    source: '1047/33527',
    page: 'Ext',
    checkedOn,
    grade: 'inferred',
  }),
  refusesStaleToken: rule({
    name: 'huawei/stale-token',
    value: '80300007',
    says: 'A token of an earlier installation is illegal',
    source: 'AISHELL table of send codes',
    page: 'Huawei 80300007, 80100000 in part',
    checkedOn,
    grade: 'third-party',
  }),
  refusesUnlistedApp: rule({
    name: 'huawei/unlisted-app',
    value: '80300037',
    says: 'A penalised app may not push',
    source: 'AISHELL table of send codes',
    page: 'Huawei 80300037',
    checkedOn,
    grade: 'third-party',
  }),
  classes,
  classify: ({ info, switches }) => {
    const category = String(info.HuaWeiCategory ?? '')
    if (category === '') {
      if (switches.huaweiUnnamedCategory === 'marketing')
        return { kind: 'class', class: classes.marketing, because: ruleOf('huaweiUnnamedCategory', switches) }
      return {
        kind: 'class',
        class: info.HuaWeiImportance === 'LOW' ? classes.low : classes.service,
        because: ruleOf('huaweiUnnamedCategory', switches),
      }
    }
    if (category === 'MARKETING') return { kind: 'class', class: classes.marketing }
    return { kind: 'class', class: info.HuaWeiImportance === 'LOW' ? classes.low : classes.service }
  },
  channel: rule({
    name: 'huawei/channel',
    value: { kind: 'of-the-app-or-own', field: 'HuaWeiChannelID' },
    says: "Shown on the app's channel of that id, else on one of the service's own",
    source: '1047/33527',
    page: 'HuaWeiChannelID',
    checkedOn,
    grade: 'inferred',
  }),
  afterKill: systemServiceAfterKill(
    'huawei',
    survey('huawei', 'delivers', 'Huawei shows pushes of a force-stopped app (P40, Mate 20)'),
  ),
  folding: rule({
    name: 'huawei/folding',
    value: { kind: 'separate' },
    says: 'Without notify_id (or -1) and group each message stays by itself',
    source: 'Huawei Push Kit, AndroidNotification',
    page: 'notify_id, group',
    checkedOn,
  }),
  click: clickRules('huawei', { extBy: 'the intent extra ext', target: 'intent-uri' }),
  undecided: ['huaweiUnnamedCategory', 'huaweiUnknownChannel', 'extInIntentUri', 'bodyEnvelopeBytes'],
}

export const huaweiRom: RomRules = {
  name: 'huawei',
  notificationsAtInstall: notificationsOnAtInstall('huawei'),
  removalFromRecents: mainlandRemoval('huawei'),
  headsUp: ownHeadsUpSetting('huawei'),
}
