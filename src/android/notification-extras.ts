/** Lines with a place in the text; index 0 is line 1. */
export type Lines = readonly string[]

/** One value of an extras block. */
export type Extra =
  | { readonly kind: 'null' }
  /** Made without --noredact: the class is told, the text is not. */
  | { readonly kind: 'redacted'; readonly type: string }
  | { readonly kind: 'value'; readonly type: string; readonly text: string }
  /** The text ends, or goes on with something else, before the value is closed. */
  | { readonly kind: 'cut'; readonly line: number }

export interface ExtrasRead {
  readonly extras: ReadonlyMap<string, Extra>
  /** Index of the first line behind the entries that were read. */
  readonly next: number
  /** The block's closing brace was seen. */
  readonly closed: boolean
}

const entryPattern = /^(\s*)([A-Za-z_][\w.$:-]*)=(.*)$/s

/**
 * Reads entries `KEY=Type (value)` from line `from` on (the line after `extras={`), as Notification.toString and
 * NotificationRecord.dumpNotification print them. Values may run over several lines and hold braces, brackets, blank
 * lines and whole JSON documents: a value ends only at a closing parenthesis behind which the next entry, the block's
 * closing brace or a `stops` line begins.
 */
export function readExtras(lines: Lines, from: number, stops: (line: string) => boolean): ExtrasRead {
  const extras = new Map<string, Extra>()
  let at = from
  let indent: number | undefined
  for (;;) {
    const line = lines[at]
    if (line === undefined) return { extras, next: at, closed: false }
    if (/^\s*\}\s*$/.test(line) && (indent === undefined || indentOf(line) < indent))
      return { extras, next: at + 1, closed: true }
    if (stops(line)) return { extras, next: at, closed: false }
    const entry = entryPattern.exec(line)
    if (entry?.[2] === undefined || entry[3] === undefined) {
      at++ // items of an array (`[0] …`), or a line that a vendor put in between
      continue
    }
    indent ??= indentOf(line)
    if (indentOf(line) !== indent) {
      at++
      continue
    }
    const value = readValue(lines, at, entry[3], indent, stops)
    if (!extras.has(entry[2])) extras.set(entry[2], value.extra)
    at = value.next
  }
}

function readValue(
  lines: Lines,
  at: number,
  first: string,
  indent: number,
  stops: (line: string) => boolean,
): { readonly extra: Extra; readonly next: number } {
  if (first === 'null') return { extra: { kind: 'null' }, next: at + 1 }
  const redacted = /^([A-Za-z][\w.$]*)(?: \[length=\d+\])?\s*$/.exec(first)
  if (redacted?.[1] !== undefined) return { extra: { kind: 'redacted', type: redacted[1] }, next: at + 1 }
  const typed = /^([A-Za-z][\w.$]*(?:\[\])?) \((.*)$/s.exec(first)
  if (typed?.[1] === undefined || typed[2] === undefined) {
    return { extra: { kind: 'value', type: '', text: first }, next: at + 1 }
  }
  const collected = [typed[2]]
  for (let next = at + 1; ; next++) {
    const line = lines[next]
    const closed = collected[collected.length - 1]?.endsWith(')') === true
    if (closed && (line === undefined || endsValue(line, indent, stops))) {
      const text = collected.join('\n')
      return { extra: { kind: 'value', type: typed[1], text: text.slice(0, -1) }, next }
    }
    if (line === undefined) return { extra: { kind: 'cut', line: at + 1 }, next: nextStop(lines, at + 1, stops) }
    collected.push(line)
  }
}

/** What may stand behind a finished value. */
function endsValue(line: string, indent: number, stops: (line: string) => boolean): boolean {
  if (stops(line)) return true
  if (/^\s*\}\s*$/.test(line)) return indentOf(line) < indent
  if (/^\s*\[\d+\] /.test(line)) return true
  const entry = entryPattern.exec(line)
  return entry !== null && indentOf(line) === indent
}

function nextStop(lines: Lines, from: number, stops: (line: string) => boolean): number {
  for (let at = from; at < lines.length; at++) if (stops(lines[at] ?? '')) return at
  return lines.length
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
