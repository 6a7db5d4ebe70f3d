import { type NotificationDump, type NotificationEntry, nothingSaid } from './notification-entry.ts'
import { startsHeadlessRecord, startsRecord } from './notification-extent.ts'
import { readHeader } from './notification-header.ts'
import { headingOf, isOrdinaryHeading, type Section } from './notification-heading.ts'
import { type EntryRead, entryOfHeader, entryOfKey, readFragment, readRecord } from './notification-record.ts'
import { indentOf, isNoise, type Lines, printedLines } from './printed-lines.ts'
import { UnreadableDump } from './unreadable-dump.ts'

export type { NotificationDump, NotificationEntry } from './notification-entry.ts'

const kind = 'notification dump'

/**
 * Reads what `dumpsys notification` (with or without --noredact), `cmd notification get`, `post -v` or `list`, a bug
 * report or an excerpt of them says. Channels and settings are passed over. Throws UnreadableDump, naming the line, for
 * text that is no such dump, for one that the service did not finish, and when not a single entry can be read. An entry
 * that is cut off or garbled comes with `unreadable` set.
 */
export function readNotificationDump(text: string): NotificationDump {
  const lines = atOwnIndent(serviceLines(printedLines(text)))
  const keys = readKeyList(lines)
  if (keys !== undefined) return { posted: keys, archived: [], enqueued: [], snoozed: [] }
  const found: Record<Section, NotificationEntry[]> = { posted: [], enqueued: [], archived: [], snoozed: [], other: [] }
  // Without a heading, records and pieces of them count as posted: that is what `cmd notification get` prints.
  let section: Section = 'posted'
  let recognised = false
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    refuseFailure(line, at)
    const heading = headingOf(line)
    if (heading !== undefined) {
      section = heading
      recognised ||= !isOrdinaryHeading(line)
      at++
      continue
    }
    const read = readEntry(lines, at, section, recognised)
    if (read === undefined) {
      at++
      continue
    }
    found[read.section].push(read.entry)
    recognised ||= read.entry.key !== null || read.section !== 'posted' || startsRecord(line)
    at = read.next
  }
  const entries = [...found.posted, ...found.enqueued, ...found.archived, ...found.snoozed]
  if (entries.length === 0 && !recognised) refuseText(lines)
  const garbled = entries.find((entry) => entry.key === null && entry.unreadable !== undefined)
  if (garbled?.unreadable !== undefined && entries.every((entry) => !tellsAnything(entry))) {
    const { line, why } = garbled.unreadable
    throw new UnreadableDump(kind, line, lines[line - 1] ?? '', why)
  }
  return {
    posted: found.posted,
    archived: found.archived,
    enqueued: found.enqueued,
    snoozed: found.snoozed.filter(
      (entry, at, all) => entry.key === null || all.findIndex(({ key }) => key === entry.key) === at,
    ),
  }
}

/** `cmd notification list`: a key per line and nothing else. */
function readKeyList(lines: Lines): readonly NotificationEntry[] | undefined {
  const entries: NotificationEntry[] = []
  for (const line of lines) {
    if (isNoise(line)) continue
    const entry = entryOfKey(line.trim())
    if (entry === undefined) return undefined
    entries.push(entry)
  }
  return entries.length === 0 ? undefined : entries
}

/**
 * What a text resembles, readable or not: a dump (its headings or records are there), an excerpt (single lines of one), or
 * neither. For telling a dump from another file.
 */
export function notificationDumpForm(text: string): 'dump' | 'excerpt' | 'neither' {
  const lines = atOwnIndent(serviceLines(printedLines(text)))
  if (lines.some(isOfDump) || readKeyList(lines) !== undefined) return 'dump'
  return lines.some(isFragment) ? 'excerpt' : 'neither'
}

function isOfDump(line: string): boolean {
  return (
    startsRecord(line) ||
    /^\s*StatusBarNotification\(pkg=/.test(line) ||
    /^(?:\*\*\* SERVICE 'notification' DUMP|Can't find service: notification|Permission Denial: can't dump)/.test(
      line,
    ) ||
    (headingOf(line) !== undefined && !isOrdinaryHeading(line))
  )
}

function readEntry(
  lines: Lines,
  at: number,
  section: Section,
  recognised: boolean,
): (EntryRead & { readonly section: Section }) | undefined {
  const line = lines[at] ?? ''
  if (startsRecord(line) || startsHeadlessRecord(line)) {
    // Behind the archive there is only the list of what is handed in, even if its heading was lost.
    const list = section === 'enqueued' || section === 'archived' ? 'enqueued' : 'posted'
    return { ...readRecord(lines, at), section: list }
  }
  if (/^\s*StatusBarNotification\(pkg=/.test(line)) return { ...readArchived(lines, at), section: 'archived' }
  if (section === 'snoozed') {
    const read = readSnoozed(lines, at)
    return read && { ...read, section }
  }
  return isFragment(line) && !recognised ? { ...readFragment(lines, at, endOfFragment(lines, at)), section } : undefined
}

function endOfFragment(lines: Lines, at: number): number {
  for (let end = at + 1; end < lines.length; end++) {
    const line = lines[end] ?? ''
    if (startsRecord(line) || headingOf(line) !== undefined) return end
  }
  return lines.length
}

function isFragment(line: string): boolean {
  return /^\s*(?:flags=(?:0x[0-9a-f]+|\d+|[A-Z][A-Z_|]+)\s*$|extras=\{\s*$|android\.(?:title|text|bigText)=(?:null\s*$|\w+(?:\s*$| [([])))/.test(
    line,
  )
}

function tellsAnything(entry: NotificationEntry): boolean {
  return entry.key !== null || entry.title !== null || entry.text !== null || entry.flags !== null
}

/** In a bug report, the parts of this service alone (it prints its list and the rest apart); blank lines keep the numbers. */
function serviceLines(lines: Lines): Lines {
  let inside: boolean | undefined
  const kept = lines.map((line) => {
    if (line.startsWith('DUMP OF SERVICE ')) inside = /^DUMP OF SERVICE (?:[A-Z]+ )?notification:/.test(line)
    else if (/^-{9} [\d.]+s was the duration of dumpsys/.test(line)) inside = false
    return inside === true ? line : ''
  })
  return inside === undefined || kept.every((line) => line === '') ? lines : kept
}

/** A log or an article may have moved the whole dump to the right; what its headings show is taken back. */
function atOwnIndent(lines: Lines): Lines {
  for (const line of lines) {
    const expected = /^\s*Current Notification Manager state/.test(line)
      ? 0
      : /^\s*(?:Notification List:|mArchive=Archive \()/.test(line)
        ? 2
        : undefined
    if (expected === undefined) continue
    const moved = indentOf(line) - expected
    return moved <= 0 ? lines : lines.map((other) => other.slice(Math.min(moved, indentOf(other))))
  }
  return lines
}

function readArchived(lines: Lines, at: number): EntryRead {
  const line = lines[at] ?? ''
  // A tag with line breaks makes several lines of it.
  for (let next = at + 1; next <= Math.min(lines.length, at + 60); next++) {
    const header = readHeader(lines.slice(at, next).join('\n'))
    if (header !== undefined && /\)\)\s*$/.test(header.notification)) return { entry: entryOfHeader(header), next }
    const following = lines[next] ?? ''
    if (/^\s*StatusBarNotification\(pkg=/.test(following) || headingOf(following) !== undefined) break
  }
  const header = readHeader(line)
  const unreadable = { line: at + 1, why: 'this archived notification is cut off or garbled' }
  if (header !== undefined) return { entry: { ...entryOfHeader(header), unreadable }, next: at + 1 }
  const packageName = /pkg=(\S+) user=/.exec(line)?.[1] ?? null
  return { entry: { ...nothingSaid, package: packageName, unreadable }, next: at + 1 }
}

/**
 * 28 to 32: a line with a key alone, pending ones with a time behind four blanks; 34 and later: `key: KEY[ until: TIME]`.
 * `key: 0|package` is only a heading. Undefined for a line that begins no key.
 */
function readSnoozed(lines: Lines, at: number): EntryRead | undefined {
  const first = (lines[at] ?? '').trimStart().replace(/^key: /, '')
  if (!/^-?\d+\|[^|\s]+\|-?\d+\|/.test(first)) return undefined
  // A tag with line breaks makes several lines of it.
  for (let next = at + 1; next <= Math.min(lines.length, at + 60); next++) {
    const text = [first, ...lines.slice(at + 1, next)].join('\n').trimEnd()
    const entry = entryOfKey(text) ?? entryOfKey(text.replace(/ until: [^|]*$|\s{4,}[^|]*$/, ''))
    if (entry !== undefined) return { entry, next }
    if (headingOf(lines[next] ?? '') !== undefined) break
  }
  const unreadable = { line: at + 1, why: 'the key of this snoozed notification is cut off or garbled' }
  return { entry: { ...nothingSaid, package: first.split('|')[1] ?? null, unreadable }, next: at + 1 }
}

/** What adb, dumpsys or the service say instead of, or in the middle of, a dump. */
function refuseFailure(line: string, at: number): void {
  if (/^\*\*\* SERVICE '.*' DUMP TIMEOUT/.test(line))
    throw new UnreadableDump(kind, at + 1, line, 'the phone gave up in the middle of the dump')
  if (
    /^(?:Can't find service: |Permission Denial: can't dump |error: |adb: |Failure while dumping the service)/.test(
      line,
    )
  ) {
    throw new UnreadableDump(kind, at + 1, line, 'it is an error message, not a dump')
  }
}

function refuseText(lines: Lines): never {
  const first = lines.findIndex((line) => !isNoise(line))
  const at = first === -1 ? lines.findIndex((line) => line.trim() !== '') : first
  if (at === -1) throw new UnreadableDump(kind, 1, '', 'the text is empty')
  throw new UnreadableDump(
    kind,
    at + 1,
    lines[at] ?? '',
    'nothing from this line on is a heading or a record of dumpsys notification',
  )
}
