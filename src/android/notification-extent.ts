import { headingOf } from './notification-heading.ts'
import { readHeader } from './notification-header.ts'
import { indentOf, type Lines } from './printed-lines.ts'

/** Which lines a record consists of. */
export interface RecordExtent {
  /** Index of its line `uid=… userId=…`, the first below the head; undefined in excerpts that left it out. */
  readonly uidAt: number | undefined
  /** Index of the first line that is no longer part of it. */
  readonly end: number
}

const uidLine = /^[ \t]*uid=\d+ userId=-?\d+\s*$/
/** A tag may hold line breaks; so many lines of a head are joined at most. */
const longestHead = 60

export function startsRecord(line: string): boolean {
  return /^[ \t]*NotificationRecord\(0x[0-9a-fA-F]+/.test(line)
}

/** A record whose head was lost begins with this line. */
export function startsHeadlessRecord(line: string): boolean {
  return uidLine.test(line)
}

/**
 * Finds the end of the record whose head is at `at`. Texts of apps stand in the dump without quotes, so a line of a
 * message may look like a heading or like another record: an end counts once the fields behind the content were seen, or
 * when none of them follows any more.
 */
export function extentOf(lines: Lines, at: number): RecordExtent {
  const uidAt = startsHeadlessRecord(lines[at] ?? '') ? at : findUid(lines, at)
  if (uidAt === undefined) {
    for (let end = at + 1; end < lines.length; end++) {
      const line = lines[end] ?? ''
      if (startsRecord(line) || headingOf(line) !== undefined) return { uidAt, end }
    }
    return { uidAt, end: lines.length }
  }
  const indent = indentOf(lines[uidAt] ?? '')
  const limit = nextWholeRecord(lines, uidAt + 1)
  const goesOnUntil = lastTail(lines, uidAt + 1, limit, indent)
  const seen = new Set<string>()
  for (let end = uidAt + 1; end < limit; end++) {
    const line = lines[end] ?? ''
    const mark = tailMark(line, indent)
    if (mark !== undefined) seen.add(mark)
    const settled = seen.size >= 2
    const looksLikeEnd =
      startsRecord(line) || headingOf(line) !== undefined || (uidLine.test(line) && indentOf(line) === indent)
    if (looksLikeEnd && (settled || end > goesOnUntil)) return { uidAt, end }
  }
  return { uidAt, end: limit }
}

function findUid(lines: Lines, at: number): number | undefined {
  const first = readHeader(lines[at] ?? '')
  const whole = first !== undefined && /\)\s*$/.test(first.notification)
  for (let next = at + 1; next < lines.length && next <= at + longestHead; next++) {
    const line = lines[next] ?? ''
    if (uidLine.test(line)) {
      const joined = readHeader(lines.slice(at, next).join('\n'))
      if (joined === undefined ? next === at + 1 : joined.notification !== '') return next
    }
    if (startsRecord(line) || (whole && next > at + 3)) return undefined
  }
  return undefined
}

/** A head that the line `uid=…` follows: nobody writes that in a message by chance. */
function nextWholeRecord(lines: Lines, from: number): number {
  for (let at = from; at < lines.length; at++) {
    if (startsRecord(lines[at] ?? '') && uidLine.test(lines[at + 1] ?? '')) return at
  }
  return lines.length
}

/** Fields that every version prints behind the content, at the record's own indent. */
function tailMark(line: string, indent: number): string | undefined {
  if (indentOf(line) !== indent) return undefined
  return /^\s*(stats=SingleNotificationStats\{|mGlobalSortKey=|mCreationTimeMs=\d|effectiveNotificationChannel=|mAdjustments=)/.exec(
    line,
  )?.[1]
}

/** Index of the last but one kind of such fields: behind it the record is certainly over. */
function lastTail(lines: Lines, from: number, limit: number, indent: number): number {
  let last: string | undefined
  for (let at = limit - 1; at >= from; at--) {
    const mark = tailMark(lines[at] ?? '', indent)
    if (mark === undefined) continue
    if (last !== undefined && mark !== last) return at
    last ??= mark
  }
  return -1
}
