import type { Duplex } from 'node:stream'
import { type EventEntry, readEventLine } from '../android/event-log.ts'
import { UnreadableDump } from '../android/unreadable-dump.ts'
import type { PhoneShell } from './phone-shell.ts'

/** Tags that tell of notifications and of an app's life (EventLogTags.logtags of Android 8 to 16). */
const tags = [
  'notification_enqueue',
  'notification_cancel',
  'notification_canceled',
  'notification_clicked',
  'am_proc_start',
  'am_proc_died',
  'am_kill',
  'am_crash',
  'am_anr',
  'am_on_stop_called',
  'wm_on_stop_called',
  'am_on_resume_called',
  'wm_on_resume_called',
] as const

/** The phone's events as they happen: a trigger, never the truth, since some ROMs mute this log. */
export class EventStream {
  #stream: Duplex
  readonly #listeners = new Set<(event: EventEntry) => void>()
  readonly #endListeners = new Set<() => void>()
  /** The last lines, for the evidence. */
  readonly #lines: string[] = []
  #ended = false
  #rest = ''

  private constructor(stream: Duplex) {
    this.#stream = stream
    this.#read(stream)
  }

  /** Listens from now on: `-T 1` starts at the last line that is there. */
  static async open(shell: PhoneShell): Promise<EventStream> {
    return new EventStream(await logcat(shell))
  }

  /** After a restart of the phone, with which it ended: those who listen go on hearing. */
  async reopen(shell: PhoneShell): Promise<void> {
    this.#stream.destroy()
    this.#stream = await logcat(shell)
    this.#rest = ''
    this.#ended = false
    this.#read(this.#stream)
  }

  get ended(): boolean {
    return this.#ended
  }

  onEvent(listener: (event: EventEntry) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onEnd(listener: () => void): () => void {
    this.#endListeners.add(listener)
    return () => this.#endListeners.delete(listener)
  }

  /** Resolves at the next event that `matches`, or at the end of the stream. */
  async next(matches: (event: EventEntry) => boolean): Promise<EventEntry | undefined> {
    if (this.#ended) return undefined
    return new Promise((resolve) => {
      const done = (event?: EventEntry): void => {
        stopEvents()
        stopEnd()
        resolve(event)
      }
      const stopEvents = this.onEvent((event) => {
        if (matches(event)) done(event)
      })
      const stopEnd = this.onEnd(() => done())
    })
  }

  recentLines(): string {
    return this.#lines.join('\n')
  }

  close(): void {
    this.#stream.destroy()
  }

  #read(stream: Duplex): void {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => this.#take(chunk))
    const end = (): void => {
      if (this.#ended || stream !== this.#stream) return
      this.#ended = true
      for (const listener of this.#endListeners) listener()
    }
    stream.once('end', end)
    stream.once('close', end)
    stream.once('error', end)
  }

  #take(chunk: string): void {
    const lines = (this.#rest + chunk).split(/\r?\n/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }

  #line(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > 500) this.#lines.shift()
    let event: EventEntry | undefined | 'no-log-line'
    try {
      event = readEventLine(line)
    } catch (error) {
      // A vendor's own layout: it stays in the evidence, and the dump tells the truth.
      if (error instanceof UnreadableDump) return
      throw error
    }
    if (event === undefined || event === 'no-log-line') return
    for (const listener of [...this.#listeners]) listener(event)
  }
}

function logcat(shell: PhoneShell): Promise<Duplex> {
  const filters = tags.map((tag) => `${tag}:I`)
  return shell.stream(['logcat', '-b', 'events', '-v', 'threadtime', '-T', '1', ...filters, '*:S'])
}
