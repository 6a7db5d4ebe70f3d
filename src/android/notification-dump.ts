import type { NotificationDump, NotificationEntry } from './notification-entry.ts'
import { readHeader } from './notification-header.ts'
import { entryOfHeader, entryOfKey, readFragment, readRecord, startsRecord } from './notification-record.ts'
import { UnreadableDump } from './unreadable-dump.ts'

export type { NotificationDump, NotificationEntry } from './notification-entry.ts'

type Section = 'posted' | 'enqueued' | 'archived' | 'snoozed' | 'pending-snoozed' | 'other'

/** Headings of NotificationManagerService.dumpImpl, Android 8 to 16, and what stands below them. */
const headings: readonly (readonly [RegExp, Section])[] = [
  [/^\s{0,4}Notification List:\s*$/, 'posted'],
  [/^\s{0,4}Enqueued Notification List:\s*$/, 'enqueued'],
  [/^\s{0,4}mArchive=Archive \(\d+ notifications?\)/, 'archived'],
  [/^\s{0,4}Snoozed notifications:\s*$/, 'snoozed'],
  [/^\s{0,3}Pending snoozed notifications\s*$/, 'pending-snoozed'],
  [
    /^\s{0,4}(?:Toast Queue|Ranking Config|Notification Preferences|Notification listeners|Notification assistant services|Zen Mode|Zen Log|Condition providers|Group summaries|Usage Stats|Last notification sound timestamps|TimeToLive alarms|Notification attention state|Lights List):\s*$/,
    'other',
  ],
  [/^\s{0,4}(?:mUseAttentionLight|mMaxPackageEnqueueRate|mListenerHints|hideSilentStatusBar)=/, 'other'],
  [/^Current Notification Manager state/, 'other'],
  [/^(?:PackagePreferences|Restored without uid|Records):\s*$/, 'other'],
  [/^-{9,}\s|^DUMP OF SERVICE /, 'other'],
]

const kind = 'notification dump'

/**
 * Reads what `dumpsys notification` (with or without --noredact), `cmd notification get` or an excerpt of them says.
 * Channels and settings are passed over. Throws UnreadableDump, naming the line, for text that is no such dump, for one
 * that the service did not finish, and for a record whose head is garbled. A record that is cut off behind its head
 * comes with `unreadable` set.
 */
export function readNotificationDump(text: string): NotificationDump {
  const lines = serviceLines(text.trimEnd().split(/\r?\n/))
  // Without a heading, records and pieces of them count as posted: that is what `cmd notification get` prints.
  const found: Record<Section, NotificationEntry[]> = {
    posted: [],
    enqueued: [],
    archived: [],
    snoozed: [],
    'pending-snoozed': [],
    other: [],
  }
  let section: Section = 'posted'
  let recognised = false
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    refuseFailure(line, at)
    const heading = headingOf(line)
    if (heading !== undefined) {
      section = heading
      recognised = true
      at++
    } else if (startsRecord(line)) {
      const record = readRecord(lines, at, endsRecord)
      found[section === 'enqueued' ? 'enqueued' : 'posted'].push(record.entry)
      recognised = true
      at = record.next
    } else if (/^\s*StatusBarNotification\(pkg=/.test(line)) {
      found.archived.push(readArchived(line, at))
      recognised = true
      at++
    } else if (section === 'snoozed' || section === 'pending-snoozed') {
      const entry = readSnoozed(line)
      if (entry !== undefined) found.snoozed.push(entry)
      at++
    } else if (!recognised && isFragment(line)) {
      const fragment = readFragment(lines, at, (next) => endsRecord(next) || (next !== line && /^\s*flags=/.test(next)))
      found.posted.push(fragment.entry)
      at = fragment.next
    } else at++
  }
  if (!recognised && found.posted.length === 0) refuseText(lines)
  return { posted: found.posted, archived: found.archived, enqueued: found.enqueued, snoozed: found.snoozed }
}

function headingOf(line: string): Section | undefined {
  return headings.find(([pattern]) => pattern.test(line))?.[1]
}

function endsRecord(line: string): boolean {
  return startsRecord(line) || headingOf(line) !== undefined
}

function isFragment(line: string): boolean {
  return /^\s*(?:flags=\S|extras=\{\s*$|android\.(?:title|text|bigText)=)/.test(line)
}

/** In a bug report, the part of this service alone; blank lines keep the line numbers. */
function serviceLines(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => /^DUMP OF SERVICE (?:[A-Z]+ )?notification:/.test(line))
  if (start === -1) return lines
  const length = lines
    .slice(start + 1)
    .findIndex((line) => /^DUMP OF SERVICE |^-{9} [\d.]+s was the duration of dumpsys/.test(line))
  const end = length === -1 ? lines.length : start + 1 + length
  return lines.slice(0, end).map((line, at) => (at <= start ? '' : line))
}

function readArchived(line: string, at: number): NotificationEntry {
  const header = readHeader(line)
  if (header !== undefined) return entryOfHeader(header)
  throw new UnreadableDump(
    kind,
    at + 1,
    line,
    'it begins a StatusBarNotification but does not tell package, user, id, tag and a key that agree',
  )
}

/** 28 to 32: a line with a key alone; 34 and later: `key: KEY[ until: TIME]`. `key: 0|package` is only a heading. */
function readSnoozed(line: string): NotificationEntry | undefined {
  const text = line
    .trim()
    .replace(/^key: /, '')
    .replace(/\s+until: .*$|\s{4,}\S.*$/, '')
  return entryOfKey(text)
}

/** What adb, dumpsys or the service say instead of, or in the middle of, a dump. */
function refuseFailure(line: string, at: number): void {
  if (/^\*\*\* SERVICE '.*' DUMP TIMEOUT/.test(line))
    throw new UnreadableDump(kind, at + 1, line, 'the phone gave up in the middle of the dump')
  if (
    /^(?:Can't find service: |Permission Denial: can't dump |error: (?:device|no devices|more than one)|adb: |Failure while dumping the service)/.test(
      line,
    )
  ) {
    throw new UnreadableDump(kind, at + 1, line, 'it is an error message, not a dump')
  }
}

function refuseText(lines: readonly string[]): never {
  const at = lines.findIndex((line) => line.trim() !== '')
  if (at === -1) throw new UnreadableDump(kind, 1, '', 'the text is empty')
  throw new UnreadableDump(
    kind,
    at + 1,
    lines[at] ?? '',
    'nothing from this line on is a heading or a record of dumpsys notification',
  )
}
