import { flagGroupSummary, flagOngoing, readFlags } from './notification-flags.ts'
import { type NotificationHeader, readHeader } from './notification-header.ts'
import { type NotificationEntry, nothingSaid } from './notification-entry.ts'
import { type Extra, type ExtrasRead, type Lines, readExtras } from './notification-extras.ts'
import { readNotificationText } from './notification-text.ts'
import { readKey } from './notification-key.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const importances: Readonly<Record<string, number>> = {
  UNSPECIFIED: -1000,
  NONE: 0,
  MIN: 1,
  LOW: 2,
  DEFAULT: 3,
  HIGH: 4,
  MAX: 5,
}

export function startsRecord(line: string): boolean {
  return /^\s*NotificationRecord\(0x[0-9a-fA-F]+/.test(line)
}

/**
 * Reads the record whose head is at line index `at`; `ends` tells the lines that cannot belong to it any more.
 * Throws UnreadableDump when the head is garbled. Layouts: NotificationRecord.dump of Android 8 to 16.
 */
export function readRecord(
  lines: Lines,
  at: number,
  ends: (line: string) => boolean,
): { readonly entry: NotificationEntry; readonly next: number } {
  const head = readHead(lines, at, ends)
  const body = readBody(lines, head.next, ends)
  return { entry: entryOf(head.header, body), next: body.next }
}

/** A record without its head, as tools that filter a dump leave it: `extras={ … }` and what follows. */
export function readFragment(
  lines: Lines,
  at: number,
  ends: (line: string) => boolean,
): { readonly entry: NotificationEntry; readonly next: number } {
  const body = readBody(lines, at, ends)
  return { entry: entryOf(undefined, body), next: body.next }
}

/** Puts an archived `StatusBarNotification(…)` line into an entry. */
export function entryOfHeader(header: NotificationHeader): NotificationEntry {
  return withContent(header, undefined, undefined)
}

/** An entry of which only the key is known (snoozed ones). Undefined when the text is no key. */
export function entryOfKey(text: string): NotificationEntry | undefined {
  const key = readKey(text)
  if (key === undefined) return undefined
  return { ...nothingSaid, key: text, package: key.package, userId: key.userId, id: key.id, tag: key.tag }
}

/** The head is one line; some ROMs, and mail programs, break it: lines are joined until `Notification(` is there. */
function readHead(
  lines: Lines,
  at: number,
  ends: (line: string) => boolean,
): { readonly header: NotificationHeader; readonly next: number } {
  let text = lines[at] ?? ''
  let header = readHeader(text)
  let next = at + 1
  while ((header === undefined || header.notification === '') && next < at + 5) {
    const line = lines[next]
    if (line === undefined || ends(line) || /^\s*(?:uid|opPkg|icon|flags)=/.test(line)) break
    text = `${text} ${line.trim()}`
    header = readHeader(text) ?? header
    next++
  }
  if (header === undefined) {
    throw new UnreadableDump(
      'notification dump',
      at + 1,
      lines[at] ?? '',
      'it begins a NotificationRecord but does not tell package, user, id, tag and a key that agree',
    )
  }
  return { header, next: header.notification === '' ? at + 1 : next }
}

interface Body {
  readonly fields: ReadonlyMap<string, string>
  readonly extras: ReadonlyMap<string, Extra> | undefined
  readonly next: number
  /** Line where the text of this record ends; 1 for the first line. */
  readonly lastLine: number
  /** Lines that stand behind the content were seen: a missing extras block is then really missing. */
  readonly complete: boolean
  readonly cutLine: number | undefined
}

function readBody(lines: Lines, from: number, ends: (line: string) => boolean): Body {
  const fields = new Map<string, string>()
  let extras: Map<string, Extra> | undefined
  let cutLine: number | undefined
  let block: 'own' | 'public' = 'own'
  let complete = false
  let at = from
  const take = (read: ExtrasRead): void => {
    at = read.next
    if (block === 'public') return
    extras = new Map([...(extras ?? []), ...read.extras])
    for (const extra of read.extras.values()) if (extra.kind === 'cut') cutLine ??= extra.line
  }
  for (; at < lines.length;) {
    const line = lines[at] ?? ''
    if (ends(line)) break
    const field = /^\s*([A-Za-z_][\w.]*)=(.*)$/s.exec(line)
    const name = field?.[1] ?? ''
    if (/^\s*extras=\{\s*$/.test(line)) {
      const startedAt = at + 1
      const read = readExtras(lines, at + 1, (next) => ends(next) || endsContent(next))
      take(read)
      if (!read.closed) cutLine ??= startedAt
      continue
    }
    if (/^android\.(?:title|text|bigText)$/.test(name)) {
      // Somebody's excerpt: the entries without their block.
      take(readExtras(lines, at, (next) => ends(next) || endsContent(next)))
      continue
    }
    if (name === 'notification' || name === 'publicNotification') block = name === 'notification' ? 'own' : 'public'
    else if (endsContent(line)) {
      complete = true
      block = 'own'
    }
    if (field !== null && block === 'own') {
      // The last one counts for what stands behind the content: a text of several lines may imitate it before.
      if (!fields.has(name) || /^m(?:Creation|Update)TimeMs$/.test(name)) fields.set(name, field[2] ?? '')
    }
    at++
  }
  return { fields, extras, next: at, lastLine: at, complete, cutLine }
}

function endsContent(line: string): boolean {
  return /^\s*(?:stats=SingleNotificationStats\{|publicNotification=\s*$|m[A-Z]\w*=|effectiveNotificationChannel=)/.test(
    line,
  )
}

function entryOf(header: NotificationHeader | undefined, body: Body): NotificationEntry {
  const entry = withContent(header, body.fields, body.extras)
  if (body.cutLine !== undefined)
    return { ...entry, unreadable: { line: body.cutLine, why: 'a value or the block of its extras is not closed' } }
  if (body.extras === undefined && !body.complete) {
    return {
      ...entry,
      unreadable: { line: body.lastLine, why: 'the text ends before its extras, title and text are not known' },
    }
  }
  return entry
}

function withContent(
  header: NotificationHeader | undefined,
  fields: ReadonlyMap<string, string> | undefined,
  extras: ReadonlyMap<string, Extra> | undefined,
): NotificationEntry {
  const short = readNotificationText(header?.notification ?? '')
  const keyText = header?.key ?? fields?.get('key') ?? null
  const key = keyText === null ? undefined : readKey(keyText)
  const flags = readFlags(fields?.get('flags') ?? '?') ?? short.flags
  const word = /^[A-Z]+/.exec(fields?.get('mImportance') ?? '')?.[0]
  const vis = fields?.get('vis')
  const title = textOf(extras?.get('android.title'))
  const text = textOf(extras?.get('android.text'))
  return {
    package: header?.package ?? key?.package ?? null,
    opPkg: fields?.get('opPkg')?.trim() ?? null,
    userId: header?.userId ?? key?.userId ?? null,
    id: header?.id ?? key?.id ?? null,
    tag: header?.tag ?? key?.tag ?? null,
    key: keyText,
    channelId: short.channelId ?? channelOf(fields),
    importance: header?.importance ?? (word === undefined ? null : (importances[word] ?? null)),
    title: title.text,
    text: text.text,
    titleRedacted: title.redacted,
    textRedacted: text.redacted,
    bigText: textOf(extras?.get('android.bigText')).text,
    flags,
    ongoing: flags === null ? null : (flags & flagOngoing) !== 0,
    visibility: short.visibility ?? (vis === undefined ? null : Number(vis)),
    groupKey: fields?.get('groupKey') ?? derivedGroupKey(header, short),
    groupSummary: flags === null ? null : (flags & flagGroupSummary) !== 0,
    postedAtMs: readTime(fields?.get('mCreationTimeMs')),
    updatedAtMs: readTime(fields?.get('mUpdateTimeMs')),
  }
}

function textOf(extra: Extra | undefined): { readonly text: string | null; readonly redacted: boolean } {
  switch (extra?.kind) {
    case 'value':
      return { text: extra.text, redacted: false }
    case 'redacted':
      return { text: null, redacted: true }
    case 'null':
    case 'cut':
    case undefined:
      return { text: null, redacted: false }
  }
}

/** `1789312501000`, on One UI `1789312501000(2026-09-13 17:15:01.000+0200)`. */
function readTime(text: string | undefined): number | null {
  const ms = /^\s*(\d+)/.exec(text ?? '')?.[1]
  return ms === undefined ? null : Number(ms)
}

function channelOf(fields: ReadonlyMap<string, string> | undefined): string | null {
  return (
    /^NotificationChannel\{mId='(.*?)', mName=/.exec(fields?.get('effectiveNotificationChannel') ?? '')?.[1] ?? null
  )
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
