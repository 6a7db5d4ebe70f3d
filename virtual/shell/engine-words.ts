import { ShellSyntaxError, type ParameterChange, type Redirect, type Word, type WordPart } from './engine-syntax.ts'

const specialNames = '?$!#@*-0123456789'
/** What ends an unquoted word. */
const metacharacters = ' \t\n;&|()<>'

interface PendingHereDocument {
  readonly delimiter: string
  readonly expands: boolean
  readonly stripTabs: boolean
  readonly parts: WordPart[]
}

/** Cuts shell text into words: quoting, `$…`, backticks, here-documents. */
export class WordReader {
  readonly #text: string
  #at = 0
  readonly #firstLine: number
  #pending: PendingHereDocument[] = []

  constructor(text: string, firstLine = 1) {
    this.#text = text
    this.#firstLine = firstLine
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** Throws when a here-document's body is still to come. */
  checkHereDocuments(): void {
    const [first] = this.#pending
    if (first !== undefined) throw this.#incomplete(`here document '${first.delimiter}' unclosed`)
  }

  get rest(): string {
    return this.#text.slice(this.#at)
  }

  get line(): number {
    let line = this.#firstLine
    for (let i = 0; i < this.#at && i < this.#text.length; i++) if (this.#text[i] === '\n') line++
    return line
  }

  startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  /** Skips an operator; behind a newline come the bodies of here-documents. */
  skip(length: number): void {
    const newline = this.#text[this.#at] === '\n'
    this.#at += length
    if (newline && this.#pending.length > 0) this.#readHereDocuments()
  }

  skipBlanks(): void {
    for (;;) {
      const c = this.#text[this.#at]
      if (c === ' ' || c === '\t') this.#at++
      else if (this.startsWith('\\\n')) this.#at += 2
      else if (c === '#') while (!this.isAtEnd() && this.#text[this.#at] !== '\n') this.#at++
      else return
    }
  }

  /** The word here when it has no quotes or expansions, without taking it. */
  peekPlainWord(): string | undefined {
    let end = this.#at
    for (; end < this.#text.length; end++) {
      const c = this.#text[end] ?? ''
      if (metacharacters.includes(c)) break
      if ('\'"\\$`'.includes(c)) return undefined
    }
    return end > this.#at ? this.#text.slice(this.#at, end) : undefined
  }

  /** The token here as it is written, for error texts. */
  peekRaw(): string {
    let end = this.#at + 1
    while (end < this.#text.length && !metacharacters.includes(this.#text[end] ?? '')) end++
    return this.#text.slice(this.#at, end)
  }

  /** Takes a word. `pattern`: parentheses belong to it (the right side of `=~`). */
  word(pattern = false): Word {
    const parts = this.#parts((c) => metacharacters.includes(c) && !(pattern && '()|'.includes(c)), false)
    return parts
  }

  conditionOperator(): string | undefined {
    const match = /^(==|!=|=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef)(?=[ \t]))/.exec(this.rest.slice(0, 4))
    if (match === null) return undefined
    this.#at += match[0].length
    return match[0]
  }

  redirectOperator(): { fd: number; operator: Redirect['operator']; stripTabs: boolean } | undefined {
    const match = /^(\d*)(&>|<<<|<<-?|<>|<&|>&|>>|>\||<|>)/.exec(this.#text.slice(this.#at, this.#at + 12))
    if (match === null) return undefined
    const [whole, digits = '', symbol = ''] = match
    if (symbol === '&>' && digits !== '') return undefined
    // `<(` is process substitution elsewhere; mksh has none.
    this.#at += whole.length
    const stripTabs = symbol === '<<-'
    const operator = (stripTabs ? '<<' : symbol) as Redirect['operator']
    const fd = digits === '' ? (symbol.startsWith('<') ? 0 : 1) : Number(digits)
    return { fd, operator, stripTabs }
  }

  /** Takes the delimiter; the returned word is filled when the next newline is skipped. */
  hereDocument(stripTabs: boolean): Word {
    const start = this.#at
    const delimiter = this.word()
      .map((part) => (part.kind === 'text' ? part.text : ''))
      .join('')
    const expands = !/['"\\]/.test(this.#text.slice(start, this.#at))
    const parts: WordPart[] = []
    this.#pending.push({ delimiter, expands, stripTabs, parts })
    return parts
  }

  /** `((…))`, undefined when the parentheses do not close together. */
  doubleParentheses(): Word | undefined {
    const end = this.#closingDouble(this.#at + 2)
    if (end === undefined) return undefined
    const inner = this.#text.slice(this.#at + 2, end)
    this.#at = end + 2
    return new WordReader(inner, this.line).#parts(() => false, true)
  }

  #readHereDocuments(): void {
    const pending = this.#pending
    this.#pending = []
    for (const { delimiter, expands, stripTabs, parts } of pending) {
      let body = ''
      for (;;) {
        if (this.isAtEnd()) throw this.#incomplete(`here document '${delimiter}' unclosed`)
        const end = this.#text.indexOf('\n', this.#at)
        let line = this.#text.slice(this.#at, end < 0 ? this.#text.length : end)
        this.#at = end < 0 ? this.#text.length : end + 1
        if (stripTabs) line = line.replace(/^\t+/, '')
        if (line === delimiter) break
        body += line + '\n'
      }
      if (expands) parts.push(...new WordReader(body).#parts(() => false, true))
      else parts.push({ kind: 'text', text: body, quoted: true })
    }
  }

  /** `inQuotes`: blanks and quotes are ordinary, `$` and backticks are not. */
  #parts(isEnd: (character: string) => boolean, inQuotes: boolean): WordPart[] {
    const parts: WordPart[] = []
    let text = ''
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: inQuotes })
      text = ''
    }
    while (!this.isAtEnd()) {
      const c = this.#text[this.#at] ?? ''
      if (c === '\\' && this.#text[this.#at + 1] === '\n') this.#at += 2
      else if (c === '\\' && inQuotes) {
        const next = this.#text[this.#at + 1] ?? ''
        if ('$`\\'.includes(next) && next !== '') {
          text += next
          this.#at += 2
        } else {
          text += c
          this.#at++
        }
      } else if (isEnd(c)) break
      else if (c === '\\') {
        flush()
        const next = this.#text[this.#at + 1] ?? '\\'
        parts.push({ kind: 'text', text: next, quoted: true })
        this.#at += 2
      } else if (c === "'" && !inQuotes) {
        flush()
        parts.push({ kind: 'text', text: this.#singleQuoted(), quoted: true })
      } else if (c === '"' && !inQuotes) {
        flush()
        parts.push(...this.#doubleQuoted())
      } else if (c === '$') {
        const part = this.#dollar(inQuotes)
        if (part === undefined) {
          text += '$'
          this.#at++
        } else {
          flush()
          parts.push(part)
        }
      } else if (c === '`') {
        flush()
        parts.push({ kind: 'command', text: this.#backticks(inQuotes), quoted: inQuotes })
      } else {
        text += c
        this.#at++
      }
    }
    flush()
    return parts
  }

  #singleQuoted(): string {
    const end = this.#text.indexOf("'", this.#at + 1)
    if (end < 0) throw this.#incomplete('no closing quote')
    const inner = this.#text.slice(this.#at + 1, end)
    this.#at = end + 1
    return inner
  }

  #doubleQuoted(): WordPart[] {
    this.#at++
    const parts: WordPart[] = []
    let text = ''
    const flush = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, quoted: true })
      text = ''
    }
    for (;;) {
      if (this.isAtEnd()) throw this.#incomplete('no closing quote')
      const c = this.#text[this.#at] ?? ''
      if (c === '"') break
      if (c === '\\') {
        const next = this.#text[this.#at + 1]
        if (next === undefined) throw this.#incomplete('no closing quote')
        if (next !== '\n') text += '$`"\\'.includes(next) ? next : `\\${next}`
        this.#at += 2
      } else if (c === '`') {
        flush()
        parts.push({ kind: 'command', text: this.#backticks(true), quoted: true })
      } else if (c === '$') {
        const part = this.#dollar(true)
        if (part === undefined) {
          text += '$'
          this.#at++
        } else {
          flush()
          parts.push(part)
        }
      } else {
        text += c
        this.#at++
      }
    }
    this.#at++
    flush()
    // Quotes make a field even when nothing stands between them.
    return parts.length === 0 ? [{ kind: 'text', text: '', quoted: true }] : parts
  }

  #backticks(inQuotes: boolean): string {
    let inner = ''
    for (let i = this.#at + 1; i < this.#text.length; i++) {
      const c = this.#text[i] ?? ''
      if (c === '`') {
        this.#at = i + 1
        return inner
      }
      if (c === '\\') {
        const next = this.#text[++i] ?? ''
        inner += '$`\\'.includes(next) || (inQuotes && next === '"') ? next : `\\${next}`
      } else inner += c
    }
    throw this.#incomplete('no closing quote')
  }

  /** At `$`: an expansion, or undefined for a plain dollar. */
  #dollar(quoted: boolean): WordPart | undefined {
    const next = this.#text[this.#at + 1]
    if (next === undefined) return undefined
    if (this.startsWith('$((')) {
      const end = this.#closingDouble(this.#at + 3)
      if (end !== undefined) {
        const inner = this.#text.slice(this.#at + 3, end)
        this.#at = end + 2
        return { kind: 'arithmetic', expression: new WordReader(inner).#parts(() => false, true), quoted }
      }
    }
    if (next === '(') {
      const end = this.#closing(this.#at + 2)
      const text = this.#text.slice(this.#at + 2, end)
      this.#at = end + 1
      return { kind: 'command', text, quoted }
    }
    if (next === '{') return this.#braces(quoted)
    if (next === "'" && !quoted) {
      this.#at++
      return { kind: 'text', text: this.#dollarQuoted(), quoted: true }
    }
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.#text.slice(this.#at + 1))?.[0]
    if (name !== undefined) {
      this.#at += 1 + name.length
      return { kind: 'parameter', name, quoted }
    }
    if (!specialNames.includes(next)) return undefined
    this.#at += 2
    return { kind: 'parameter', name: next, quoted }
  }

  /** At the first quote of `$'…'`. */
  #dollarQuoted(): string {
    const match = /^'((?:[^'\\]|\\[^])*)'/.exec(this.rest)
    if (match === null) throw this.#incomplete('no closing quote')
    this.#at += match[0].length
    return unescapeText(match[1] ?? '')
  }

  #braces(quoted: boolean): WordPart {
    const head = /^\$\{(#?)([A-Za-z_][A-Za-z0-9_]*|\d+|[?$!#@*-])/.exec(this.rest)
    if (head === null) throw new ShellSyntaxError(`${this.peekRaw()}: bad substitution`, this.line, false)
    const [, hash = '', name = ''] = head
    let [whole] = head
    // `${#}` and `${#-…}` are the number of parameters.
    if (hash === '' && name === '#' && this.rest.startsWith('${#}')) whole = '${#'
    this.#at += whole.length
    if (hash === '#') {
      if (this.#text[this.#at] !== '}') throw new ShellSyntaxError(`\${#${name}: bad substitution`, this.line, false)
      this.#at++
      return { kind: 'parameter', name, quoted, change: { operator: 'length' } }
    }
    const operator = /^(:[-=?+]|[-=?+]|##|#|%%|%|\/\/|\/|:)/.exec(this.rest.slice(0, 2))?.[0]
    let change: ParameterChange | undefined
    if (operator !== undefined) {
      this.#at += operator.length
      change = this.#change(operator, quoted)
    }
    if (this.isAtEnd()) throw this.#incomplete("syntax error: unmatched '{'")
    if (this.#text[this.#at] !== '}') throw new ShellSyntaxError(`\${${name}: bad substitution`, this.line, false)
    this.#at++
    return { kind: 'parameter', name, quoted, ...(change === undefined ? {} : { change }) }
  }

  #change(operator: string, quoted: boolean): ParameterChange {
    const until = (ends: string, pattern: boolean): Word => {
      // Inside double quotes the words of `${x:-…}` are quoted too, patterns are not.
      const parts = this.#parts((c) => ends.includes(c), false)
      if (!quoted || pattern) return parts
      return parts.map((part) => ({ ...part, quoted: true }))
    }
    if (operator === '/' || operator === '//') {
      const pattern = until('/}', true)
      let word: Word = []
      if (this.#text[this.#at] === '/') {
        this.#at++
        word = until('}', false)
      }
      return { operator, pattern, word }
    }
    if (operator === ':') {
      const offset = until(':}', false)
      let length: Word | undefined
      if (this.#text[this.#at] === ':') {
        this.#at++
        length = until('}', false)
      }
      return { operator, offset, length }
    }
    const name = operator as Exclude<ParameterChange['operator'], 'length' | '/' | '//' | ':'>
    return { operator: name, word: until('}', /[#%]/.test(operator)) }
  }

  /** Where the `))` is that closes what starts at `from`. */
  #closingDouble(from: number): number | undefined {
    let depth = 0
    for (let i = from; i < this.#text.length; i++) {
      const c = this.#text[i]
      if (c === '(') depth++
      else if (c === ')') {
        if (depth === 0) return this.#text[i + 1] === ')' ? i : undefined
        depth--
      }
    }
    throw this.#incomplete("syntax error: unmatched '('")
  }

  /** Where the `)` is that closes a command substitution whose text starts at `from`. */
  #closing(from: number): number {
    const inner = new WordReader(this.#text, this.#firstLine)
    inner.#at = from
    let depth = 0
    const cases: number[] = []
    for (;;) {
      inner.skipBlanks()
      if (inner.isAtEnd()) throw this.#incomplete("syntax error: unmatched '('")
      const c = inner.#text[inner.#at] ?? ''
      if (c === '(') depth++
      else if (c === ')') {
        // A pattern of `case` closes nothing.
        if (depth === 0 && cases.length === 0) return inner.#at
        if (cases.length === 0 || depth > (cases.at(-1) ?? 0)) depth--
      } else if (!metacharacters.includes(c)) {
        const plain = inner.peekPlainWord()
        if (plain === 'case') cases.push(depth)
        else if (plain === 'esac') cases.pop()
        inner.word()
        continue
      }
      inner.#at++
    }
  }

  #incomplete(message: string): ShellSyntaxError {
    return new ShellSyntaxError(message, this.line, true)
  }
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

/** C-like escapes of `$'…'`. */
function unescapeText(text: string): string {
  return text.replace(
    /\\(x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[0-7]{1,3}|[^])/g,
    (_, code: string) => {
      const known = escapes[code]
      if (known !== undefined) return known
      if (/^[xuU]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
      if (/^[0-7]/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8))
      return `\\${code}`
    },
  )
}
