import { randomHex } from './random-hex.ts'
import type { Random } from '../../random.ts'

/** What an A2 key stands for: a login that outlives its socket. */
export interface Ticket {
  readonly userId: string
  readonly instanceId: number
  /** Seconds since the epoch: the signature that it was given for. */
  readonly expiresAtSec: number
}

/** A2 keys by login; ended by logout and kicks. */
export class Tickets {
  readonly #random: Random
  readonly #tickets = new Map<string, Ticket>()

  constructor(random: Random) {
    this.#random = random.fork('tickets')
  }

  issue(ticket: Ticket): string {
    const a2 = randomHex(this.#random, 104)
    this.#tickets.set(a2, ticket)
    return a2
  }

  find(a2: string): Ticket | undefined {
    return this.#tickets.get(a2)
  }

  end(instanceId: number): void {
    for (const [a2, ticket] of this.#tickets) if (ticket.instanceId === instanceId) this.#tickets.delete(a2)
  }
}
