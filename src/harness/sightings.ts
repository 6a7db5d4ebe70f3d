import type { NotificationEntry } from '../android/notification-dump.ts'
import { readKey } from '../android/notification-key.ts'
import { type TestedApp, carries } from './notification-owner.ts'

/** Which notifications carried which message, over the whole run: the memory behind "nothing twice". */
export class Sightings {
  readonly #keysByToken = new Map<string, Set<string>>()
  /** Since the shade was cleared. */
  readonly #tokensByKey = new Map<string, Set<string>>()
  readonly #app: TestedApp

  constructor(app: TestedApp) {
    this.#app = app
  }

  /** From now on notifications with this token are counted. */
  expect(token: string): void {
    if (!this.#keysByToken.has(token)) this.#keysByToken.set(token, new Set())
  }

  note(entries: readonly NotificationEntry[]): void {
    for (const [token, keys] of this.#keysByToken) {
      for (const entry of entries) {
        // The summary of a group repeats its child's text.
        if (entry.groupSummary === true || entry.key === null) continue
        if (!carries(entry, token)) continue
        keys.add(entry.key)
        this.#tokensByKey.set(entry.key, (this.#tokensByKey.get(entry.key) ?? new Set()).add(token))
      }
    }
  }

  /** What comes from now on under a key that was there before has taken nobody's place. */
  shadeIsCleared(): void {
    this.#tokensByKey.clear()
  }

  /** Messages whose notification this one has taken the place of, or that have taken its place, since the shade was cleared. */
  sharingTheKeyOf(token: string): readonly string[] {
    const sharing = [...this.#tokensByKey.values()].find((tokens) => tokens.has(token) && tokens.size > 1)
    return [...(sharing ?? [])].filter((other) => other !== token)
  }

  keysOf(token: string): readonly string[] {
    return [...(this.#keysByToken.get(token) ?? [])]
  }

  /** What another app shows beside the app's own, a mirror for instance, is no repetition. */
  repeated(): readonly { readonly token: string; readonly keys: readonly string[] }[] {
    return [...this.#keysByToken]
      .map(([token, keys]) => ({ token, keys: this.#ownOf([...keys]) }))
      .filter(({ keys }) => keys.length > 1)
  }

  #ownOf(keys: readonly string[]): readonly string[] {
    const names = [this.#app.packageName, ...this.#app.postedBy]
    const own = keys.filter((key) => names.includes(readKey(key)?.package ?? ''))
    return own.length === 0 ? keys : own
  }
}
