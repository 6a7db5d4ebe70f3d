import { processIsGone } from './app-state.ts'
import type { Step, Cause } from './passage.ts'
import type { ChannelUse } from './push-service-rules.ts'
import { type Rule, rule } from './rule.ts'
import type { Importance, OwnerSettings } from './situation.ts'
import { ruleOf } from './switches.ts'
import type { VendorQuestion } from './vendor-steps.ts'

const checkedOn = '2026-11-20'

export const deviceRules = {
  serviceMissing: rule({
    name: 'device/push-service-missing',
    value: 'missing',
    says: "The push service's own app is missing, disabled or outdated: it can neither give a token nor post",
    source: '1047/34348',
    page: 'TIMPush codes 800005, 800006',
    checkedOn,
  }),
  permissionDenied: rule({
    name: 'device/post-notifications-denied',
    value: 33,
    says: 'Android 13 and later show nothing of an app without POST_NOTIFICATIONS',
    source: 'developer.android.com, notification permission',
    page: 'runtime permission',
    checkedOn,
  }),
  permissionNeverAsked: rule({
    name: 'device/post-notifications-never-asked',
    value: 33,
    says: 'POST_NOTIFICATIONS is denied on a fresh installation until the app asks and the user allows (targetSdk 33 and later)',
    source: 'developer.android.com, notification permission; nowinandroid 738, 748',
    page: 'newly installed apps',
    checkedOn,
  }),
  appOff: rule({
    name: 'device/notifications-off',
    value: 'off',
    says: "The owner switched the app's notifications off",
    source: 'AOSP NotificationManagerService, PreferencesHelper',
    page: 'importance NONE of the package',
    checkedOn,
  }),
  channelOff: rule({
    name: 'device/channel-off',
    value: 0,
    says: 'The owner switched this channel off (importance NONE)',
    source: 'AOSP PreferencesHelper',
    page: 'channel importance',
    checkedOn,
  }),
  channelMissing: rule({
    name: 'device/channel-missing',
    value: 26,
    says: 'Android 8 and later show nothing on a channel that the app has not created; OPPO asks for its id in each message',
    source: '1047/33527, CHATDOCS Android FAQ',
    page: 'OPPOChannelID, OPPO 8.0 and later',
    checkedOn,
  }),
  lockScreenHidden: rule({
    name: 'device/lock-screen-hide',
    value: 'lock_screen_show_notifications=0',
    says: 'Hidden from the lock screen; in the shade once the phone is unlocked',
    source: 'AOSP KeyguardCoordinator; CHATDOCS FAQ (Huawei switches)',
    page: 'lock_screen_show_notifications',
    checkedOn,
  }),
  lockScreenRedacted: rule({
    name: 'device/lock-screen-hide-content',
    value: 'lock_screen_allow_private_notifications=0',
    says: "A secure lock screen shows the public version only: the app's name and a framework text",
    source: 'AOSP NotificationLockscreenUserManager',
    page: 'lock_screen_allow_private_notifications',
    checkedOn,
  }),
  doNotDisturb: rule({
    name: 'device/do-not-disturb',
    value: 'intercepted',
    says: 'Do not disturb intercepts: posted and in the shade, without sound or heads-up',
    source: 'AOSP ZenModeFiltering',
    page: 'shouldIntercept',
    checkedOn,
  }),
  lowImportance: rule({
    name: 'device/low-importance',
    value: 2,
    says: 'A channel of importance LOW or MIN makes no sound and does not peek',
    source: 'AOSP NotificationManager',
    page: 'IMPORTANCE_LOW, IMPORTANCE_MIN',
    checkedOn,
  }),
} as const

/** What the phone asks, in order. */
export const deviceSteps: readonly Step<VendorQuestion>[] = [
  {
    name: 'push-service',
    rules: [deviceRules.serviceMissing],
    stops: ({ phone }) => (phone.pushServiceApp === 'missing' ? { rule: deviceRules.serviceMissing } : undefined),
  },
  { name: 'kill', rules: [], stops: killed },
  { name: 'screen-off', rules: [], stops: heldBack },
  {
    name: 'permission',
    rules: [deviceRules.permissionDenied, deviceRules.permissionNeverAsked],
    stops: permission,
  },
  {
    name: 'app-switch',
    rules: [deviceRules.appOff],
    stops: ({ phone, settings }) => {
      if (settings.notifications === 'off') return { rule: deviceRules.appOff }
      const atInstall = phone.rom.notificationsAtInstall
      return settings.notifications === 'as-installed' && atInstall.value === 'off' ? { rule: atInstall } : undefined
    },
  },
  {
    name: 'channel',
    rules: [deviceRules.channelMissing, deviceRules.channelOff],
    stops: (question) => {
      const place = channelIn(question)
      if (place.kind === 'none') return { rule: place.rule }
      return place.importance.kind === 'exactly' && place.importance.value === 0
        ? { rule: deviceRules.channelOff }
        : undefined
    },
  },
]

function killed({ phone, appState, switches }: VendorQuestion): Cause | undefined {
  if (!processIsGone(appState)) return undefined
  const { afterKill, forceStopSwitch } = phone.service
  const rom = phone.rom.removalFromRecents
  const removed = appState === 'swiped-away' || appState === 'cleared'
  const countsAsForceStop = removed && phone.region === 'mainland' && rom.value === 'counts-as-force-stop'
  if (appState !== 'force-stopped' && !countsAsForceStop)
    return afterKill[appState].value === 'nothing' ? { rule: afterKill[appState] } : undefined
  if (forceStopSwitch !== undefined)
    return switches[forceStopSwitch] === 'nothing' ? { rule: ruleOf(forceStopSwitch, switches) } : undefined
  const rule = afterKill['force-stopped']
  return rule.value === 'nothing' ? { rule: countsAsForceStop ? rom : rule } : undefined
}

function heldBack({ phone, appState, switches }: VendorQuestion): Cause | undefined {
  const { screenOffSwitch } = phone.service
  if (appState !== 'locked' || screenOffSwitch === undefined || switches[screenOffSwitch] === 'no') return undefined
  return { rule: ruleOf(screenOffSwitch, switches) }
}

function permission({ phone, settings, switches }: VendorQuestion): Cause | undefined {
  if (phone.apiLevel < 33) return undefined
  switch (settings.permission) {
    case 'granted':
      return undefined
    case 'denied':
      return { rule: deviceRules.permissionDenied }
    case 'as-installed':
      if (phone.app.targetSdk >= 33) return { rule: deviceRules.permissionNeverAsked }
      return switches.unansweredPermissionOfOldTarget === 'off'
        ? { rule: ruleOf('unansweredPermissionOfOldTarget', switches) }
        : undefined
  }
}

/** An importance that is known, or a range where the push service chooses it. */
export type ExpectedImportance =
  { readonly kind: 'exactly'; readonly value: Importance } | { readonly kind: 'normal' } | { readonly kind: 'silent' }

export type ChannelPlace =
  | { readonly kind: 'named'; readonly id: string; readonly importance: ExpectedImportance; readonly rule: Rule }
  /** One that the push service made for the app; its id is not documented. */
  | { readonly kind: 'of-the-service'; readonly importance: ExpectedImportance; readonly rule: Rule }
  /** Android 7 and earlier. */
  | { readonly kind: 'no-channels'; readonly importance: ExpectedImportance; readonly rule: Rule }
  | { readonly kind: 'none'; readonly rule: Rule }

/** The channel on which it is shown. */
export function channelIn(question: VendorQuestion): ChannelPlace {
  const { phone, settings, channelId, attention, switches } = question
  const rule: Rule<ChannelUse> = phone.service.channel
  const use = rule.value
  const byClass: ExpectedImportance = { kind: attention }
  if (phone.apiLevel < 26) return { kind: 'no-channels', importance: byClass, rule }
  const named = (id: string): ChannelPlace | undefined => {
    const importance = id === '' ? undefined : settings.channels[id]
    return importance === undefined
      ? undefined
      : { kind: 'named', id, importance: { kind: 'exactly', value: importance }, rule }
  }
  const own = (): ChannelPlace => ({
    kind: 'of-the-service',
    importance: importanceOfServices(settings, byClass),
    rule,
  })
  switch (use.kind) {
    case 'own':
    case 'own-by-id':
      return own()
    case 'of-the-app':
      return named(channelId) ?? { kind: 'none', rule: deviceRules.channelMissing }
    case 'of-the-app-or-own':
      if (attention === 'silent') return own()
      if (channelId !== '' && switches.huaweiUnknownChannel === 'not-shown')
        return named(channelId) ?? { kind: 'none', rule: ruleOf('huaweiUnknownChannel', switches) }
      return named(channelId) ?? own()
    case 'firebase':
      return (
        named(channelId) ??
        named(settings.firebaseDefaultChannel) ?? {
          kind: 'named',
          id: use.fallbackId,
          importance: importanceOfServices(settings, { kind: 'exactly', value: 3 }),
          rule,
        }
      )
  }
}

/** What the owner made of a channel that the push service created. */
function importanceOfServices(
  { serviceChannel }: Pick<OwnerSettings, 'serviceChannel'>,
  asCreated: ExpectedImportance,
): ExpectedImportance {
  switch (serviceChannel) {
    case 'as-created':
      return asCreated
    case 'silent':
      return { kind: 'exactly', value: 2 }
    case 'off':
      return { kind: 'exactly', value: 0 }
  }
}
