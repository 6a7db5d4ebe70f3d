import { readEventFields, type EventFields } from './event-fields.ts'
import { readLogLine } from './log-line.ts'
import { readSystemLine } from './system-line.ts'
import { UnreadableDump } from './unreadable-dump.ts'

/** One event of the phone's log. null where the line does not say. */
export interface EventEntry extends EventFields {
  readonly tag: string
  /** The stamp as printed: no zone, often no year; compare with the phone's own `date` only. */
  readonly time: string | null
  /** The values as printed, before any meaning is given to them. */
  readonly values: readonly string[]
}

const kind = 'events log'

/**
 * Reads a saved `logcat -b events` in any text format, of any Android version; lines of the main buffer that tell of
 * force-stops, kills, process starts and posted notifications are read too, other log lines are passed over.
 * Throws UnreadableDump, naming the line, for a line that is no log line, for an event whose values do not fit its tag, and
 * for a text without a single event.
 */
export function readEventLog(text: string): { readonly events: readonly EventEntry[] } {
  const events: EventEntry[] = []
  const lines = text.trimEnd().split(/\r?\n/)
  lines.forEach((line, at) => {
    if (line.trim() === '' || /^-{5,} /.test(line)) return
    const event = readEventLine(line, at + 1)
    if (event === 'no-log-line') throw new UnreadableDump(kind, at + 1, line, 'it is no line of logcat')
    if (event !== undefined) events.push(event)
  })
  if (events.length > 0) return { events }
  const at = lines.findIndex((line) => line.trim() !== '')
  throw new UnreadableDump(
    kind,
    Math.max(1, at + 1),
    lines[at] ?? '',
    at === -1 ? 'the text is empty' : 'neither this line nor any after it is an event',
  )
}

/**
 * Reads one line. Undefined for a log line that is no event; `no-log-line` for text of another kind. Throws UnreadableDump
 * (with `lineNumber`) for an event whose values do not fit its tag.
 */
export function readEventLine(line: string, lineNumber = 1): EventEntry | undefined | 'no-log-line' {
  const log = readLogLine(line)
  if (log === undefined) return 'no-log-line'
  const system = readSystemLine(log)
  if (system !== undefined) return { tag: log.tag, time: log.time, values: [], ...system }
  if (!looksLikeEvent(log.tag, log.message)) return undefined
  const event = readEventFields(log.tag, log.message)
  if (event === undefined) throw new UnreadableDump(kind, lineNumber, line, `its values do not fit ${log.tag}`)
  return { tag: log.tag, time: log.time, values: event.values, ...event.fields }
}

/** Tags of the event log are lower case with underscores; their message is a list or one number or word. */
function looksLikeEvent(tag: string, message: string): boolean {
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(tag) && (message.trim().startsWith('[') || /^\S*$/.test(message.trim()))
}
