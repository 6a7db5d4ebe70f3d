/** RateEstimator of the notification service: an exponential mean of the times between two events. */
export class EnqueueRate {
  #lastMs: number | undefined
  #meanSeconds: number | undefined

  /** Events per second, as if one came at `nowMs`. */
  at(nowMs: number): number {
    const mean = this.#meanAt(nowMs)
    return mean === undefined ? 0 : 1 / mean
  }

  note(nowMs: number): void {
    this.#meanSeconds = this.#meanAt(nowMs)
    this.#lastMs = nowMs
  }

  #meanAt(nowMs: number): number | undefined {
    if (this.#lastMs === undefined) return undefined
    const seconds = Math.max(shortestSeconds, (nowMs - this.#lastMs) / 1000)
    return this.#meanSeconds === undefined
      ? seconds
      : weightOfTheMean * this.#meanSeconds + (1 - weightOfTheMean) * seconds
  }
}

/** RateEstimator.RATE_ALPHA, MINIMUM_DT. */
const weightOfTheMean = 0.7
const shortestSeconds = 0.0005
