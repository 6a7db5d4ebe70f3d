/** Counts by key and by calendar day of China (UTC+8), where the vendors' daily limits turn over. */
export class DayCounter {
  #day = -1
  readonly #counts = new Map<string, number>()

  /** How often `key` was counted on the day of `nowMs`. */
  of(key: string, nowMs: number): number {
    this.#turnOver(nowMs)
    return this.#counts.get(key) ?? 0
  }

  add(key: string, nowMs: number): number {
    this.#turnOver(nowMs)
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count
  }

  #turnOver(nowMs: number): void {
    const day = Math.floor((nowMs + 8 * 3_600_000) / 86_400_000)
    if (day === this.#day) return
    this.#day = day
    this.#counts.clear()
  }
}

/** Hour of the day in China, 0-23. */
export function hourInChina(nowMs: number): number {
  return Math.floor(((nowMs + 8 * 3_600_000) % 86_400_000) / 3_600_000)
}
