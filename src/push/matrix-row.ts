import type { Cast } from './cast.ts'
import type { ConsoleSettings, PhoneProfile } from './situation.ts'
import type { SwitchSettings } from './switches.ts'
import type { MessageChange } from './usual-message.ts'
import type { SituationChange } from './usual-situation.ts'

/** A phone of the farm as the matrix needs it. */
export interface MatrixPhone {
  readonly name: string
  readonly profile: PhoneProfile
  /** Whether it is known what "clear all" looks like in its recents screen. */
  readonly clearAll: 'known' | 'unknown'
  /** What the app's owner has entered at the consoles of its push service; rows say what differs from that. */
  readonly entered?: Partial<ConsoleSettings>
  /** What this phone was seen to do; the other switches are at their default. */
  readonly switches?: Partial<SwitchSettings>
}

export interface RowContext {
  readonly phone: MatrixPhone
  readonly farm: readonly MatrixPhone[]
  readonly channelId: string
  readonly cast: Cast
}

/** One promise: what differs from a usual message in a usual situation. */
export interface Row {
  /** Unique on a phone, kebab case, `group/value`. */
  readonly id: string
  readonly says: string
  readonly message?: MessageChange
  readonly situation?: SituationChange
  /** Messages to send, default 1. */
  readonly count?: number
  readonly applies?: Applying
  /** `usual` unless it costs the vendor's quota, sets a PIN, changes what cannot be put back, or waits for long. */
  readonly effort?: 'usual' | 'costs-quota' | 'locks-the-phone' | 'cannot-be-undone' | 'takes-minutes' | 'takes-hours'
  /** What has to happen before, beyond what the situation says. */
  readonly after?: 'a-day'
}

export interface RowGroup {
  readonly number: number
  readonly asks: string
  readonly rows: (context: RowContext) => readonly Row[]
}

export type Applying = typeof applies | { readonly because: string }
export const applies = 'applies'

/** Applies under a condition; else the sentence says why not. */
export function onlyIf(condition: boolean, because: string): Applying {
  return condition ? applies : { because }
}
