import type { EventEntry } from '../android/event-log.ts'
import type { NotificationDump, NotificationEntry } from '../android/notification-entry.ts'
import { cellWidth, textTable } from '../harness/text-table.ts'

const parts = ['posted', 'enqueued', 'snoozed', 'archived'] as const

/** A dump as tables for people, one for each list; posted notifications are shown even when there are none. */
export function dumpTables(dump: NotificationDump): string {
  return parts
    .filter((part) => part === 'posted' || dump[part].length > 0)
    .map((part) => `${part} (${String(dump[part].length)})\n${entriesTable(dump[part])}`)
    .join('\n')
}

/** What of a dump could not be read, one sentence each. */
export function unreadableNotes(dump: NotificationDump): readonly string[] {
  return parts.flatMap((part) =>
    dump[part].flatMap((entry) =>
      entry.unreadable === undefined
        ? []
        : [
            `Line ${String(entry.unreadable.line)}: ${printable(entry.key ?? entry.package ?? 'a notification')} (${part}) is not whole: ${entry.unreadable.why}.`,
          ],
    ),
  )
}

export function eventsTable(events: readonly EventEntry[]): string {
  const rows = events.map((event) => [
    event.time ?? '',
    event.tag,
    event.process ?? event.package ?? '',
    event.pid === null ? '' : String(event.pid),
    short(event.key ?? (event.id === null ? '' : String(event.id)), 60),
    short(whatHappened(event), 60),
  ])
  return table([['time', 'event', 'process', 'pid', 'key or id', 'what'], ...rows])
}

function entriesTable(entries: readonly NotificationEntry[]): string {
  if (entries.length === 0) return 'none\n'
  const users = entries.some((entry) => entry.userId !== null && entry.userId !== 0)
  const rows = entries.map((entry) => [
    entry.package ?? '?',
    ...(users ? [entry.userId === null ? '?' : String(entry.userId)] : []),
    entry.opPkg === entry.package ? '' : (entry.opPkg ?? ''),
    String(entry.id ?? '?'),
    short(entry.tag ?? '', 24),
    short(entry.channelId ?? '', 40),
    importanceText(entry.importance),
    entry.titleRedacted ? '(redacted)' : short(entry.title ?? '', 40),
    entry.textRedacted ? '(redacted)' : short(entry.text ?? entry.bigText ?? '', 60),
    entry.postedAtMs === null ? '' : new Date(entry.postedAtMs).toISOString(),
    remarks(entry),
  ])
  const head = ['package', ...(users ? ['user'] : []), 'posted by', 'id', 'tag', 'channel', 'importance']
  return table([[...head, 'title', 'text', 'posted at', 'remarks'], ...rows])
}

/** Columns that are empty in every row are left out. */
function table(rows: readonly (readonly string[])[]): string {
  const [, ...body] = rows
  const used = (rows[0] ?? []).map((_, at) => body.some((row) => row[at] !== ''))
  return `${textTable(rows.map((row) => row.filter((_, at) => used[at] === true)))}\n`
}

const importances: ReadonlyMap<number, string> = new Map([
  [-1000, 'unspecified'],
  [0, '0 none'],
  [1, '1 min'],
  [2, '2 low'],
  [3, '3 default'],
  [4, '4 high'],
])

function importanceText(importance: number | null): string {
  return importance === null ? '' : (importances.get(importance) ?? String(importance))
}

function remarks(entry: NotificationEntry): string {
  return [
    ...(entry.groupSummary === true ? ['group summary'] : []),
    ...(entry.ongoing === true ? ['ongoing'] : []),
    ...(entry.unreadable === undefined ? [] : [`not whole from line ${String(entry.unreadable.line)} on`]),
  ].join(', ')
}

const statuses = ['post', 'update', 'ignored'] as const

function whatHappened(event: EventEntry): string {
  const { action, status, reason, by, oomAdj, exposureMs, component } = event
  return [
    ...(action === null || event.tag.includes(action.replace('-', '_')) ? [] : [action]),
    ...(status === null ? [] : [`status ${String(status)} (${statuses[status] ?? 'unknown'})`]),
    ...(typeof reason === 'number' ? [`reason ${String(reason)}`] : reason === null ? [] : [reason]),
    ...(by === null || (typeof reason === 'string' && reason.includes(by)) ? [] : [`by ${by}`]),
    ...(oomAdj === null ? [] : [`adj ${String(oomAdj)}`]),
    ...(exposureMs === null ? [] : [`seen for ${String(exposureMs)} ms`]),
    ...(component === null || typeof reason === 'number' ? [] : [component]),
    ...(event.cut ? ['cut off'] : []),
  ].join(', ')
}

/** One line, at most `cells` wide. */
function short(text: string, cells: number): string {
  const line = printable(text)
  if (cellWidth(line) <= cells) return line
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (cellWidth(kept + segment) > cells - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** Texts of apps may hold what would move the terminal's cursor or turn the row around. */
function printable(text: string): string {
  return text
    .replaceAll(/\s*[\n\u2028\u2029]\s*/g, ' ⏎ ')
    .replaceAll(/[\0-\x1f]/g, (character) => String.fromCodePoint(0x2400 + character.charCodeAt(0)))
    .replaceAll(/[\x7f-\x9f]/g, '␡')
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}
