import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { type SwitchSettings, ruleOf } from '../push/switches.ts'
import { clickRules } from './click-rules.ts'
import { survey, systemServiceAfterKill } from './kill-rules.ts'
import { mainlandRemoval, notificationsOnAtInstall, ownHeadsUpSetting } from './mainland-rom-rules.ts'
import { cutsAt } from './truncation-rules.ts'

const checkedOn = '2026-11-20'
const api = { source: 'MEIZUPUSH/PushAPI', page: 'README, codes and limits', checkedOn } as const

const attention = rule({
  name: 'meizu/attention',
  value: 'normal',
  says: 'Meizu shows both classes alike',
  ...api,
  grade: 'inferred',
})

/** That Meizu limits public messages is documented; the figure is the sibling product's. */
const figure = {
  source: 'MEIZUPUSH/PushAPI; product 1024',
  page: 'codes 110019, 110011; limits of the vendors',
  checkedOn,
  grade: 'third-party',
} as const

const perAppAndDay = rule({
  name: 'meizu/public-per-app-and-day',
  value: { minimum: 1000, perUser: 0, newsPerUser: 0, code: 110_019 },
  says: 'An app has a daily limit of public messages: 1000',
  ...figure,
})
const perDeviceAndDay = rule({
  name: 'meizu/public-per-device-and-day',
  value: { ordinary: 1000, news: 1000, code: 110_011 },
  says: 'A phone has a daily limit of public messages of an app: 1000',
  ...figure,
})

const publicClass = {
  name: 'public',
  rule: rule({
    name: 'meizu/class-public',
    value: 0,
    says: 'MeiZuNoticeMsgType 0 is a public message, limited by day',
    source: '1047/33527',
    page: 'MeiZuNoticeMsgType',
    checkedOn,
  }),
  attention,
} as const satisfies MessageClass

const publicLimited: Readonly<Record<SwitchSettings['meizuThousandADay'], MessageClass>> = {
  'app-and-phone': { ...publicClass, perAppAndDay, perDeviceAndDay },
  app: { ...publicClass, perAppAndDay },
  phone: { ...publicClass, perDeviceAndDay },
}

const classes = {
  public: publicLimited['app-and-phone'],
  private: {
    name: 'private',
    rule: rule({
      name: 'meizu/class-private',
      value: 1,
      says: 'MeiZuNoticeMsgType 1 is a private message',
      source: '1047/33527',
      page: 'MeiZuNoticeMsgType',
      checkedOn,
    }),
    attention,
  },
} as const satisfies Record<string, MessageClass>

export const meizuService: PushServiceRules = {
  name: 'meizu',
  packages: rule({
    name: 'meizu/packages',
    value: ['com.meizu.cloud'],
    says: "Flyme's cloud service posts",
    source: 'package lists of phones',
    page: 'cloud service',
    checkedOn,
    grade: 'inferred',
  }),
  posts: rule({
    name: 'meizu/posts',
    value: { by: 'service', as: 'service' },
    says: 'The service posts in its own name',
    ...api,
    grade: 'inferred',
  }),
  titleUnits: cutsAt('meizu', 'title', 32),
  descUnits: cutsAt('meizu', 'desc', 100),
  bodyBytes: rule({
    name: 'meizu/body-bytes',
    value: null,
    says: 'Meizu names no limit for the whole body',
    ...api,
    grade: 'inferred',
  }),
  extCarrier: rule({
    name: 'meizu/ext-carrier',
    value: 'data',
    says: 'ext is a parameter of the opened page',
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'Activity intent extra ext',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'meizu/ext-json',
    value: false,
    says: 'Meizu takes any text',
    source: '1047/33527',
    page: 'Ext',
    checkedOn,
    grade: 'inferred',
  }),
  refusesStaleToken: rule({
    name: 'meizu/stale-token',
    value: '110002',
    says: 'A pushId of an earlier installation is not subscribed',
    ...api,
  }),
  refusesUnlistedApp: rule({
    name: 'meizu/unlisted-app',
    value: '110009',
    says: 'A blacklisted app may not push',
    ...api,
  }),
  classes,
  classify: ({ info, switches }) => {
    const type = info.MeiZuNoticeMsgType ?? ''
    const ofType = { public: publicLimited[switches.meizuThousandADay], private: classes.private }
    if (type === '')
      return {
        kind: 'class',
        class: ofType[switches.meizuUnnamedType],
        because: ruleOf('meizuUnnamedType', switches),
      }
    return { kind: 'class', class: Number(type) === 1 ? ofType.private : ofType.public }
  },
  channel: rule({
    name: 'meizu/channel',
    value: { kind: 'own' },
    says: 'Meizu takes no channel id; the service has its own',
    source: '1047/33527',
    page: 'AndroidInfo, Meizu field',
    checkedOn,
    grade: 'inferred',
  }),
  afterKill: systemServiceAfterKill(
    'meizu',
    survey(
      'meizu',
      'delivers',
      'Taken to deliver to a force-stopped app: no Meizu was in the survey (switch meizuForceStopped)',
      'untried',
    ),
  ),
  forceStopSwitch: 'meizuForceStopped',
  folding: rule({
    name: 'meizu/folding',
    value: { kind: 'per-minute' },
    says: 'More than five messages of an app within a minute are folded (520)',
    ...api,
  }),
  click: clickRules('meizu', { extBy: 'the intent extra ext', target: 'activity-class' }),
  undecided: ['meizuUnnamedType', 'meizuFoldAfter', 'meizuFolds', 'meizuThousandADay', 'meizuForceStopped'],
}

export const meizuRom: RomRules = {
  name: 'meizu',
  notificationsAtInstall: notificationsOnAtInstall('meizu'),
  removalFromRecents: mainlandRemoval('meizu'),
  headsUp: ownHeadsUpSetting('meizu'),
}
