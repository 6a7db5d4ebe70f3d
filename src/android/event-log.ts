import { type EventFields, isKnownEvent, readEventFields } from './event-fields.ts'
import { isTagless, type LogLine, readLogLine, readLongHead, withoutColor } from './log-line.ts'
import { isNoise, type Lines, printedLines } from './printed-lines.ts'
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
 * Reads a saved `logcat -b events` in any text format that prints tags, of any Android version, or the event log of a bug
 * report; lines of the main buffer that tell of force-stops, kills, process starts and posted notifications are read too,
 * other log lines are passed over. Throws UnreadableDump, naming the line, for a line that is no log line, for an event
 * whose values do not fit its tag, and for a text without a single event.
 */
export function readEventLog(text: string): { readonly events: readonly EventEntry[] } {
  const lines = eventSections(printedLines(text))
  const events: EventEntry[] = []
  for (const { log, line } of logEntries(lines)) {
    const event = readEvent(log, line, lines[line - 1] ?? '')
    if (event !== undefined) events.push(event)
  }
  if (events.length > 0) return { events }
  const first = lines.findIndex((line) => !isNoise(line) && !isDivider(line))
  const at = first === -1 ? lines.findIndex((line) => line.trim() !== '') : first
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
  return log === undefined ? 'no-log-line' : readEvent(log, lineNumber, line)
}

/** There are lines of logcat in it. For telling a log from another file. */
export function looksLikeEventLog(text: string): boolean {
  return eventSections(printedLines(text)).some((line) => {
    if (readLongHead(line) !== undefined) return true
    const log = readLogLine(line)
    if (log === undefined) return isTagless(line)
    return log.time !== null || (log.pid !== null && log.tag !== '') || looksLikeEvent(log.tag, log.message)
  })
}

interface NumberedLog {
  readonly log: LogLine
  /** 1 for the first line. */
  readonly line: number
}

/** The log's entries: a message with line breaks is printed as several lines with the same beginning, or below its head. */
function* logEntries(lines: Lines): Generator<NumberedLog> {
  let pending: NumberedLog | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const head = readLongHead(line)
    if (head !== undefined) {
      let next = at + 1
      while (next < lines.length && !(lines[next - 1] === '' && isLongEnd(lines[next] ?? ''))) next++
      if (pending !== undefined) yield pending
      pending = undefined
      const message = withoutColor(
        lines
          .slice(at + 1, next)
          .join('\n')
          .replace(/\n+$/, ''),
      )
      yield { log: { ...head, message }, line: at + 1 }
      at = next - 1
      continue
    }
    if (isNoise(line) || isDivider(line)) continue
    const log = readLogLine(line)
    if (log === undefined) throw unreadableLine(line, at + 1)
    if (pending !== undefined && continues(pending.log, log)) {
      pending = { ...pending, log: { ...pending.log, message: `${pending.log.message}\n${log.message}` } }
      continue
    }
    if (pending !== undefined) yield pending
    pending = { log, line: at + 1 }
  }
  if (pending !== undefined) yield pending
}

function isLongEnd(line: string): boolean {
  return readLongHead(line) !== undefined || isDivider(line)
}

function continues(first: LogLine, next: LogLine): boolean {
  return (
    first.message.startsWith('[') &&
    !/^\[(?:-?\d|key=|[Uu]|[Pp]id=)/.test(next.message) &&
    first.time === next.time &&
    first.pid === next.pid &&
    first.tid === next.tid &&
    first.tag === next.tag &&
    looksLikeEvent(first.tag, first.message)
  )
}

/** `--------- beginning of events`, `--------- switch to main`, headings of a bug report. */
function isDivider(line: string): boolean {
  return /^-{5,}/.test(withoutColor(line))
}

function unreadableLine(line: string, number: number): UnreadableDump {
  return new UnreadableDump(
    kind,
    number,
    line,
    isTagless(line) ? 'its format leaves the tag out; take logcat -v threadtime' : 'it is no line of logcat',
  )
}

function readEvent(log: LogLine, lineNumber: number, line: string): EventEntry | undefined {
  const system = readSystemLine(log)
  if (system !== undefined) return { tag: log.tag, time: log.time, ...system, values: [] }
  if (!looksLikeEvent(log.tag, log.message)) return undefined
  const event = readEventFields(log.tag, log.message)
  if (event === undefined) throw new UnreadableDump(kind, lineNumber, line, `its values do not fit ${log.tag}`)
  return { tag: log.tag, time: log.time, ...event.fields, values: event.values }
}

/** Tags of the event log are lower case with underscores; their message is a list or one number or word. */
function looksLikeEvent(tag: string, message: string): boolean {
  if (isKnownEvent(tag)) return true
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(tag) && (message.trim().startsWith('[') || /^\S*$/.test(message.trim()))
}

/** In a bug report, the event logs alone; blank lines keep the numbers. */
function eventSections(lines: Lines): Lines {
  if (!lines.some((line) => eventHeading.test(line))) return lines
  let inside = false
  return lines.map((line) => {
    if (eventHeading.test(line)) inside = true
    else if (/^-{4,} (?!beginning of|switch to)/.test(line) || line.startsWith('DUMP OF SERVICE ')) inside = false
    return inside ? line : ''
  })
}

const eventHeading = /^-{4,} (?:LAST )?EVENT LOG \(/
