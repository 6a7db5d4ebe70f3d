const minuteMs = 60_000

/** Counts what came within the last minute, whenever that began. */
export class MinuteCounter {
  readonly #times = new Map<string, readonly number[]>()

  /** How many there were within the minute before `nowMs`, this one included. */
  add(key: string, nowMs: number): number {
    const recent = [...(this.#times.get(key) ?? []).filter((at) => at <= nowMs && nowMs - at < minuteMs), nowMs]
    this.#times.set(key, recent)
    return recent.length
  }

  /** As if `count` had just come. */
  set(key: string, nowMs: number, count: number): void {
    this.#times.set(key, Array<number>(count).fill(nowMs))
  }
}
