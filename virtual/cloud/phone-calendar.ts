import type { Clock } from '../clock.ts'

/**
 * What time it is for one phone, as far as servers count: its accounts' time-outs and signatures, the vendors' days, hours
 * and minutes. A phone can be put ahead of the clock while all others stay in the present, so that one experiment needs
 * neither wait nor disturb another. The phone's own clock, the way of a push and everything that is shown stay in the present.
 */
export class PhoneCalendar {
  readonly #clock: Clock
  readonly #aheadMs = new Map<string, number>()
  readonly #listeners = new Set<(serial: string) => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** ms since the epoch; the clock's own where no phone is concerned. */
  now(serial: string | undefined): number {
    return this.#clock.now() + this.aheadMs(serial)
  }

  aheadMs(serial: string | undefined): number {
    return serial === undefined ? 0 : (this.#aheadMs.get(serial) ?? 0)
  }

  /** Time passes for one phone. What becomes due by it happens before this returns. */
  advance(serial: string, ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`the calendar only moves forward, not by ${String(ms)} ms`)
    this.#aheadMs.set(serial, this.aheadMs(serial) + ms)
    this.#tell(serial)
  }

  /** Back to the present. What has happened stays. */
  reset(serial: string): void {
    if (this.#aheadMs.delete(serial)) this.#tell(serial)
  }

  onChange(listener: (serial: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(serial: string): void {
    for (const listener of this.#listeners) listener(serial)
  }
}
