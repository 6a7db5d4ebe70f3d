/**
 * The farm's time. Every timer of a phone, of the Chat server and of a push service runs on it, so that a test can move
 * seven days forward in one call. Time runs on its own with the machine's; `advance` adds to it.
 */
export interface Clock {
  /** Wall clock of the virtual world, ms since the epoch. */
  now(): number
  /** Milliseconds since the clock was made; never goes back, moves with `advance`. */
  monotonic(): number
  /** Calls `run` once when `delayMs` of virtual time have passed. */
  setTimeout(run: () => void, delayMs: number): TimerId
  clearTimeout(id: TimerId | undefined): void
}

export interface TimerId {
  readonly dueMs: number
  readonly run: () => void
}

export class MovableClock implements Clock {
  #offsetMs = 0
  readonly #startedAt = performance.now()
  readonly #timers = new Set<TimerId>()
  #wakeUp: NodeJS.Timeout | undefined

  now(): number {
    return Math.round(performance.timeOrigin + performance.now() + this.#offsetMs)
  }

  monotonic(): number {
    return performance.now() - this.#startedAt + this.#offsetMs
  }

  setTimeout(run: () => void, delayMs: number): TimerId {
    const timer = { dueMs: this.monotonic() + Math.max(0, delayMs), run }
    this.#timers.add(timer)
    this.#schedule()
    return timer
  }

  clearTimeout(id: TimerId | undefined): void {
    if (id !== undefined && this.#timers.delete(id)) this.#schedule()
  }

  /** Moves time forward by `ms` and runs what became due, in the order of due times. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`the clock only moves forward, not by ${String(ms)} ms`)
    this.#offsetMs += ms
    this.#runDue()
  }

  /** Drops every timer; the process may then end. */
  stop(): void {
    this.#timers.clear()
    clearTimeout(this.#wakeUp)
  }

  #runDue(): void {
    for (;;) {
      const next = this.#earliest()
      if (next === undefined || next.dueMs > this.monotonic()) break
      this.#timers.delete(next)
      next.run()
    }
    this.#schedule()
  }

  #schedule(): void {
    clearTimeout(this.#wakeUp)
    const next = this.#earliest()
    if (next === undefined) return
    // Node fires at once for delays beyond 2^31-1 ms: wake up in between instead.
    const delayMs = Math.min(Math.max(0, next.dueMs - this.monotonic()), 2 ** 31 - 1)
    this.#wakeUp = setTimeout(() => {
      this.#runDue()
    }, Math.ceil(delayMs))
  }

  #earliest(): TimerId | undefined {
    let earliest: TimerId | undefined
    for (const timer of this.#timers) if (earliest === undefined || timer.dueMs < earliest.dueMs) earliest = timer
    return earliest
  }
}
