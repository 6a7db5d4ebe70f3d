import type { NotificationEntry } from '../android/notification-dump.ts'
import { Deadline, DeadlinePassed } from '../base/deadline.ts'
import type { EventStream } from '../farm/event-stream.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import { EventLedger } from './event-ledger.ts'
import type { TestedApp } from './notification-owner.ts'

/** How often the dump is read while the events log says nothing: the net for ROMs that mute it. */
const slowPollMs = 2000
/** A notification is logged when it is handed in and listed a moment later: for so long the dump is read again quickly. */
const settlesWithinMs = 1000
const settlePollMs = 20
const dumpLimitMs = 15_000

export type Posted = readonly [NotificationEntry, ...NotificationEntry[]]

/** Sees notifications as they are posted: the events log wakes it, the dump tells the truth. */
export class NotificationWatcher {
  readonly events: EventStream
  readonly ledger: EventLedger
  readonly #phone: FarmPhone
  readonly #note: (posted: readonly NotificationEntry[]) => void
  #enqueued = 0
  #lastEnqueuedAt = Number.NEGATIVE_INFINITY
  #wakeUp: (() => void) | undefined

  /** @param note sees every dump that is read, whoever asked for it */
  constructor(
    phone: FarmPhone,
    events: EventStream,
    app: TestedApp,
    note: (posted: readonly NotificationEntry[]) => void,
  ) {
    this.ledger = new EventLedger(events, app)
    this.#note = (posted) => {
      this.ledger.note(posted)
      note(posted)
    }
    this.#phone = phone
    this.events = events
    events.onEvent((event) => {
      if (event.tag !== 'notification_enqueue') return
      this.#enqueued++
      this.#lastEnqueuedAt = performance.now()
      this.#wakeUp?.()
    })
  }

  /**
   * Resolves with the posted notifications that match, as soon as there is one. Listening began with the stream, so that
   * nothing is missed between the send and this call.
   */
  async waitFor(what: string, matches: (entry: NotificationEntry) => boolean, deadline: Deadline): Promise<Posted> {
    for (;;) {
      const handedIn = this.#enqueued
      const [first, ...more] = (await this.look()).filter(matches)
      if (first !== undefined) return [first, ...more]
      if (deadline.passed) throw new DeadlinePassed(what, deadline.totalMs)
      if (this.#enqueued !== handedIn) continue
      const settling = performance.now() - this.#lastEnqueuedAt < settlesWithinMs
      await this.#pause(Math.min(settling ? settlePollMs : slowPollMs, deadline.remainingMs))
    }
  }

  /** What is posted now. The dump has time of its own: that a wait is over says nothing about the phone. */
  async look(): Promise<readonly NotificationEntry[]> {
    const { posted } = await this.#phone.notifications(Deadline.in(dumpLimitMs))
    this.#note(posted)
    return posted
  }

  /** Waits, at most until the next notification is handed in. */
  async #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#wakeUp = undefined
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#wakeUp = done
    })
  }
}
