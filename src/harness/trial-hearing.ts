import type { NotificationEntry } from '../android/notification-dump.ts'
import type { ShadePlace } from '../push/outcome.ts'
import type { EventLedger } from './event-ledger.ts'
import { type TestedApp, isRedacted, ownerOf } from './notification-owner.ts'
import type { DumpSaid, LogSaid, RecordsSaid, ShadeSaid, Testimony } from './witness-account.ts'

/** What dump, shade and push records said of one message, noted as it comes up; the log is asked at the end. */
export class TrialHearing {
  #dump: DumpSaid = { kind: 'not-asked' }
  #shade: ShadeSaid = { kind: 'not-looked' }
  #records: RecordsSaid = { kind: 'not-asked' }
  #key: string | undefined

  /** The dump lists the message: `entries` carry it, the app's own first. */
  listed(entries: readonly NotificationEntry[], app: TestedApp): void {
    const [first] = entries
    if (first === undefined) return
    this.#key = first.key ?? undefined
    this.#dump = {
      kind: 'listed',
      package: first.package ?? 'a package that is not told',
      importance: first.importance,
      groupKey: first.groupKey,
      redacted: isRedacted(first),
      others: [...new Set(entries.filter((one) => ownerOf(one, app) === 'foreign').map((one) => String(one.package)))],
    }
  }

  /** The dump does not list it. What it said earlier stays: the notification may have gone since. */
  notListed(because: (DumpSaid & { readonly kind: 'not-listed' })['because'] = 'unknown'): void {
    if (this.#dump.kind !== 'listed') this.#dump = { kind: 'not-listed', because }
  }

  notKnown(why: string): void {
    if (this.#dump.kind !== 'listed') this.#dump = { kind: 'not-known', why }
  }

  shownAt(place: ShadePlace): void {
    this.#shade = { kind: 'shown', place }
  }

  notInTheShade(): void {
    if (this.#shade.kind !== 'shown') this.#shade = { kind: 'absent' }
  }

  recorded(records: RecordsSaid): void {
    this.#records = records
  }

  get dump(): DumpSaid {
    return this.#dump
  }

  get records(): RecordsSaid {
    return this.#records
  }

  get shade(): ShadeSaid {
    return this.#shade
  }

  /** @param sinceMs when the message was sent, ms of Date.now */
  testimony(ledger: EventLedger, sinceMs: number): Testimony {
    return { log: this.#log(ledger, sinceMs), dump: this.#dump, shade: this.#shade, records: this.#records }
  }

  #log(ledger: EventLedger, sinceMs: number): LogSaid {
    const handedIn = this.#key === undefined ? ledger.neverListed(sinceMs)[0] : ledger.handedIn(this.#key, sinceMs)
    if (handedIn === undefined) return { kind: ledger.state === 'speaks' ? 'nothing' : ledger.state }
    const gone = ledger.cancelled(handedIn.name)
    return {
      kind: 'handed-in',
      package: handedIn.package,
      afterMs: Math.max(0, Math.round(handedIn.readAtMs - sinceMs)),
      gone: gone === undefined ? null : { reason: gone.reason, lifespanMs: gone.lifespanMs },
    }
  }
}
