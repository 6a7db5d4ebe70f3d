import type { MessageClass, PushServiceRules } from '../push/push-service-rules.ts'
import type { RomRules } from '../push/rom-rules.ts'
import { rule } from '../push/rule.ts'
import { systemServiceAfterKill } from './kill-rules.ts'

const checkedOn = '2026-11-20'
const firebase = { source: 'firebase.google.com, FCM HTTP v1', page: 'messages:send', checkedOn } as const

const notification: MessageClass = {
  name: 'notification',
  rule: rule({
    name: 'fcm/class-notification',
    value: 'notification',
    says: 'FCM knows no classes and no daily quota for a phone; the project has 600,000 messages a minute',
    ...firebase,
    grade: 'inferred',
  }),
  attention: rule({
    name: 'fcm/attention',
    value: 'normal',
    says: 'Sound and heads-up follow the channel',
    source: 'firebase-android-sdk, CommonNotificationBuilder',
    page: 'channel',
    checkedOn,
  }),
}

const click = rule({
  name: 'fcm/click',
  value: { opens: 'in-app-page', extBy: 'the launcher activity extra ext', target: 'launcher' },
  says: 'A tap opens the launcher activity with ext among its extras; the console has no click action for FCM',
  source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
  page: 'FCM',
  checkedOn,
})

export const fcmService: PushServiceRules = {
  name: 'fcm',
  packages: rule({
    name: 'fcm/packages',
    value: ['com.google.android.gms'],
    says: 'Google Play services carry',
    ...firebase,
  }),
  posts: rule({
    name: 'fcm/posts',
    value: { by: 'app' },
    says: "The Firebase library posts from the app's own process, which is started for it",
    source: 'firebase-android-sdk',
    page: 'FirebaseMessagingService, DisplayNotification',
    checkedOn,
  }),
  titleUnits: rule({
    name: 'fcm/title-units',
    value: null,
    says: 'Tencent names no limit for FCM',
    source: '1047/33527',
    page: 'length limits by vendor',
    checkedOn,
  }),
  descUnits: rule({
    name: 'fcm/desc-units',
    value: null,
    says: 'Tencent names no limit for FCM',
    source: '1047/33527',
    page: 'length limits by vendor',
    checkedOn,
  }),
  bodyBytes: rule({
    name: 'fcm/body-bytes',
    value: { limit: 4096, code: 400 },
    says: 'A message of more than 4096 bytes is refused',
    ...firebase,
  }),
  extCarrier: rule({
    name: 'fcm/ext-carrier',
    value: 'data',
    says: 'ext is a data pair, handed to the launcher activity',
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'launcher activity extra ext',
    checkedOn,
  }),
  extMustBeJson: rule({
    name: 'fcm/ext-json',
    value: false,
    says: 'FCM takes any text',
    ...firebase,
    grade: 'inferred',
  }),
  refusesStaleToken: rule({
    name: 'fcm/stale-token',
    value: 'UNREGISTERED',
    says: 'A token of an earlier installation is UNREGISTERED (404)',
    ...firebase,
  }),
  refusesUnlistedApp: rule({
    name: 'fcm/unlisted-app',
    value: null,
    says: 'FCM asks for no listing',
    ...firebase,
    grade: 'inferred',
  }),
  classes: { notification },
  classify: () => ({ kind: 'class', class: notification }),
  channel: rule({
    name: 'fcm/channel',
    value: { kind: 'firebase', field: 'GoogleChannelID', fallbackId: 'fcm_fallback_notification_channel' },
    says: "The message's channel where the app has it, else the manifest's default, else the library's fallback",
    source: 'firebase-android-sdk, CommonNotificationBuilder',
    page: 'getOrCreateChannel',
    checkedOn,
  }),
  afterKill: {
    ...systemServiceAfterKill(
      'fcm',
      rule({
        name: 'fcm/after-force-stopped',
        value: 'nothing',
        says: 'FCM gives nothing to a force-stopped app until it is opened (droppedAppForceStopped)',
        source: 'fcmdata v1beta1; firebase-android-sdk 2720, 3601',
        page: 'delivery outcomes',
        checkedOn,
      }),
    ),
  },
  folding: rule({
    name: 'fcm/folding',
    value: { kind: 'separate' },
    says: 'Without a tag or collapse_key each message has a notification of its own',
    source: 'firebase-android-sdk, CommonNotificationBuilder',
    page: 'getTag',
    checkedOn,
  }),
  click: { 'in-app-page': click, 'open-app': click, 'web-page': click },
  undecided: ['bodyEnvelopeBytes'],
}

export const googleRom: RomRules = {
  name: 'google',
  notificationsAtInstall: rule({
    name: 'google/notifications-at-install',
    value: 'on',
    says: "A new app's notifications are on; from Android 13 the permission decides",
    source: 'developer.android.com, notification permission',
    page: 'newly installed apps',
    checkedOn,
  }),
  removalFromRecents: rule({
    name: 'google/removal-from-recents',
    value: 'ends-process',
    says: 'Removing a card from recents ends the process and does not set the stopped flag',
    source: 'CHATDOCS, FCM guide of the sibling product',
    page: 'l.67-68',
    checkedOn,
  }),
  headsUp: rule({
    name: 'google/heads-up',
    value: 'as-android',
    says: 'Channels of importance HIGH peek while the screen is on',
    source: 'AOSP NotificationManager',
    page: 'IMPORTANCE_HIGH',
    checkedOn,
  }),
}
