import { indentOf, type Lines } from './printed-lines.ts'

/** One value of an extras block. */
export type Extra =
  | { readonly kind: 'null' }
  /** Made without --noredact: the class is told, the text is not. */
  | { readonly kind: 'redacted'; readonly type: string }
  | { readonly kind: 'value'; readonly type: string; readonly text: string }
  /** The value is not closed, or it stands there twice with two meanings. */
  | { readonly kind: 'unreadable' }

export interface Damage {
  /** 1 for the first line. */
  readonly line: number
  readonly why: string
}

export interface ExtrasRead {
  readonly extras: ReadonlyMap<string, Extra>
  /** Index of the first line behind the block. */
  readonly next: number
  readonly damage: Damage | undefined
}

/** The printed form of one value: `null`, `Type`, `Type [length=3]`, `Type (text` or `Type[] (2)`. */
const form = String.raw`(?:[\w$.]+(?:\[\])*(?: \[length=\d+\])?|[\w$.]*(?:\[\])* \(.*)$`
const types = /^([\w$.]*(?:\[\])*) \((.*)$/s
/** What Notification.Builder puts in beside texts; these never hold line breaks. */
const plainTypes = /^(?:Boolean|Integer|Long|Float|Double|Short|Byte|Character|Bitmap)$/
/**
 * Reads a whole block as NotificationRecord.dumpNotification prints it, from the line after `extras={` on: entries at
 * `indent + 4`, the closing brace at `indent`. Values may run over several lines, which begin at column 0, and may hold
 * braces, brackets, blank lines and whole JSON documents: a value ends only at a closing parenthesis behind which the next
 * entry or the closing brace stands. What cannot be part of such a block is told as damage.
 */
export function readExtras(lines: Lines, from: number, end: number, indent: number): ExtrasRead {
  const block = new Block(lines, end, indent)
  return block.read(from)
}

/** Tells whether the block behind `extras={` at `at` is laid out as Android does, and not moved about by an editor. */
export function isWholeBlock(lines: Lines, at: number, indent: number): boolean {
  const first = lines[at + 1]
  if (first === undefined) return true
  return indentOf(first) === indent + 4 || (indentOf(first) === indent && first.trim() === '}')
}

class Block {
  readonly #lines: Lines
  readonly #end: number
  readonly #indent: number
  readonly #entry: RegExp
  readonly #extras = new Map<string, Extra>()
  #damage: Damage | undefined

  constructor(lines: Lines, end: number, indent: number) {
    this.#lines = lines
    this.#end = end
    this.#indent = indent
    this.#entry = new RegExp(`^[ \\t]{${String(indent + 4)}}([^\\s=][^=]*)=(${form})`, 's')
  }

  read(from: number): ExtrasRead {
    let at = from
    while (at < this.#end) {
      const line = this.#lines[at] ?? ''
      if (this.#closes(at)) return { extras: this.#extras, next: at + 1, damage: this.#damage }
      const [, name, value] = this.#entry.exec(line) ?? []
      // The last line of a text, which nothing ended, may be cut in the middle.
      if (at === this.#lines.length - 1) {
        this.#harm(at, 'the text ends in the middle of the extras')
        break
      }
      if (name === undefined || value === undefined) {
        if (this.#leavesOut(line)) {
          at++
          continue
        }
        if (indentOf(line) <= this.#indent && /^[ \t]*[A-Za-z]\w*=/.test(line)) break
        this.#harm(at, 'this line is no entry of the extras')
        at++
        continue
      }
      at = this.#take(at, name, value)
    }
    this.#harm(Math.max(from, Math.min(at, this.#end) - 1), 'the block of its extras is not closed')
    return { extras: this.#extras, next: at, damage: this.#damage }
  }

  /** Keeps the value at `at`; returns the index of the line behind it. */
  #take(at: number, name: string, value: string): number {
    const typed = types.exec(value)
    if (value === 'null') return this.#keep(at, name, { kind: 'null' }, at + 1)
    if (typed === null) {
      return this.#keep(at, name, { kind: 'redacted', type: value.replace(/ \[length=\d+\]$/, '') }, at + 1)
    }
    const [, type = '', first = ''] = typed
    if (type.endsWith('[]') && /^\d+\)$/.test(first)) {
      let next = at + 1
      while (next < this.#end && !this.#continues(next)) next++
      return this.#keep(at, name, { kind: 'value', type, text: first.slice(0, -1) }, next)
    }
    const collected = [first]
    let doubtful = false
    for (let next = at + 1; ; next++) {
      const closed = collected.at(-1)?.endsWith(')') === true
      if (closed && next < this.#end && this.#continues(next)) {
        if (doubtful || (collected.length > 1 && plainTypes.test(type))) {
          this.#harm(at, 'a line of this value looks like another entry, or the line between them is missing')
          return this.#keep(at, name, { kind: 'unreadable' }, next)
        }
        return this.#keep(at, name, { kind: 'value', type, text: collected.join('\n').slice(0, -1) }, next)
      }
      if (next >= this.#end) {
        this.#harm(at, 'this value is not closed')
        return this.#keep(at, name, { kind: 'unreadable' }, next)
      }
      if (this.#entry.test(this.#lines[next] ?? '')) doubtful = true
      collected.push(this.#lines[next] ?? '')
    }
  }

  #keep(at: number, name: string, extra: Extra, next: number): number {
    const earlier = this.#extras.get(name)
    if (earlier === undefined) this.#extras.set(name, extra)
    else if (JSON.stringify(earlier) !== JSON.stringify(extra)) {
      this.#extras.set(name, { kind: 'unreadable' })
      this.#harm(at, 'this key stands there twice, with different values')
    }
    return next
  }

  /** The next entry or the end of the block begins here. */
  #continues(at: number): boolean {
    const line = this.#lines[at] ?? ''
    return this.#entry.test(line) || this.#closes(at) || this.#leavesOut(line)
  }

  /** The closing brace; a message may hold such a line, but hardly a field of the record behind it as well. */
  #closes(at: number): boolean {
    const line = this.#lines[at] ?? ''
    if (line.trim() !== '}' || indentOf(line) !== this.#indent) return false
    const behind = at + 1 < this.#end ? this.#lines[at + 1] : undefined
    return (
      behind === undefined ||
      behind.trim() === '' ||
      (indentOf(behind) <= this.#indent && /^[ \t]*[A-Za-z]\w*(?:=|\(|\[|: )/.test(behind))
    )
  }

  /** Somebody left lines out here, and shows it at the indent of what was there. A message of dots begins at column 0. */
  #leavesOut(line: string): boolean {
    return /^[ \t]+\[?(?:\.{3,}|…)\]?\s*$/.test(line) && indentOf(line) >= this.#indent
  }

  #harm(at: number, why: string): void {
    this.#damage ??= { line: at + 1, why }
  }
}
