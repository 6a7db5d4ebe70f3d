import type { EventEntry } from '../android/event-log.ts'
import type { NotificationEntry } from '../android/notification-dump.ts'
import { readKey } from '../android/notification-key.ts'
import type { EventStream } from '../farm/event-stream.ts'
import type { TestedApp } from './notification-owner.ts'

/** A notification that the log saw handed in. */
export interface HandedIn {
  /** `userId|package|id|tag`: a key without the uid, since the log names the caller's. */
  readonly name: string
  readonly package: string
  /** When this machine read the line, ms of Date.now. */
  readonly readAtMs: number
  /** The log's own stamp, as printed. */
  readonly stamp: string | null
}

/** How one went away. */
export interface Cancelled {
  readonly name: string
  /** NotificationListenerService.REASON_*; null where the line does not say. */
  readonly reason: number | null
  /** ms since it was created */
  readonly lifespanMs: number | null
  readonly readAtMs: number
}

/** How much the log can be believed: `mute` said nothing at all since it was opened. */
export type LogState = 'speaks' | 'mute' | 'ended'

/** EventLogTags.logtags: the service did not take it. */
const statusIgnored = 2
const kept = 1000

/** The stream of events, as far as it is listened to. */
type HeardEvents = Pick<EventStream, 'onEvent' | 'ended'>

/** What the phone's events log told of notifications over the run: the first witness. */
export class EventLedger {
  readonly #events: HeardEvents
  readonly #app: TestedApp
  readonly #handedIn: HandedIn[] = []
  readonly #cancelled: Cancelled[] = []
  readonly #clicked: { readonly package: string; readonly readAtMs: number }[] = []
  /** Names that a dump has listed with a content of its own: they are accounted for. */
  readonly #listed = new Set<string>()
  #heard = 0

  constructor(events: HeardEvents, app: TestedApp) {
    this.#events = events
    this.#app = app
    events.onEvent((event) => this.#take(event))
  }

  get state(): LogState {
    // `logcat -T 1` begins with the last line that is there, however old: a muted log may still have one.
    if (this.#heard > 1) return 'speaks'
    return this.#events.ended ? 'ended' : 'mute'
  }

  /** Every dump that is read is noted: a notification that it lists needs no other explanation. */
  note(entries: readonly NotificationEntry[]): void {
    for (const entry of entries) {
      const name = nameOfEntry(entry)
      if (name !== undefined) this.#listed.add(name)
    }
  }

  /** Of the notification with this key, whether it was handed in at `sinceMs` (Date.now) or later. */
  handedIn(key: string, sinceMs: number): HandedIn | undefined {
    const name = nameOfKey(key)
    return this.#handedIn.findLast((one) => one.name === name && one.readAtMs >= sinceMs)
  }

  cancelled(name: string): Cancelled | undefined {
    return this.#cancelled.findLast((one) => one.name === name)
  }

  /** What was handed in for the app since `sinceMs` and never stood in a dump. */
  neverListed(sinceMs: number): readonly HandedIn[] {
    return this.#handedIn.filter(
      (one) => one.readAtMs >= sinceMs && !this.#listed.has(one.name) && this.#mayBeOurs(one.package),
    )
  }

  /** Packages whose rows were tapped at `sinceMs` or later; empty as well where the log does not tell of taps. */
  clickedSince(sinceMs: number): readonly string[] {
    return this.#clicked.filter((one) => one.readAtMs >= sinceMs).map((one) => one.package)
  }

  #mayBeOurs(packageName: string): boolean {
    return packageName === this.#app.packageName || this.#app.postedBy.includes(packageName)
  }

  #take(event: EventEntry): void {
    this.#heard++
    const readAtMs = Date.now()
    if (event.tag === 'notification_enqueue') {
      if (event.status === statusIgnored || event.package === null || event.id === null) return
      const name = nameOf(event.userId ?? 0, event.package, event.id, event.notificationTag)
      push(this.#handedIn, { name, package: event.package, readAtMs, stamp: event.time })
    } else if (event.tag === 'notification_clicked' && event.package !== null) {
      push(this.#clicked, { package: event.package, readAtMs })
    } else if (event.tag === 'notification_canceled' && event.key !== null) {
      const reason = typeof event.reason === 'number' ? event.reason : null
      push(this.#cancelled, { name: nameOfKey(event.key), reason, lifespanMs: event.lifespanMs, readAtMs })
    }
  }
}

function push<T>(list: T[], one: T): void {
  list.push(one)
  if (list.length > kept) list.shift()
}

function nameOfEntry(entry: NotificationEntry): string | undefined {
  if (entry.package === null || entry.id === null) return undefined
  return nameOf(entry.userId ?? 0, entry.package, entry.id, entry.tag)
}

function nameOfKey(key: string): string {
  const read = readKey(key)
  return read === undefined ? key : nameOf(read.userId, read.package, read.id, read.tag)
}

function nameOf(userId: number, packageName: string, id: number, tag: string | null): string {
  return `${userId}|${packageName}|${id}|${tag ?? 'null'}`
}
