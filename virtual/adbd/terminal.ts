import { ByteQueue } from './byte-queue.ts'

const control = (letter: string): number => letter.charCodeAt(0) & 0x1f
const escape = 0x1b
const backspaceKeys: readonly number[] = [0x08, 0x7f]

/**
 * The phone's side of a terminal: echo, a line that can be edited before it is handed over, ^C, ^D, and `\n` to `\r\n`.
 * It joins what on a real phone the kernel's line discipline and mksh's own editor do: left, right, home, end, delete,
 * ^U ^K ^W, and up and down for earlier lines.
 */
export class Terminal {
  readonly input = new ByteQueue()
  readonly #write: (data: Uint8Array) => Promise<void>
  readonly #interrupts = new Set<() => void>()
  readonly #history: string[] = []
  /** Where up and down are in the history; its length is the line being typed. */
  #at = 0
  #draft = ''
  #line: string[] = []
  #cursor = 0
  #size = { rows: 24, columns: 80 }
  /** Bytes of a key or character that is not complete yet. */
  #partial = Buffer.alloc(0)

  constructor(write: (data: Uint8Array) => Promise<void>) {
    this.#write = write
  }

  get size(): { readonly rows: number; readonly columns: number } {
    return this.#size
  }

  resize(size: { readonly rows: number; readonly columns: number }): void {
    this.#size = { rows: size.rows, columns: size.columns }
  }

  onInterrupt(listener: () => void): () => void {
    this.#interrupts.add(listener)
    return () => this.#interrupts.delete(listener)
  }

  /** What a program prints. */
  write(data: Uint8Array): Promise<void> {
    const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    return this.#write(
      text.includes(10) ? Buffer.from(text.toString('latin1').replaceAll('\n', '\r\n'), 'latin1') : text,
    )
  }

  /** Keys from the host. */
  type(keys: Buffer): void {
    let bytes = Buffer.concat([this.#partial, keys])
    while (bytes.length > 0) {
      const used = this.#key(bytes)
      if (used === 0) break
      bytes = bytes.subarray(used)
    }
    this.#partial = Buffer.from(bytes)
  }

  /** The host closed its end. */
  hangUp(): void {
    this.input.end()
  }

  /** Returns how many bytes the first key took; 0 when it is not complete. */
  #key(bytes: Buffer): number {
    const first = bytes[0] ?? 0
    if (first === escape) return this.#escapeSequence(bytes)
    if (first === 13 || first === 10) this.#enter()
    else if (backspaceKeys.includes(first)) this.#erase(this.#cursor - 1, this.#cursor)
    else if (first === control('c')) this.#interrupt()
    else if (first === control('d')) this.#endOfFile()
    else if (first === control('u')) this.#erase(0, this.#cursor)
    else if (first === control('k')) this.#erase(this.#cursor, this.#line.length)
    else if (first === control('w')) this.#erase(this.#wordStart(), this.#cursor)
    else if (first === control('a')) this.#move(0)
    else if (first === control('e')) this.#move(this.#line.length)
    else if (first === control('p')) this.#recall(this.#at - 1)
    else if (first === control('n')) this.#recall(this.#at + 1)
    else if (first >= 0x20 || first === 9) {
      const length = characterBytes(first)
      if (bytes.length < length) return 0
      this.#insert(bytes.toString('utf8', 0, length))
      return length
    }
    return 1
  }

  #escapeSequence(bytes: Buffer): number {
    if (bytes.length < 2) return 0
    const match = /^\x1b(?:\[|O)([\d;]*)([A-Za-z~])/.exec(bytes.toString('latin1', 0, 16))
    if (match === null) return /^\x1b[[O][\d;]*$/.test(bytes.toString('latin1', 0, 16)) ? 0 : 2
    const [whole, digits = '', letter = ''] = match
    if (letter === 'A') this.#recall(this.#at - 1)
    else if (letter === 'B') this.#recall(this.#at + 1)
    else if (letter === 'C') this.#move(this.#cursor + 1)
    else if (letter === 'D') this.#move(this.#cursor - 1)
    else if (letter === 'H' || digits === '1') this.#move(0)
    else if (letter === 'F' || digits === '4') this.#move(this.#line.length)
    else if (digits === '3') this.#erase(this.#cursor, this.#cursor + 1)
    return whole.length
  }

  #enter(): void {
    const line = this.#line.join('')
    this.#echo('\r\n')
    if (line.trim() !== '' && this.#history.at(-1) !== line) this.#history.push(line)
    this.#reset()
    this.input.push(Buffer.from(`${line}\n`))
  }

  #interrupt(): void {
    this.#echo('^C\r\n')
    this.#reset()
    this.input.clear()
    for (const listener of [...this.#interrupts]) listener()
  }

  #endOfFile(): void {
    if (this.#line.length > 0) {
      // ^D in the middle of a line hands over what is there.
      const typed = this.#line.join('')
      this.#reset()
      this.input.push(Buffer.from(typed))
    } else {
      this.#echo('^D\r\n')
      this.input.end()
    }
  }

  #reset(): void {
    this.#line = []
    this.#cursor = 0
    this.#at = this.#history.length
    this.#draft = ''
  }

  #insert(character: string): void {
    this.#line.splice(this.#cursor, 0, character)
    this.#cursor++
    const rest = this.#line.slice(this.#cursor)
    this.#echo(character + rest.join('') + back(width(rest)))
  }

  #erase(from: number, to: number): void {
    const start = Math.max(0, from)
    const end = Math.min(this.#line.length, to)
    if (start >= end) return
    this.#move(start)
    const gone = this.#line.splice(start, end - start)
    const rest = this.#line.slice(start)
    this.#echo(rest.join('') + ' '.repeat(width(gone)) + back(width(rest) + width(gone)))
  }

  #move(to: number): void {
    const goal = Math.min(Math.max(0, to), this.#line.length)
    if (goal < this.#cursor) this.#echo(back(width(this.#line.slice(goal, this.#cursor))))
    else this.#echo(this.#line.slice(this.#cursor, goal).join(''))
    this.#cursor = goal
  }

  #recall(at: number): void {
    if (at < 0 || at > this.#history.length || at === this.#at) return
    if (this.#at === this.#history.length) this.#draft = this.#line.join('')
    this.#at = at
    this.#erase(0, this.#line.length)
    const text = this.#history[at] ?? this.#draft
    this.#line = Array.from(text)
    this.#cursor = this.#line.length
    this.#echo(text)
  }

  #wordStart(): number {
    let at = this.#cursor
    while (at > 0 && this.#line[at - 1] === ' ') at--
    while (at > 0 && this.#line[at - 1] !== ' ') at--
    return at
  }

  #echo(text: string): void {
    // A host that went away is noticed by the program's own writes.
    if (text !== '') this.#write(Buffer.from(text)).catch(() => undefined)
  }
}

function back(columns: number): string {
  return '\b'.repeat(columns)
}

/** Columns on the screen; CJK and emoji take two. */
function width(characters: readonly string[]): number {
  return characters.reduce(
    (sum, c) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        c,
      )
        ? 2
        : 1),
    0,
  )
}

/** Length of the UTF-8 character that starts with this byte. */
function characterBytes(first: number): number {
  if (first >= 0xf0) return 4
  if (first >= 0xe0) return 3
  return first >= 0xc0 ? 2 : 1
}
