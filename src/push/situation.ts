import type { AccountState, KnownAppState } from './app-state.ts'
import type { PushServiceRules } from './push-service-rules.ts'
import type { RomRules } from './rom-rules.ts'
import type { SwitchSettings } from './switches.ts'

/** A phone as far as the rules go. `phoneProfile` (src/vendors) makes one. */
export interface PhoneProfile {
  readonly rom: RomRules
  readonly service: PushServiceRules
  readonly apiLevel: number
  /** Chinese builds treat a card that is swiped away as a force stop; the same vendor's global builds do not. */
  readonly region: 'mainland' | 'global'
  readonly app: { readonly package: string; readonly targetSdk: number }
  /** Whether the push service's own app is there and runs. */
  readonly pushServiceApp: 'running' | 'missing'
}

/** android.app.NotificationManager.IMPORTANCE_*: 0 none (blocked), 1 min, 2 low (silent), 3 default, 4 high (peeks). */
export type Importance = 0 | 1 | 2 | 3 | 4 | 5

/** What the phone's owner set; `as-installed`: never touched since the app was installed. */
export interface OwnerSettings {
  readonly notifications: 'as-installed' | 'on' | 'off'
  /** POST_NOTIFICATIONS, Android 13 and later. */
  readonly permission: 'as-installed' | 'granted' | 'denied'
  /** The app's own channels by id, as they stand now; 0 where the owner switched one off. */
  readonly channels: Readonly<Record<string, Importance>>
  /** The channel that the push service made for the app. */
  readonly serviceChannel: 'as-created' | 'silent' | 'off'
  readonly lockScreen: 'show' | 'hide-content' | 'hide'
  /** `none` or `swipe`: nothing is redacted, since nothing is locked away. */
  readonly keyguard: 'none' | 'swipe' | 'secure'
  readonly doNotDisturb: 'off' | 'on'
  readonly conversation: ReceiveOption
  /** Manifest default of the Firebase library (`default_notification_channel_id`), '' for none. */
  readonly firebaseDefaultChannel: string
}

/** V2TIMReceiveMessageOpt (1047/48032). */
export type ReceiveOption =
  'receive' | 'not-receive' | 'receive-not-notify' | 'receive-not-notify-except-at' | 'not-receive-except-at'

/** What was already sent in this message's class; the vendors count per calendar day. */
export interface UsedQuota {
  readonly appToday: number
  readonly deviceToday: number
  /** All messages of the app to the phone within the last minute. */
  readonly deviceLastMinute: number
}

/** In China, where the vendors count their hours. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

export type Certificate = 'valid' | 'missing' | 'of-another-app'

/** The app's entry at Tencent's and at the vendor's console. */
export interface ConsoleSettings {
  readonly certificate: Certificate
  /** Set when the certificate was changed: what it was before, and how long ago. */
  readonly certificateBefore?: { readonly was: Certificate; readonly changedMinutesAgo: number }
  /** The console's channel id, used where the message gives none. */
  readonly channelId: string
  /** Channels registered with the vendor and the class they were granted. */
  readonly vendorChannels: Readonly<Record<string, 'private' | 'public'>>
  readonly clickAction: ClickAction
  readonly listing: 'listed' | 'unlisted' | 'penalised'
  /** A news app's quotas are higher. */
  readonly appKind: 'ordinary' | 'news'
  /** Valid (or notification-enabled) users of this vendor, the base of the app's daily quota. */
  readonly users: number
}

export type ClickAction = 'in-app-page' | 'open-app' | 'web-page'

/** `stale`: the app was reinstalled or its data cleared, and has not been opened since. */
export type TokenState = 'reported' | 'not-reported' | 'set-before-login' | 'stale'

/** All that decides about a message beside itself. */
export interface Situation {
  readonly phone: PhoneProfile
  readonly appState: KnownAppState
  readonly account: AccountState
  readonly settings: OwnerSettings
  readonly usedQuota: UsedQuota
  readonly timeOfDay: TimeOfDay
  readonly console: ConsoleSettings
  readonly token: TokenState
  /** Whether the app tells the SDK when it goes to the background (`doBackground`). */
  readonly doBackground: 'called' | 'not-called'
  /** Another terminal of the account. */
  readonly elsewhere: 'nowhere' | 'online'
  readonly switches: SwitchSettings
  /** ms within which it has to be there */
  readonly withinMs: number
}
