import type { NotificationEntry } from '../android/notification-dump.ts'

/** Which notifications carried which message, over the whole run: the memory behind "nothing twice". */
export class Sightings {
  readonly #keysByToken = new Map<string, Set<string>>()

  /** From now on notifications with this token are counted. */
  expect(token: string): void {
    if (!this.#keysByToken.has(token)) this.#keysByToken.set(token, new Set())
  }

  note(entries: readonly NotificationEntry[]): void {
    for (const [token, keys] of this.#keysByToken) {
      for (const entry of entries) {
        // The summary of a group repeats its child's text.
        if (entry.groupSummary === true || entry.key === null) continue
        if ([entry.title, entry.text, entry.bigText].some((text) => text?.includes(token) === true)) keys.add(entry.key)
      }
    }
  }

  keysOf(token: string): readonly string[] {
    return [...(this.#keysByToken.get(token) ?? [])]
  }

  repeated(): readonly { readonly token: string; readonly keys: readonly string[] }[] {
    return [...this.#keysByToken]
      .filter(([, keys]) => keys.size > 1)
      .map(([token, keys]) => ({ token, keys: [...keys] }))
  }
}
