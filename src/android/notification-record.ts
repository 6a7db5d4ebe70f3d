import { readImportance } from './importance.ts'
import { flagGroupSummary, flagOngoing, readFlags } from './notification-flags.ts'
import { extentOf } from './notification-extent.ts'
import { type NotificationHeader, readHeader } from './notification-header.ts'
import { type NotificationEntry, nothingSaid } from './notification-entry.ts'
import type { Extra } from './notification-extras.ts'
import { type RecordBody, readLooseBody, readWholeBody } from './notification-body.ts'
import { readNotificationText } from './notification-text.ts'
import { readKey } from './notification-key.ts'
import type { Lines } from './printed-lines.ts'

/** An entry, and the index of the first line behind it. */
export interface EntryRead {
  readonly entry: NotificationEntry
  readonly next: number
}

/**
 * Reads the record whose head is at line index `at`; one without a head begins at its line `uid=… userId=…`. Layouts:
 * NotificationRecord.dump of Android 8 to 16. What cannot be read is told in the entry's `unreadable`.
 */
export function readRecord(lines: Lines, at: number): EntryRead {
  const { uidAt, end } = extentOf(lines, at)
  if (uidAt === at) return { entry: entryOf(undefined, readWholeBody(lines, uidAt, end)), next: end }
  const head = uidAt === undefined ? readLooseHead(lines, at, end) : readWholeHead(lines, at, uidAt)
  const body = uidAt === undefined ? readLooseBody(lines, head.next, end) : readWholeBody(lines, uidAt, end)
  const entry = entryOf(head.header, body)
  if (head.header !== undefined) return { entry, next: end }
  const packageName = /pkg=(\S+) user=/.exec(lines[at] ?? '')?.[1] ?? null
  const why = 'its first line does not tell package, user, id, tag and a key that agree'
  return { entry: { ...entry, package: entry.package ?? packageName, unreadable: { line: at + 1, why } }, next: end }
}

/** A record without its head, as tools that filter a dump leave it: `extras={ … }` and what follows. */
export function readFragment(lines: Lines, at: number, end: number): EntryRead {
  const body = readLooseBody(lines, at, end)
  return { entry: entryOf(undefined, body), next: body.next }
}

/** Puts an archived `StatusBarNotification(…)` line into an entry. */
export function entryOfHeader(header: NotificationHeader): NotificationEntry {
  return withContent(header, undefined)
}

/** An entry of which only the key is known (snoozed ones). Undefined when the text is no key. */
export function entryOfKey(text: string): NotificationEntry | undefined {
  const key = readKey(text)
  if (key === undefined) return undefined
  return { ...nothingSaid, key: text, package: key.package, userId: key.userId, id: key.id, tag: key.tag }
}

/** Under these names MiPush's service tells for which app it posts. */
const targetExtras = ['target_package', 'miui.targetPkg', 'xmsf_target_package']

interface HeadRead {
  readonly header: NotificationHeader | undefined
  readonly next: number
}

/** The head is one line, or several where the tag holds line breaks. */
function readWholeHead(lines: Lines, at: number, uidAt: number): HeadRead {
  return {
    header: readHeader(lines.slice(at, uidAt).join('\n')) ?? readLooseHead(lines, at, uidAt).header,
    next: uidAt,
  }
}

/** Some ROMs, and mail programs, break the head: lines are joined until `Notification(` is there. */
function readLooseHead(lines: Lines, at: number, end: number): HeadRead {
  let text = lines[at] ?? ''
  let header = readHeader(text)
  let next = at + 1
  while ((header === undefined || header.notification === '') && next < Math.min(end, at + 5)) {
    const line = lines[next] ?? ''
    if (/^\s*(?:uid|opPkg|icon|flags)=/.test(line)) break
    text = `${text} ${line.trim()}`
    header = readHeader(text) ?? header
    next++
  }
  if (header !== undefined && header.notification !== '') return { header, next }
  // A line without its end may be cut in the middle of the key.
  return { header: at === lines.length - 1 ? undefined : header, next: at + 1 }
}

function entryOf(header: NotificationHeader | undefined, body: RecordBody): NotificationEntry {
  const entry = withContent(header, body)
  if (body.damage !== undefined) return { ...entry, unreadable: body.damage }
  return entry
}

function withContent(header: NotificationHeader | undefined, body: RecordBody | undefined): NotificationEntry {
  const { fields, extras } = body ?? {}
  const short = readNotificationText(header?.notification ?? '')
  const keyText = header?.key ?? fields?.get('key') ?? null
  const key = keyText === null ? undefined : readKey(keyText)
  const flags = readFlags(fields?.get('flags')?.trim() ?? '?') ?? short.flags
  const vis = integer(fields?.get('vis'))
  const title = textOf(extras?.get('android.title'))
  const text = textOf(extras?.get('android.text'))
  const target = targetExtras.map((name) => textOf(extras?.get(name)).text).find((name) => name !== null)
  return {
    package: header?.package ?? key?.package ?? null,
    opPkg: fields?.get('opPkg')?.trim() ?? null,
    ...(target === undefined ? {} : { targetPackage: target }),
    userId: header?.userId ?? key?.userId ?? null,
    id: header?.id ?? key?.id ?? null,
    tag: header?.tag ?? key?.tag ?? null,
    key: keyText,
    channelId: channelOf(short.channelId, fields),
    importance: header?.importance ?? readImportance(fields?.get('mImportance')?.trim()),
    intercepted: flagOf(fields?.get('mIntercept')),
    title: title.text,
    text: text.text,
    titleRedacted: title.redacted,
    textRedacted: text.redacted,
    bigText: textOf(extras?.get('android.bigText')).text,
    flags,
    ongoing: flags === null ? null : (flags & flagOngoing) !== 0,
    visibility: short.visibility ?? vis,
    groupKey: fields?.get('groupKey') ?? derivedGroupKey(header, short),
    groupSummary: flags === null ? null : (flags & flagGroupSummary) !== 0,
    postedAtMs: integer(fields?.get('mCreationTimeMs')),
    updatedAtMs: integer(fields?.get('mUpdateTimeMs')),
  }
}

function textOf(extra: Extra | undefined): { readonly text: string | null; readonly redacted: boolean } {
  switch (extra?.kind) {
    case 'value':
      return { text: extra.text, redacted: false }
    case 'redacted':
      return { text: null, redacted: true }
    case 'null':
    case 'unreadable':
    case undefined:
      return { text: null, redacted: false }
  }
}

/** `mIntercept=false`, in this layout from Android 8 to 16. */
function flagOf(text: string | undefined): boolean | null {
  switch (text?.trim()) {
    case 'true':
      return true
    case 'false':
      return false
    default:
      return null
  }
}

/** `1789312501000`, on One UI `1789312501000(2026-09-13 17:15:01.000+0200)`. */
function integer(text: string | undefined): number | null {
  const number = /^\s*(-?\d+)(?:\s*$|\()/.exec(text ?? '')?.[1]
  return number === undefined ? null : Number(number)
}

/** One UI masks the channel in the one-line form; the effective channel names it. */
function channelOf(short: string | null, fields: ReadonlyMap<string, string> | undefined): string | null {
  if (short !== null && !/^[^*]*\*{2,}[^*]*$/.test(short)) return short
  const effective = /^NotificationChannel\{mId='(.*?)', mName=/s.exec(
    fields?.get('effectiveNotificationChannel') ?? '',
  )?.[1]
  return effective ?? short
}

/** StatusBarNotification.groupKey(), where only the one-line form is known. */
function derivedGroupKey(
  header: NotificationHeader | undefined,
  short: ReturnType<typeof readNotificationText>,
): string | null {
  if (header === undefined || !short.whole) return null
  if (short.group === null && short.sortKey === null) return header.key
  const group = short.group === null ? `c:${short.channelId ?? ''}` : `g:${short.group}`
  return `${String(header.userId)}|${header.package}|${group}`
}
