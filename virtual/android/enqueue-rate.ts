/** RateEstimator of the notification service: an exponential mean of the times between two posts of a package. */
export class EnqueueRate {
  #lastMs: number | undefined
  /** Something generous while nothing is known: a burst of about two dozen is free. */
  #meanSeconds = 1000

  /** Posts per second, as if one came at `nowMs`. */
  at(nowMs: number): number {
    return this.#lastMs === undefined ? 0 : 1 / this.#meanAt(nowMs, this.#lastMs)
  }

  note(nowMs: number): void {
    if (this.#lastMs !== undefined) this.#meanSeconds = this.#meanAt(nowMs, this.#lastMs)
    this.#lastMs = nowMs
  }

  #meanAt(nowMs: number, lastMs: number): number {
    const seconds = Math.max(shortestSeconds, (nowMs - lastMs) / 1000)
    return weightOfTheMean * this.#meanSeconds + (1 - weightOfTheMean) * seconds
  }
}

/** RateEstimator.RATE_ALPHA, MINIMUM_DT. */
const weightOfTheMean = 0.7
const shortestSeconds = 0.0005
