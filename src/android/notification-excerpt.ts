import type { Damage, Extra, ExtrasRead } from './notification-extras.ts'
import { indentOf, type Lines } from './printed-lines.ts'

const entryPattern = /^(\s*)([A-Za-z_][\w.$:-]*)=(.*)$/s

/**
 * Reads entries of extras from a text that an editor, a filter or a person has moved about, from line `from` on: with or
 * without the braces, at any indent. A value ends at a closing parenthesis behind which something else begins.
 * `isEnd` tells the lines that cannot belong to the extras any more.
 */
export function readExcerpt(
  lines: Lines,
  from: number,
  options: { readonly end: number; readonly inBraces: boolean; readonly isEnd: (line: string) => boolean },
): ExtrasRead {
  const { end, inBraces, isEnd } = options
  const extras = new Map<string, Extra>()
  let damage: Damage | undefined
  let at = from
  let indent: number | undefined
  while (at < end) {
    const line = lines[at] ?? ''
    if (closesBlock(lines, at, indent)) return { extras, next: at + 1, damage }
    if (isEnd(line)) break
    const [, , name, first] = entryPattern.exec(line) ?? []
    if (name === undefined || first === undefined || (indent ?? indentOf(line)) !== indentOf(line)) {
      at++ // items of an array (`[0] …`), remarks
      continue
    }
    // Without braces, a field of the record may stand among them.
    if (!inBraces && !name.includes('.')) break
    indent = indentOf(line)
    // Without braces, a key that comes again begins the next notification.
    if (!inBraces && extras.has(name)) return { extras, next: at, damage }
    const value = readValue(lines, at, { name, first }, { ...options, indent })
    if (value.extra.kind === 'unreadable') damage ??= { line: at + 1, why: 'this value is not closed' }
    if (value.guessed === true) damage ??= { line: at + 1, why: 'where this value ends cannot be told for certain' }
    if (!extras.has(name)) extras.set(name, value.extra)
    at = value.next
  }
  if (inBraces) damage ??= { line: Math.max(from, at), why: 'the block of its extras is not closed' }
  return { extras, next: at, damage }
}

interface ValueOptions {
  readonly end: number
  readonly inBraces: boolean
  readonly isEnd: (line: string) => boolean
  readonly indent: number
}

interface ValueRead {
  readonly extra: Extra
  /** Index of the first line behind it. */
  readonly next: number
  readonly guessed?: boolean
}

function readValue(
  lines: Lines,
  at: number,
  { name, first }: { readonly name: string; readonly first: string },
  options: ValueOptions,
): ValueRead {
  if (/^null\s*$/.test(first)) return { extra: { kind: 'null' }, next: at + 1 }
  const redacted = /^([A-Za-z][\w$.]*)(?: \[length=\d+\])?\s*$/.exec(first)
  if (redacted?.[1] !== undefined) return { extra: { kind: 'redacted', type: redacted[1] }, next: at + 1 }
  const typed = /^([A-Za-z][\w$.]*(?:\[\])?) \((.*)$/s.exec(first)
  if (typed?.[1] === undefined || typed[2] === undefined) {
    const isText = /^android\.(?:title|text|bigText)$/.test(name)
    return { extra: isText ? { kind: 'unreadable' } : { kind: 'value', type: '', text: first }, next: at + 1 }
  }
  const collected = [typed[2]]
  let firstClosed: number | undefined
  for (let next = at + 1; ; next++) {
    const line = next < options.end ? lines[next] : undefined
    const closed = /\)\s*$/.test(collected.at(-1) ?? '')
    if (closed) firstClosed ??= next
    if (closed && (line === undefined || endsValue(lines, next, options))) return value(typed[1], collected, next)
    if (line === undefined) {
      // Remarks of people stand behind it; inside the braces nothing but entries may.
      return firstClosed !== undefined && !options.inBraces
        ? { ...value(typed[1], collected.slice(0, firstClosed - at), firstClosed), guessed: true }
        : { extra: { kind: 'unreadable' }, next: firstEnd(lines, at + 1, options) }
    }
    collected.push(line)
  }
}

function value(type: string, lines: Lines, next: number): ValueRead {
  return { extra: { kind: 'value', type, text: lines.join('\n').replace(/\)\s*$/, '') }, next }
}

/** What may stand behind a finished value. */
function endsValue(lines: Lines, at: number, { indent, isEnd }: ValueOptions): boolean {
  const line = lines[at] ?? ''
  if (isEnd(line) || closesBlock(lines, at, indent) || /^\s*\[\d+\] /.test(line)) return true
  return entryPattern.test(line) && indentOf(line) === indent
}

/** A brace less deep than the entries; where an editor took all indents away, one with a field of the record behind it. */
function closesBlock(lines: Lines, at: number, indent: number | undefined): boolean {
  const line = lines[at] ?? ''
  if (line.trim() !== '}') return false
  if (indent === undefined || indentOf(line) < indent) return true
  return indent === 0 && /^(?:\s*$|stats=|publicNotification=|m[A-Z]\w*=)/.test(lines[at + 1] ?? '')
}

function firstEnd(lines: Lines, from: number, { end, isEnd }: ValueOptions): number {
  for (let at = from; at < end; at++) if (isEnd(lines[at] ?? '')) return at
  return end
}
