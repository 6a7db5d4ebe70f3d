import { readFileSync } from 'node:fs'
import { readEventLog } from '../android/event-log.ts'
import { type NotificationDump, type NotificationEntry, readNotificationDump } from '../android/notification-dump.ts'
import { UnreadableDump } from '../android/unreadable-dump.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { textTable } from '../harness/text-table.ts'
import { readOptions } from './options.ts'

const help = `Usage: npx pushfarm inspect FILE [--json]

Reads a saved \`dumpsys notification [--noredact]\` or events log (\`logcat -b events\`) of any phone, Android 8 to 16, and
prints what it holds. FILE may be - for standard input.

  --json   {"posted": [...], "archived": [...], "enqueued": [...], "snoozed": [...]} or {"events": [...]}
`

export async function inspect(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(
    argv,
    { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    'allowed',
  )
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    throw new PushfarmError('pushfarm inspect reads one file.', {
      code: 'cli/options',
      verdict: 'set-up',
      hint: 'See --help.',
    })
  const read = readSaved(readText(path))
  if (values.json === true)
    process.stdout.write(`${JSON.stringify(read.kind === 'events' ? { events: read.events } : read.dump, null, 2)}\n`)
  else process.stdout.write(read.kind === 'events' ? eventsTable(read.events) : dumpTables(read.dump))
  return 0
}

type Saved =
  | { readonly kind: 'dump'; readonly dump: NotificationDump }
  | { readonly kind: 'events'; readonly events: ReturnType<typeof readEventLog>['events'] }

/** Which of the two it is shows in its first lines; what cannot be read at all is complained about as what it resembles. */
export function readSaved(text: string): Saved {
  try {
    const looksLikeLog =
      /^(?:-{5,} beginning of|(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d|\s*\d{9,}\.\d+ |[VDIWEF]\/\w+)/m.test(
        text.slice(0, 4000),
      )
    const looksLikeDump =
      /NotificationRecord\(|Current Notification Manager state|mArchive=Archive|StatusBarNotification\(/.test(text)
    if (looksLikeLog && !looksLikeDump) return { kind: 'events', events: readEventLog(text).events }
    if (
      looksLikeLog &&
      /\bnotification_(?:enqueue|cancel)/.test(text) &&
      !/^\s*(?:Notification List:|NotificationRecord\()/m.test(text)
    )
      return { kind: 'events', events: readEventLog(text).events }
    return { kind: 'dump', dump: readNotificationDump(text) }
  } catch (error) {
    // The file is what was given to this command: whoever gave it must act.
    if (error instanceof UnreadableDump)
      throw new PushfarmError(`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`, {
        code: error.code,
        verdict: 'set-up',
        facts: error.facts,
        ...(error.hint === undefined ? {} : { hint: error.hint }),
        cause: error,
      })
    throw error
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new PushfarmError(`${path} cannot be read.`, { code: 'cli/no-file', verdict: 'set-up', cause: error })
  }
}

function dumpTables(dump: NotificationDump): string {
  const parts = (['posted', 'enqueued', 'snoozed', 'archived'] as const).filter(
    (part) => part === 'posted' || dump[part].length > 0,
  )
  return parts.map((part) => `${part} (${dump[part].length})\n${entriesTable(dump[part])}\n`).join('\n')
}

function entriesTable(entries: readonly NotificationEntry[]): string {
  const rows = entries.map((entry) => [
    entry.package ?? '?',
    entry.opPkg === entry.package ? '' : (entry.opPkg ?? ''),
    String(entry.id ?? '?'),
    entry.channelId ?? '',
    entry.importance === null ? '' : String(entry.importance),
    entry.titleRedacted ? '(redacted)' : oneLine(entry.title),
    entry.textRedacted ? '(redacted)' : oneLine(entry.text ?? entry.bigText),
    entry.postedAtMs === null ? '' : new Date(entry.postedAtMs).toISOString(),
  ])
  return textTable([['package', 'posted by', 'id', 'channel', 'importance', 'title', 'text', 'posted at'], ...rows])
}

function eventsTable(events: Extract<Saved, { kind: 'events' }>['events']): string {
  const rows = events.map((event) => [
    event.time ?? '',
    event.tag,
    event.package ?? event.process ?? '',
    event.pid === null ? '' : String(event.pid),
    event.key ?? (event.id === null ? '' : String(event.id)),
    event.reason === null ? (event.status === null ? '' : `status ${event.status}`) : String(event.reason),
  ])
  return `${textTable([['time', 'event', 'package', 'pid', 'key or id', 'reason'], ...rows])}\n`
}

function oneLine(text: string | null): string {
  const line = (text ?? '').replaceAll(/\s*\n\s*/g, ' ⏎ ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
