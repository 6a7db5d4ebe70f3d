import { readExcerpt } from './notification-excerpt.ts'
import { type Damage, type Extra, isWholeBlock, readExtras } from './notification-extras.ts'
import { indentOf, type Lines } from './printed-lines.ts'

/** What stands below a record's head. */
export interface RecordBody {
  readonly fields: ReadonlyMap<string, string>
  readonly extras: ReadonlyMap<string, Extra>
  /** Index of the first line behind it. */
  readonly next: number
  readonly damage: Damage | undefined
}

/** Fields of the record itself whose values may hold line breaks; they go on until one of those that follow them. */
const openFields: ReadonlySet<string> = new Set(['key', 'groupKey'])
const followers = /^(?:seen|groupKey|notification|fullscreenIntent|contentIntent|deleteIntent)$/

/**
 * Reads a body in the layout of NotificationRecord.dump, from the line `uid=… userId=…` on: the record's fields at one
 * indent, its content at the same (Android 8 to 11) or at the double one (12 and later; before it `notification=`, behind
 * it the public version, which is another notification).
 */
export function readWholeBody(lines: Lines, uidAt: number, end: number): RecordBody {
  const indent = indentOf(lines[uidAt] ?? '')
  const fields = new Map<string, string>()
  let at = uidAt
  for (; at < end; at++) {
    const [name, value] = fieldAt(lines, at, indent) ?? []
    if (name === undefined || value === undefined) continue
    if (/^(?:notification|fullscreenIntent|contentIntent|stats)$/.test(name)) break
    if (!openFields.has(name)) {
      setOnce(fields, name, value)
      continue
    }
    const fieldAround = (index: number): string | undefined =>
      (fieldAt(lines, index, indent) ?? fieldAt(lines, index, 2 * indent))?.[0]
    const next = firstIndex(at + 1, Math.min(end, at + 60), (index) => fieldAround(index) !== undefined)
    const more = followers.test(fieldAround(next) ?? '') ? lines.slice(at + 1, next) : []
    setOnce(fields, name, [value, ...more].join('\n'))
    at += more.length
  }
  const content = readContent(lines, at, end, { indent, fields })
  const tail = firstIndex(content.next, end, (index) => fieldAt(lines, index, indent)?.[0] === 'stats')
  for (let next = tail === -1 ? content.next : tail; next < end; next++) {
    const [name, value] = fieldAt(lines, next, indent) ?? []
    if (name === undefined || value === undefined) continue
    setOnce(fields, name, value)
    if (name === 'effectiveNotificationChannel') break
  }
  return { fields, extras: content.extras, next: end, damage: content.damage ?? cutTail(lines, end, fields) }
}

/** A text that ends within a record may end between two lines, where nothing but what is missing tells of it. */
function cutTail(lines: Lines, end: number, fields: ReadonlyMap<string, string>): Damage | undefined {
  const nothingBehind = lines.slice(end).every((line) => line.trim() === '')
  if (!nothingBehind || (fields.has('mCreationTimeMs') && fields.has('mUpdateTimeMs'))) return undefined
  return { line: lastWritten(lines, end), why: 'the text ends before it says when this was posted and updated' }
}

interface Content {
  readonly extras: ReadonlyMap<string, Extra>
  readonly next: number
  readonly damage: Damage | undefined
}

function readContent(
  lines: Lines,
  from: number,
  end: number,
  record: { readonly indent: number; readonly fields: Map<string, string> },
): Content {
  const { indent, fields } = record
  const nested = /^notification=\s*$/.test((lines[from] ?? '').slice(indent))
  const stop = contentEnd(lines, from, end, { indent, nested })
  for (let at = from; at < stop; at++) {
    const line = lines[at] ?? ''
    const own = indentOf(line)
    const text = line.slice(own)
    const visibility = /^vis=(-?\d+)\s*$/.exec(text)?.[1]
    if (visibility !== undefined) setOnce(fields, 'vis', visibility)
    if (!/^extras=\{\s*$/.test(text) || (own !== indent && own !== 2 * indent)) continue
    if (isWholeBlock(lines, at, own)) return readExtras(lines, at + 1, end, own)
    return readExcerpt(lines, at + 1, { end, inBraces: true, isEnd: endsContent })
  }
  // An editor may have changed the indents: then any block before the public version is the record's own.
  for (let at = from; at < stop; at++) {
    if (/^\s*extras=\{\s*$/.test(lines[at] ?? ''))
      return readExcerpt(lines, at + 1, { end: stop, inBraces: true, isEnd: endsContent })
  }
  const why = 'its extras are missing, title and text are not known'
  const unread = { line: lastWritten(lines, end), why }
  return { extras: new Map(), next: from, damage: unread }
}

/**
 * Index of the line that ends a record's own content: `publicNotification=` (12 and later), or else its statistics. Lines
 * of messages may look like them, but stand before the real ones.
 */
function contentEnd(
  lines: Lines,
  from: number,
  end: number,
  { indent, nested }: { readonly indent: number; readonly nested: boolean },
): number {
  const isField = (at: number, start: RegExp): boolean => {
    const line = lines[at] ?? ''
    return indentOf(line) === indent && start.test(line.slice(indent))
  }
  let stop = end
  for (let at = end - 1; at >= from; at--) {
    if (stop === end && isField(at, /^stats=SingleNotificationStats\{/)) stop = at
    if (nested && isField(at, /^publicNotification=\s*$/)) return at
  }
  return stop
}

/**
 * Reads a body that somebody shortened or moved about: fields and extras at any indent, in any order, from line `from`
 * on. It ends at `end`, or where what stands there can only belong to another notification.
 */
export function readLooseBody(lines: Lines, from: number, end: number): RecordBody {
  const fields = new Map<string, string>()
  const extras = new Map<string, Extra>()
  let damage: Damage | undefined
  let seenExtras = false
  let block: 'own' | 'public' = 'own'
  let complete = false
  let at = from
  while (at < end) {
    const line = lines[at] ?? ''
    const [, name, value = ''] = /^\s*([A-Za-z_][\w.]*)=(.*)$/s.exec(line) ?? []
    const inBraces = /^\s*extras=\{\s*$/.test(line)
    if (inBraces || /^android\.(?:title|text|bigText)$/.test(name ?? '')) {
      // Without braces these are lines that a filter or a person picked out; the same key again is the next one.
      if (!inBraces && block === 'own' && extras.has(name ?? '')) break
      if (inBraces && block === 'own' && seenExtras) break
      const read = readExcerpt(lines, inBraces ? at + 1 : at, { end, inBraces, isEnd: endsContent })
      at = read.next
      if (block === 'public') continue
      seenExtras = true
      damage ??= read.damage
      for (const [key, extra] of read.extras) if (!extras.has(key)) extras.set(key, extra)
      continue
    }
    if (name === 'notification' || name === 'publicNotification') block = name === 'notification' ? 'own' : 'public'
    else if (endsContent(line)) {
      complete = true
      block = 'own'
    }
    if (name !== undefined && block === 'own') {
      if (name === 'flags' && fields.has('flags')) break
      setOnce(fields, name, value)
    }
    at++
  }
  if (!seenExtras && !complete) {
    const why = 'the text ends before its extras, title and text are not known'
    damage = { line: lastWritten(lines, at), why }
  }
  return { fields, extras, next: Math.max(at, from + 1), damage }
}

function endsContent(line: string): boolean {
  return /^\s*(?:stats=SingleNotificationStats\{|publicNotification=\s*$|m[A-Z]\w*=|effectiveNotificationChannel=)/.test(
    line,
  )
}

/** Number (1 for the first) of the last line before `end` that is not blank. */
function lastWritten(lines: Lines, end: number): number {
  let at = end - 1
  while (at > 0 && (lines[at] ?? '').trim() === '') at--
  return at + 1
}

/** `name=value` at exactly this indent. The last line of a text, which nothing ended, may be cut in the middle. */
function fieldAt(lines: Lines, at: number, indent: number): readonly [string, string] | undefined {
  const line = lines[at] ?? ''
  if (indentOf(line) !== indent || at === lines.length - 1) return undefined
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(line.slice(indent)) ?? []
  return name === undefined || value === undefined ? undefined : [name, value]
}

function firstIndex(from: number, end: number, matches: (at: number) => boolean): number {
  for (let at = from; at < end; at++) if (matches(at)) return at
  return -1
}

function setOnce(fields: Map<string, string>, name: string, value: string): void {
  if (!fields.has(name)) fields.set(name, value)
}
