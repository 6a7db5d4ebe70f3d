import type { Clock } from '../clock.ts'
import { eventTagNumber, eventText } from './event-tags.ts'
import { EventSource } from './event-source.ts'
import type { Log, LogBuffer, LogEntry } from './phone.ts'

/** Size of a ring buffer in bytes, as `logcat -g` tells it (persist.logd.size of a user build). */
const logBufferBytes = 256 * 1024
/** What an entry costs beside its text: logd's header and the two NULs. */
const entryHeaderBytes = 28
const androidRootUid = 0
const systemUid = 1000

interface Stored {
  readonly order: number
  readonly entry: LogEntry
  readonly bytes: number
}
interface Ring {
  entries: Stored[]
  /** Index of the oldest entry that is still there. */
  first: number
  bytes: number
}

/** The log daemon's ring buffers. The oldest lines go when a buffer is full. */
export class LogBuffers extends EventSource<LogEntry> implements Log {
  readonly #clock: Clock
  readonly #uidOf: (pid: number) => number | undefined
  readonly #rings = new Map<LogBuffer, Ring>()
  readonly #muted = new Set<LogBuffer>()
  #order = 0

  /** `uidOf` tells who a pid belongs to, for lines whose writer does not say. */
  constructor(clock: Clock, uidOf: (pid: number) => number | undefined) {
    super()
    this.#clock = clock
    this.#uidOf = uidOf
  }

  write(line: Parameters<Log['write']>[0]): void {
    if (this.#muted.has(line.buffer)) return
    const entry: LogEntry = {
      ...line,
      timeMs: this.#clock.now(),
      uid: line.uid ?? this.#uidOf(line.pid) ?? (line.pid === 1 ? androidRootUid : systemUid),
      tid: line.tid ?? line.pid,
    }
    this.#keep(entry)
    this.tell(entry)
  }

  event(tag: string, pid: number, values: readonly (string | number | bigint)[]): void {
    const message = eventText(values)
    this.write({
      buffer: 'events',
      pid,
      priority: 'I',
      tag,
      message,
      event: { tagNumber: eventTagNumber(tag), values },
    })
  }

  entries(buffers: readonly LogBuffer[]): readonly LogEntry[] {
    const wanted = [...new Set(buffers)].flatMap((buffer) => {
      const ring = this.#rings.get(buffer)
      return ring === undefined ? [] : ring.entries.slice(ring.first)
    })
    return wanted.sort((a, b) => a.order - b.order).map(({ entry }) => entry)
  }

  clear(buffers: readonly LogBuffer[]): void {
    for (const buffer of buffers) this.#rings.delete(buffer)
  }

  setMuted(buffer: LogBuffer, muted: boolean): void {
    if (!muted) this.#muted.delete(buffer)
    else {
      this.#muted.add(buffer)
      this.clear([buffer])
    }
  }

  #keep(entry: LogEntry): void {
    const bytes = entryHeaderBytes + entry.tag.length + entry.message.length
    let ring = this.#rings.get(entry.buffer)
    if (ring === undefined) {
      ring = { entries: [], first: 0, bytes: 0 }
      this.#rings.set(entry.buffer, ring)
    }
    ring.entries.push({ order: this.#order++, entry, bytes })
    ring.bytes += bytes
    while (ring.bytes > logBufferBytes) ring.bytes -= ring.entries[ring.first++]?.bytes ?? 0
    // Dropping from the front of an array costs its whole length: do it once per half.
    if (ring.first > 64 && ring.first > ring.entries.length / 2) {
      ring.entries = ring.entries.slice(ring.first)
      ring.first = 0
    }
  }
}
