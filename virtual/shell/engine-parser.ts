import { WordReader } from './engine-words.ts'
import {
  ShellSyntaxError,
  type AndOr,
  type Assignment,
  type CaseItem,
  type Condition,
  type List,
  type Pipeline,
  type Redirect,
  type ShellCommand,
  type Word,
} from './engine-syntax.ts'

const closers = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}'])
const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/
const operators = ['&&', '||', ';;', ';&', ';', '&', '|', '(', ')', '\n']

/** Reads shell text command by command, as mksh does: a later syntax error does not keep earlier lines from running. */
export class Parser {
  readonly #words: WordReader
  /** What is open, for `unmatched 'if'`. */
  readonly #nesting: string[] = []

  constructor(text: string, firstLine = 1) {
    this.#words = new WordReader(text, firstLine)
  }

  get line(): number {
    return this.#words.line
  }

  /** Text behind what `next` returned. */
  get rest(): string {
    return this.#words.rest
  }

  /** The next line's commands, undefined at the end. Throws ShellSyntaxError. */
  next(): List | undefined {
    for (;;) {
      this.#skipBlanks()
      if (this.#words.isAtEnd()) return undefined
      if (!this.#take('\n')) break
    }
    const list = this.#list(() => this.#peek() === '\n' || this.#words.isAtEnd())
    this.#skipBlanks()
    if (!this.#words.isAtEnd() && !this.#take('\n')) throw this.#unexpected()
    this.#words.checkHereDocuments()
    return list
  }

  /** The whole text. */
  all(): List {
    const found: AndOr[] = []
    for (let list = this.next(); list !== undefined; list = this.next()) found.push(...list)
    return found
  }

  #list(stop: () => boolean): List {
    const found: AndOr[] = []
    for (;;) {
      this.#skipBlanks()
      if (stop()) return found
      const item = this.#andOr()
      this.#skipBlanks()
      const operator = this.#peek()
      if (operator === '&') {
        this.#take('&')
        found.push({ ...item, background: true })
      } else {
        found.push(item)
        if (operator !== ';') return found
        this.#take(';')
      }
    }
  }

  /** Commands inside something that ends with a reserved word or `)`; newlines separate. */
  #body(opened: string, ...ends: readonly string[]): List {
    const found: AndOr[] = []
    const ended = (): boolean => {
      const at = this.#peek() ?? this.#words.peekPlainWord()
      return at !== undefined && ends.includes(at)
    }
    this.#nesting.push(opened)
    for (;;) {
      this.#skipNewlines()
      if (ended()) break
      if (this.#words.isAtEnd()) throw this.#unexpected()
      found.push(...this.#list(() => this.#peek() === '\n' || this.#words.isAtEnd() || ended()))
      this.#skipBlanks()
      if (this.#peek() !== '\n' && !ended()) throw this.#unexpected()
    }
    this.#nesting.pop()
    if (found.length === 0 && !ends.includes(';;')) throw this.#unexpected()
    return found
  }

  #andOr(): AndOr {
    const first = this.#pipeline()
    const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = []
    for (;;) {
      this.#skipBlanks()
      const operator = this.#peek()
      if (operator !== '&&' && operator !== '||') return { first, rest, background: false }
      this.#take(operator)
      this.#skipNewlines()
      rest.push({ operator, pipeline: this.#pipeline() })
    }
  }

  #pipeline(): Pipeline {
    let negated = false
    let timed = false
    for (;;) {
      this.#skipBlanks()
      const word = this.#words.peekPlainWord()
      if (word === '!') negated = !negated
      else if (word === 'time') timed = true
      else break
      this.#words.word()
    }
    const commands: ShellCommand[] = []
    this.#skipBlanks()
    if (timed && (this.#peek() !== undefined || this.#words.isAtEnd()) && this.#peek() !== '(')
      return { negated, timed, commands }
    for (;;) {
      commands.push(this.#command())
      this.#skipBlanks()
      if (this.#peek() !== '|') return { negated, timed, commands }
      this.#take('|')
      this.#skipNewlines()
    }
  }

  #command(): ShellCommand {
    this.#skipBlanks()
    if (this.#words.startsWith('((')) {
      const expression = this.#words.doubleParentheses()
      if (expression !== undefined) return { kind: 'arithmetic', expression, redirects: this.#redirects() }
    }
    if (this.#take('(')) {
      const body = this.#body('(', ')')
      this.#expect(')')
      return { kind: 'subshell', body, redirects: this.#redirects() }
    }
    const word = this.#words.peekPlainWord()
    if (word !== undefined) {
      const compound = this.#compound(word)
      if (compound !== undefined) return compound
    }
    return this.#simple()
  }

  #compound(word: string): ShellCommand | undefined {
    if (closers.has(word)) throw this.#unexpected()
    switch (word) {
      case '{': {
        this.#words.word()
        const body = this.#body('{', '}')
        this.#reserved('}')
        return { kind: 'group', body, redirects: this.#redirects() }
      }
      case 'if':
        return this.#if()
      case 'while':
      case 'until': {
        this.#words.word()
        const condition = this.#body(word, 'do')
        const body = this.#doGroup()
        return { kind: word, condition, body, redirects: this.#redirects() }
      }
      case 'for':
        return this.#for()
      case 'case':
        return this.#case()
      case 'function':
        return this.#functionKeyword()
      case '[[':
        return this.#conditionCommand()
      default:
        return undefined
    }
  }

  #if(): ShellCommand {
    const branches: { condition: List; body: List }[] = []
    this.#words.word()
    for (;;) {
      const condition = this.#body('if', 'then')
      this.#reserved('then')
      const body = this.#body('if', 'elif', 'else', 'fi')
      branches.push({ condition, body })
      const next = this.#words.peekPlainWord()
      this.#words.word()
      if (next === 'elif') continue
      let otherwise: List | undefined
      if (next === 'else') {
        otherwise = this.#body('if', 'fi')
        this.#reserved('fi')
      }
      return { kind: 'if', branches, otherwise, redirects: this.#redirects() }
    }
  }

  #doGroup(): List {
    this.#skipNewlines()
    this.#reserved('do')
    const body = this.#body('do', 'done')
    this.#reserved('done')
    return body
  }

  #for(): ShellCommand {
    this.#words.word()
    this.#nesting.push('for')
    this.#skipBlanks()
    const name = this.#words.peekPlainWord()
    if (name === undefined || !namePattern.test(name)) throw this.#unexpected()
    this.#words.word()
    this.#skipNewlines()
    let words: Word[] | undefined
    if (this.#words.peekPlainWord() === 'in') {
      this.#words.word()
      words = []
      this.#skipBlanks()
      while (this.#peek() === undefined && !this.#words.isAtEnd()) {
        words.push(this.#words.word())
        this.#skipBlanks()
      }
      if (!this.#take(';') && !this.#take('\n')) throw this.#unexpected()
    } else this.#take(';')
    this.#nesting.pop()
    return { kind: 'for', name, words, body: this.#doGroup(), redirects: this.#redirects() }
  }

  #case(): ShellCommand {
    this.#words.word()
    this.#nesting.push('case')
    this.#skipBlanks()
    if (this.#peek() !== undefined || this.#words.isAtEnd()) throw this.#unexpected()
    const word = this.#words.word()
    this.#skipNewlines()
    this.#reserved('in')
    const items: CaseItem[] = []
    for (;;) {
      this.#skipNewlines()
      if (this.#words.peekPlainWord() === 'esac') break
      if (this.#words.isAtEnd()) throw this.#unexpected()
      this.#take('(')
      const patterns: Word[] = []
      do {
        this.#skipBlanks()
        if (this.#peek() !== undefined || this.#words.isAtEnd()) throw this.#unexpected()
        patterns.push(this.#words.word())
        this.#skipBlanks()
      } while (this.#take('|'))
      this.#expect(')')
      const body = this.#body('case', ';;', ';&', 'esac')
      const end = this.#peek() === ';&' ? ';&' : ';;'
      if (!this.#take(';;')) this.#take(';&')
      items.push({ patterns, body, end })
    }
    this.#nesting.pop()
    this.#reserved('esac')
    return { kind: 'case', word, items, redirects: this.#redirects() }
  }

  #functionKeyword(): ShellCommand {
    this.#words.word()
    this.#skipBlanks()
    const name = this.#words.peekPlainWord()
    if (name === undefined) throw this.#unexpected()
    this.#words.word()
    this.#skipBlanks()
    if (this.#take('(')) this.#expect(')')
    return this.#functionBody(name)
  }

  #functionBody(name: string): ShellCommand {
    this.#skipNewlines()
    return { kind: 'function', name, body: this.#command() }
  }

  #conditionCommand(): ShellCommand {
    this.#words.word()
    this.#nesting.push('[[')
    const expression = this.#conditionOr()
    this.#nesting.pop()
    this.#skipNewlines()
    if (this.#words.peekPlainWord() !== ']]') throw this.#unexpected()
    this.#words.word()
    return { kind: 'condition', expression, redirects: this.#redirects() }
  }

  #conditionOr(): Condition {
    let left = this.#conditionAnd()
    for (;;) {
      this.#skipNewlines()
      if (!this.#take('||')) return left
      left = { kind: 'or', left, right: this.#conditionAnd() }
    }
  }

  #conditionAnd(): Condition {
    let left = this.#conditionNot()
    for (;;) {
      this.#skipNewlines()
      if (!this.#take('&&')) return left
      left = { kind: 'and', left, right: this.#conditionNot() }
    }
  }

  #conditionNot(): Condition {
    this.#skipNewlines()
    const plain = this.#words.peekPlainWord()
    if (plain === '!') {
      this.#words.word()
      return { kind: 'not', inner: this.#conditionNot() }
    }
    if (this.#take('(')) {
      const inner = this.#conditionOr()
      this.#skipNewlines()
      this.#expect(')')
      return inner
    }
    if (plain === ']]' || this.#words.isAtEnd()) throw this.#unexpected()
    const first = this.#words.word()
    if (plain !== undefined && /^-[a-zA-Z]$/.test(plain)) {
      this.#skipBlanks()
      const next = this.#words.peekPlainWord()
      if (next !== ']]' && this.#peek() === undefined)
        return { kind: 'unary', operator: plain, operand: this.#words.word() }
    }
    this.#skipBlanks()
    const operator = this.#words.conditionOperator()
    if (operator === undefined) return { kind: 'unary', operator: '-n', operand: first }
    this.#skipBlanks()
    if (this.#words.isAtEnd()) throw this.#unexpected()
    return { kind: 'binary', operator, left: first, right: this.#words.word(true) }
  }

  #simple(): ShellCommand {
    const line = this.#words.line
    const assignments: Assignment[] = []
    const words: Word[] = []
    const redirects: Redirect[] = []
    for (;;) {
      this.#skipBlanks()
      const redirect = this.#redirect()
      if (redirect !== undefined) {
        redirects.push(redirect)
        continue
      }
      if (this.#words.isAtEnd() || this.#peek() !== undefined) break
      const word = this.#words.word()
      const assignment = words.length === 0 ? asAssignment(word) : undefined
      if (assignment !== undefined) {
        assignments.push(assignment)
        continue
      }
      words.push(word)
      const name = plainText(word)
      this.#skipBlanks()
      if (words.length === 1 && assignments.length === 0 && name !== undefined && this.#peek() === '(') {
        this.#take('(')
        this.#skipBlanks()
        if (this.#peek() !== ')') throw this.#unexpected()
        this.#take(')')
        return this.#functionBody(name)
      }
    }
    if (words.length === 0 && assignments.length === 0 && redirects.length === 0) throw this.#unexpected()
    return { kind: 'simple', line, assignments, words, redirects }
  }

  #redirects(): Redirect[] {
    const found: Redirect[] = []
    for (;;) {
      this.#skipBlanks()
      const redirect = this.#redirect()
      if (redirect === undefined) return found
      found.push(redirect)
    }
  }

  #redirect(): Redirect | undefined {
    const head = this.#words.redirectOperator()
    if (head === undefined) return undefined
    this.#skipBlanks()
    if (this.#words.isAtEnd() || this.#peek() !== undefined) throw this.#unexpected()
    if (head.operator === '<<') return { fd: head.fd, operator: '<<', target: this.#words.hereDocument(head.stripTabs) }
    return { fd: head.fd, operator: head.operator, target: this.#words.word() }
  }

  #reserved(word: string): void {
    this.#skipBlanks()
    if (this.#words.peekPlainWord() !== word) throw this.#unexpected()
    this.#words.word()
  }

  #expect(operator: string): void {
    this.#skipBlanks()
    if (!this.#take(operator)) throw this.#unexpected()
  }

  #peek(): string | undefined {
    return operators.find((operator) => this.#words.startsWith(operator))
  }

  #take(operator: string): boolean {
    if (this.#peek() !== operator) return false
    this.#words.skip(operator.length)
    return true
  }

  #skipBlanks(): void {
    this.#words.skipBlanks()
  }

  #skipNewlines(): void {
    do this.#skipBlanks()
    while (this.#take('\n'))
  }

  #unexpected(): ShellSyntaxError {
    const { line } = this.#words
    if (this.#words.isAtEnd()) {
      const open = this.#nesting.at(-1)
      const what = open === undefined ? 'unexpected EOF' : `unmatched '${open}'`
      return new ShellSyntaxError(`syntax error: ${what}`, line, true)
    }
    const operator = this.#peek()
    const token = operator === '\n' ? 'newline' : (operator ?? this.#words.peekRaw())
    return new ShellSyntaxError(`syntax error: unexpected '${token}'`, line, false)
  }
}

function plainText(word: Word): string | undefined {
  const [part] = word
  return word.length === 1 && part?.kind === 'text' && !part.quoted ? part.text : undefined
}

function asAssignment(word: Word): Assignment | undefined {
  const [first, ...others] = word
  if (first?.kind !== 'text' || first.quoted) return undefined
  const match = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=/.exec(first.text)
  if (match === null) return undefined
  const rest = first.text.slice(match[0].length)
  const head: Word = rest === '' ? [] : [{ kind: 'text', text: rest, quoted: false }]
  return { name: match[1] ?? '', append: match[2] === '+', value: [...head, ...others] }
}
