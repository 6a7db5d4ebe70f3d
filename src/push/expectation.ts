import type { AccountState, AppState } from './app-state.ts'
import { type PushMessage, conversationIdWith } from './message.ts'
import { shorten } from './truncation.ts'

/** What the rules say should happen to a message on a phone. */
export type Expectation =
  | {
      readonly kind: 'shown'
      readonly title: string
      readonly text: string
      readonly ext: string
      readonly conversationId: string
      readonly withinMs: number
      /** Packages that may post it; the app's own process is one only where the push service's library runs in it. */
      readonly mayBePostedBy: readonly string[]
    }
  | { readonly kind: 'nothing'; readonly why: string }

/** The part of a vendor's facts that decides what is expected. */
export interface PushRules {
  readonly postedBy: readonly string[]
  /** UTF-16 units after which Tencent shortens title and description, ending in `...`. */
  readonly titleUnits: number
  readonly descUnits: number
  readonly deliversWhenForceStopped: boolean
}

/** Who is pushed and what is shown: 1047/33527 (content, truncation), 1047/33518 (states), the vendors' notes on force-stop. */
export function expectationOf(trial: {
  readonly message: PushMessage
  readonly state: AppState
  readonly account: AccountState
  readonly rules: PushRules
  readonly appPackage: string
  readonly withinMs: number
}): Expectation {
  const { message, rules } = trial
  if (trial.account === 'logged-out')
    return { kind: 'nothing', why: 'an account that is logged out is Offline and is never pushed' }
  if (message.push.disablePush === true) return { kind: 'nothing', why: 'the sender disabled the push' }
  if (trial.state === 'foreground') return { kind: 'nothing', why: 'the app in front shows the message itself' }
  if (trial.state === 'force-stopped' && !rules.deliversWhenForceStopped)
    return { kind: 'nothing', why: 'this push service gives nothing to a force-stopped app' }
  return {
    kind: 'shown',
    title: shorten(message.push.title === '' ? message.from.nickname : message.push.title, rules.titleUnits),
    text: shorten(message.push.desc === '' ? message.text : message.push.desc, rules.descUnits),
    ext: message.push.ext,
    conversationId: conversationIdWith(message.from),
    withinMs: trial.withinMs,
    mayBePostedBy: [...rules.postedBy, trial.appPackage],
  }
}
