/** Counts by key and by calendar day of China (UTC+8), where the vendors' daily limits turn over. */
export class DayCounter {
  /** By day: a phone that is ahead of the clock counts on a later one. */
  readonly #days = new Map<number, Map<string, number>>()

  /** How often `key` was counted on the day of `nowMs`. */
  of(key: string, nowMs: number): number {
    return this.#days.get(dayInChina(nowMs))?.get(key) ?? 0
  }

  /** Whether anything was counted or set under `key` on that day. */
  has(key: string, nowMs: number): boolean {
    return this.#days.get(dayInChina(nowMs))?.has(key) ?? false
  }

  add(key: string, nowMs: number): number {
    const count = this.of(key, nowMs) + 1
    this.set(key, nowMs, count)
    return count
  }

  set(key: string, nowMs: number, count: number): void {
    const day = dayInChina(nowMs)
    const counts = this.#days.get(day) ?? new Map<string, number>()
    this.#days.set(day, counts.set(key, count))
    for (const old of this.#days.keys()) if (old < day - keptDays) this.#days.delete(old)
  }
}

/** Longer than a phone is ever put ahead, so that those in the present keep their counts. */
const keptDays = 60

function dayInChina(nowMs: number): number {
  return Math.floor((nowMs + 8 * 3_600_000) / 86_400_000)
}

/** Hour of the day in China, 0-23. */
export function hourInChina(nowMs: number): number {
  return Math.floor(((nowMs + 8 * 3_600_000) % 86_400_000) / 3_600_000)
}
