import type { KillMode } from './app-state.ts'
import type { AndroidInfo, AndroidInfoField } from './chat-message.ts'
import type { Rule } from './rule.ts'
import type { ClickAction, ConsoleSettings } from './situation.ts'
import type { SwitchSettings } from './switches.ts'

/** One push service's rules, each dated. `null`: the service knows no such limit. */
export interface PushServiceRules {
  readonly name: string
  /** Package names of the service on the phone; [0] is the usual one. */
  readonly packages: Rule<readonly string[]>
  readonly posts: Rule<Posting>
  readonly titleUnits: Rule<number | null>
  readonly descUnits: Rule<number | null>
  /** With PushStyle 1, where that changes the limit. */
  readonly longDescUnits?: Rule<number>
  /** The vendor's own limits, beyond Tencent's cut. */
  readonly textWidth?: Rule<{ readonly title: number; readonly desc: number; readonly code: number }>
  readonly bodyBytes: Rule<{ readonly limit: number; readonly code: number } | null>
  readonly extCarrier: Rule<'intent-uri' | 'extra-pair' | 'action-parameters' | 'data'>
  readonly extCharacters?: Rule<{ readonly limit: number; readonly code: number }>
  readonly extMustBeJson: Rule<boolean>
  readonly refusesStaleToken: Rule<string>
  readonly refusesUnlistedApp: Rule<string | null>
  readonly classes: Readonly<Record<string, MessageClass>>
  readonly classify: (question: ClassQuestion) => ClassAnswer
  readonly channel: Rule<ChannelUse>
  /** What arrives after each way of ending the app. */
  readonly afterKill: Readonly<Record<KillMode, Rule<'delivers' | 'nothing'>>>
  /** Where nobody tried a force stop, the switch that says what is expected. */
  readonly forceStopSwitch?: 'meizuForceStopped'
  /** The switch that says whether messages wait for the screen to be switched on. */
  readonly screenOffSwitch?: 'honorHoldsUntilScreenOn'
  readonly folding: Rule<Folding>
  readonly click: Readonly<Record<ClickAction, Rule<ClickRoute>>>
  /** What "open app" does where the vendor's callback reaches the app: a switch. */
  readonly openAppByCallback?: Rule<ClickRoute>
  /** Names of the switches that change this table. */
  readonly undecided: readonly (keyof SwitchSettings)[]
}

/** Who calls notify(), and in whose name. */
export type Posting =
  /** the service, in the app's name: pkg = app, opPkg = service */
  | { readonly by: 'service'; readonly as: 'app'; readonly sinceApiLevel: number }
  /** the service, in its own name: pkg = opPkg = service */
  | { readonly by: 'service'; readonly as: 'service' }
  /** the service's library inside the app's process: pkg = opPkg = app */
  | { readonly by: 'app' }

export interface ClassQuestion {
  readonly info: AndroidInfo
  readonly console: ConsoleSettings
  /** The channel id in force: the message's, else the console's, else ''. */
  readonly channelId: string
  readonly apiLevel: number
  readonly switches: SwitchSettings
  readonly title: string
}

export type ClassAnswer =
  | { readonly kind: 'class'; readonly class: MessageClass; readonly because?: Rule }
  | { readonly kind: 'refused'; readonly rule: Rule; readonly code?: number | string }

/** A class of messages with its quotas, hours and how much it may disturb. */
export interface MessageClass {
  readonly name: string
  readonly rule: Rule
  readonly attention: Rule<'normal' | 'silent' | 'message-box'>
  readonly perDeviceAndDay?: Rule<PerDevice>
  readonly perAppAndDay?: Rule<PerApp>
  /** [from, to) in hours */
  readonly hours?: Rule<{ readonly fromHour: number; readonly toHour: number; readonly code: number | string }>
}

export interface PerDevice {
  readonly ordinary: number
  readonly news: number
  /** How the sender learns of it; null: by a receipt only */
  readonly code: number | string | null
}

/** `max(minimum, users * perUser)`; users below `flatBelowUsers` have the minimum. */
export interface PerApp {
  readonly minimum: number
  readonly perUser: number
  readonly newsPerUser: number
  readonly flatBelowUsers?: number
  readonly code: number | string
}

export type ChannelUse =
  /** Shown on the channel of that id; nothing is shown when there is none. */
  | { readonly kind: 'of-the-app'; readonly field: AndroidInfoField; readonly sinceApiLevel: number }
  /** Shown on that channel where the app has it, else on one of the service's own. */
  | { readonly kind: 'of-the-app-or-own'; readonly field: AndroidInfoField }
  /** The id says which class was granted; the service makes the channel. */
  | { readonly kind: 'own-by-id'; readonly field: AndroidInfoField }
  | { readonly kind: 'own' }
  /** The Firebase library's order: the message's, the manifest's default, its fallback. */
  | { readonly kind: 'firebase'; readonly field: AndroidInfoField; readonly fallbackId: string }

export type Folding = { readonly kind: 'separate' } | { readonly kind: 'per-minute' }

/** What a tap opens and how `ext` comes along. */
export type ClickRoute =
  | {
      readonly opens: 'in-app-page'
      readonly extBy: string
      readonly target: 'intent-uri' | 'activity-class' | 'launcher'
    }
  /** Without the plugin's click callback: the app starts on its first page and is given no ext. */
  | { readonly opens: 'launcher-page'; readonly extBy: null }
  | { readonly opens: 'browser'; readonly extBy: null }
