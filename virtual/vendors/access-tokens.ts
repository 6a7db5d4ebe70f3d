import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'

/** Short-lived credentials that a vendor hands out for the app's secret. */
export class AccessTokens {
  readonly #clock: Clock
  readonly #lifeMs: number
  readonly #expiry = new Map<string, number>()
  #count = 0

  constructor(clock: Clock, lifeMs: number) {
    this.#clock = clock
    this.#lifeMs = lifeMs
  }

  issue(seed: string): string {
    this.#count += 1
    const token = createHash('sha256')
      .update(`${seed}/${String(this.#count)}/${String(this.#clock.now())}`)
      .digest('hex')
    this.#expiry.set(token, this.#clock.now() + this.#lifeMs)
    return token
  }

  check(token: string): 'good' | 'expired' | 'unknown' {
    const expiry = this.#expiry.get(token)
    if (expiry === undefined) return 'unknown'
    return this.#clock.now() < expiry ? 'good' : 'expired'
  }
}
