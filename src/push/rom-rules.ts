import type { Rule } from './rule.ts'

/** What the phone's system does by itself, whatever the push service. */
export interface RomRules {
  readonly name: string
  /** An app's notification switch right after installation (Android 13's permission is a rule of its own). */
  readonly notificationsAtInstall: Rule<'on' | 'off'>
  /** What leaving the recents screen does to the app, by a swipe or by "clear all", for builds of the mainland. */
  readonly removalFromRecents: Rule<'ends-process' | 'counts-as-force-stop'>
  readonly headsUp: Rule<'as-android' | 'own-setting'>
}
