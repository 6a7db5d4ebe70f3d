import { BadPattern, posixSource } from './posix-pattern.ts'
import type { TextLine } from './text-lines.ts'

type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'pattern'; readonly pattern: RegExp | undefined }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'more'; readonly lines: number }

interface Instruction {
  readonly from: Address | undefined
  readonly to: Address | undefined
  readonly negated: boolean
  readonly name: string
  readonly text: string
  readonly pattern: RegExp | undefined
  readonly replacement: string
  readonly global: boolean
  readonly prints: boolean
  /** Which match to replace. */
  readonly nth: number
  readonly map: ReadonlyMap<string, string>
  /** Where `}` or the end of a block is. */
  jump: number
}

/** A compiled sed script. The constructor throws BadPattern for what is none. */
export class SedProgram {
  readonly #instructions: Instruction[] = []
  readonly #labels = new Map<string, number>()
  readonly #quiet: boolean
  readonly #extended: boolean
  readonly #script: string
  #at = 0

  constructor(script: string, options: { readonly extended: boolean; readonly quiet: boolean }) {
    this.#script = script.startsWith('#n\n') ? script.slice(3) : script
    this.#quiet = options.quiet || script.startsWith('#n\n')
    this.#extended = options.extended
    this.#parse()
  }

  /** Resolves with the exit status that `q` gave, or 0. */
  async run(lines: AsyncGenerator<TextLine, void>, put: (text: string) => Promise<void>): Promise<number> {
    let next = await lines.next()
    let number = 0
    let pattern = ''
    let ended = true
    let hold = ''
    let lastPattern: RegExp | undefined
    const active = new Map<Instruction, { readonly endsAt: number | undefined }>()
    let appended: string[] = []
    const readLine = async (): Promise<string | undefined> => {
      if (next.done === true) return undefined
      const line = next.value
      number++
      ended = line.ended
      next = await lines.next()
      return line.text
    }
    const print = (text: string): Promise<void> => put(ended || next.done !== true ? `${text}\n` : text)
    const flush = async (): Promise<void> => {
      const texts = appended
      appended = []
      for (const text of texts) await put(`${text}\n`)
    }
    const use = (given: RegExp | undefined): RegExp => {
      lastPattern = given ?? lastPattern
      if (lastPattern === undefined) throw new BadPattern('no previous regex')
      lastPattern.lastIndex = 0
      return lastPattern
    }
    const fits = (address: Address): boolean => {
      if (address.kind === 'line') return number === address.number
      if (address.kind === 'last') return next.done === true
      if (address.kind === 'step')
        return address.step === 0
          ? number === address.first
          : number >= address.first && (number - address.first) % address.step === 0
      return address.kind === 'pattern' && use(address.pattern).test(pattern)
    }
    const selected = (one: Instruction): boolean => {
      if (one.from === undefined) return true
      if (one.to === undefined) return fits(one.from)
      const range = active.get(one)
      if (range !== undefined) {
        const over = range.endsAt === undefined ? fits(one.to) : number >= range.endsAt
        if (over) active.delete(one)
        return range.endsAt === undefined || number <= range.endsAt
      }
      if (!fits(one.from)) return false
      const endsAt = one.to.kind === 'line' ? one.to.number : one.to.kind === 'more' ? number + one.to.lines : undefined
      if (endsAt === undefined ? one.to.kind !== 'last' || next.done !== true : endsAt > number)
        active.set(one, { endsAt })
      return true
    }
    const substitute = (one: Instruction): { readonly changed: boolean; readonly text: string } => {
      const expression = use(one.pattern)
      let count = 0
      let changed = false
      const text = pattern.replace(
        new RegExp(expression.source, expression.flags.includes('g') ? expression.flags : `${expression.flags}g`),
        (whole: string, ...found: unknown[]) => {
          count++
          if (count < one.nth || (count > one.nth && !one.global)) return whole
          changed = true
          return replacementText(one.replacement, [
            whole,
            ...found.map((group) => (typeof group === 'string' ? group : '')),
          ])
        },
      )
      return { changed, text }
    }

    let keep: string | undefined
    for (;;) {
      const line = keep ?? (await readLine())
      if (line === undefined) return 0
      if (keep === undefined) pattern = line
      keep = undefined
      let replaced = false
      let deleted = false
      let quit: number | undefined
      for (let at = 0; at < this.#instructions.length; at++) {
        const one = this.#instructions[at]
        if (one === undefined) break
        if (selected(one) === one.negated) {
          if (one.name === '{') at = one.jump
          continue
        }
        if (one.name === 's') {
          const { changed, text } = substitute(one)
          pattern = text
          if (changed) {
            replaced = true
            if (one.prints) await print(pattern)
          }
        } else if (one.name === 'd') {
          deleted = true
          break
        } else if (one.name === 'D') {
          deleted = true
          const newline = pattern.indexOf('\n')
          if (newline >= 0) {
            pattern = pattern.slice(newline + 1)
            keep = pattern
          }
          break
        } else if (one.name === 'p') await print(pattern)
        else if (one.name === 'P') await put(`${pattern.split('\n', 1)[0] ?? ''}\n`)
        else if (one.name === '=') await put(`${String(number)}\n`)
        else if (one.name === 'a') appended.push(one.text)
        else if (one.name === 'i') await put(`${one.text}\n`)
        else if (one.name === 'c') {
          deleted = true
          if (!active.has(one)) await put(`${one.text}\n`)
          break
        } else if (one.name === 'q' || one.name === 'Q') {
          quit = Number(one.text === '' ? '0' : one.text)
          deleted = one.name === 'Q'
          break
        } else if (one.name === 'n' || one.name === 'N') {
          if (one.name === 'n' && !this.#quiet && next.done !== true) await print(pattern)
          await flush()
          const more = await readLine()
          if (more === undefined) {
            quit = 0
            break
          }
          pattern = one.name === 'n' ? more : `${pattern}\n${more}`
        } else if (one.name === 'g') pattern = hold
        else if (one.name === 'G') pattern += `\n${hold}`
        else if (one.name === 'h') hold = pattern
        else if (one.name === 'H') hold += `\n${pattern}`
        else if (one.name === 'x') [pattern, hold] = [hold, pattern]
        else if (one.name === 'y')
          pattern = Array.from(pattern)
            .map((c) => one.map.get(c) ?? c)
            .join('')
        else if (one.name === 'b' || one.name === 't' || one.name === 'T') {
          if (one.name !== 'b' && replaced !== (one.name === 't')) continue
          replaced = false
          at = one.text === '' ? this.#instructions.length : (this.#labels.get(one.text) ?? this.#instructions.length)
        }
      }
      if (!deleted && !this.#quiet) await print(pattern)
      await flush()
      if (quit !== undefined) return quit
    }
  }

  #parse(): void {
    const open: Instruction[] = []
    for (;;) {
      this.#skip(/[\s;]*/y)
      if (this.#at >= this.#script.length) break
      if (this.#script[this.#at] === '#') {
        this.#skip(/[^\n]*/y)
        continue
      }
      const one = this.#instruction()
      if (one.name === '}') {
        const block = open.pop()
        if (block === undefined) throw new BadPattern("bad pattern '}'")
        block.jump = this.#instructions.length
      } else if (one.name === '{') open.push(one)
      else if (one.name === ':') {
        this.#labels.set(one.text, this.#instructions.length)
      }
      this.#instructions.push(one)
    }
    if (open.length > 0) throw new BadPattern("no '}'")
    for (const one of this.#instructions)
      if ('btT'.includes(one.name) && one.text !== '' && !this.#labels.has(one.text))
        throw new BadPattern(`no :${one.text}`)
  }

  #instruction(): Instruction {
    const start = this.#at
    const from = this.#address()
    let to: Address | undefined
    if (from !== undefined && this.#take(/\s*,\s*/y) !== undefined) to = this.#address()
    const negated = this.#take(/\s*!\s*/y) !== undefined
    this.#skip(/\s*/y)
    const name = this.#script.charAt(this.#at++)
    const base = {
      from,
      to,
      negated,
      name,
      text: '',
      pattern: undefined,
      replacement: '',
      global: false,
      prints: false,
      nth: 1,
      map: new Map<string, string>(),
      jump: 0,
    }
    if (name === 's') return { ...base, ...this.#substitution() }
    if (name === 'y') {
      const separator = this.#script.charAt(this.#at++)
      const left = Array.from(this.#until(separator, false))
      const right = Array.from(this.#until(separator, false))
      if (left.length !== right.length) throw new BadPattern('y strings different lengths')
      return { ...base, map: new Map(left.map((c, i) => [c, right[i] ?? ''])) }
    }
    if (name === 'a' || name === 'i' || name === 'c') {
      this.#skip(/[ \t]*(?:\\\n)?[ \t]*/y)
      return { ...base, text: (this.#take(/(?:\\[^]|[^\n\\])*/y) ?? '').replace(/\\([^])/g, '$1') }
    }
    if (':btT'.includes(name) && name !== '') return { ...base, text: (this.#take(/[ \t]*([^\s;}]*)/y) ?? '').trim() }
    if (name === 'q' || name === 'Q') return { ...base, text: (this.#take(/[ \t]*\d*/y) ?? '').trim() }
    if ('{}=dDpPnNgGhHx'.includes(name) && name !== '') return base
    const script = this.#script
    throw new BadPattern(
      `bad pattern '${script.slice(start)}'@${String(this.#at - start + 1)} (${this.#script.charAt(this.#at) || ' '})`,
    )
  }

  #substitution(): Pick<Instruction, 'pattern' | 'replacement' | 'global' | 'prints' | 'nth'> {
    const separator = this.#script.charAt(this.#at++)
    const source = this.#until(separator, true)
    const replacement = this.#until(separator, false, true)
    const flags = this.#take(/[gpiI0-9]*/y) ?? ''
    const nth = /\d+/.exec(flags)?.[0]
    return {
      pattern: this.#compile(source, /[iI]/.test(flags)),
      replacement,
      global: flags.includes('g'),
      prints: flags.includes('p'),
      nth: nth === undefined ? 1 : Number(nth),
    }
  }

  #address(): Address | undefined {
    const step = /^(\d+)~(\d+)/.exec(this.#script.slice(this.#at))
    if (step !== null) {
      this.#at += step[0].length
      return { kind: 'step', first: Number(step[1]), step: Number(step[2]) }
    }
    const number = this.#take(/\d+/y)
    if (number !== undefined) return { kind: 'line', number: Number(number) }
    const more = this.#take(/\+\d+/y)
    if (more !== undefined) return { kind: 'more', lines: Number(more) }
    if (this.#take(/\$/y) !== undefined) return { kind: 'last' }
    const opening = this.#take(/\/|\\[^\n]/y)
    if (opening === undefined) return undefined
    const source = this.#until(opening.slice(-1), true)
    return { kind: 'pattern', pattern: this.#compile(source, this.#take(/I/y) !== undefined) }
  }

  /** Empty: the last pattern used. */
  #compile(source: string, ignoreCase: boolean): RegExp | undefined {
    if (source === '') return undefined
    return new RegExp(posixSource(source, this.#extended).replaceAll('[^\\n]', '[^]'), ignoreCase ? 'i' : '')
  }

  #until(separator: string, isPattern: boolean, keepsEscapes = false): string {
    let text = ''
    let inBrackets = false
    for (; this.#at < this.#script.length; this.#at++) {
      const c = this.#script.charAt(this.#at)
      const next = this.#script.charAt(this.#at + 1)
      if (c === '\\' && !inBrackets) {
        this.#at++
        if (next === separator && !(keepsEscapes && next === '&'))
          text += isPattern && '.*[]^$+?(){}|'.includes(next) ? `\\${next}` : next
        else if (!isPattern && !keepsEscapes) text += next === 'n' ? '\n' : next
        else text += `\\${next}`
        continue
      }
      if (isPattern && c === '[' && !inBrackets) inBrackets = true
      else if (isPattern && c === ']' && inBrackets && !/\[\^?$/.test(text)) inBrackets = false
      else if (c === separator && !inBrackets) {
        this.#at++
        return text
      }
      text += c
    }
    throw new BadPattern(`bad pattern '${this.#script}'@${String(this.#at)} ( )`)
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#script)
    if (match === null) return undefined
    this.#at = pattern.lastIndex
    return match[0]
  }

  #skip(pattern: RegExp): void {
    this.#take(pattern)
  }
}

/** `&` is the whole match, `\1` a group, `\n` a newline. */
function replacementText(replacement: string, found: readonly string[]): string {
  return replacement.replace(/\\([^])|&/g, (whole, code: string | undefined) => {
    if (code === undefined) return whole === '&' ? (found[0] ?? '') : whole
    if (/\d/.test(code)) return found[Number(code)] ?? ''
    if (code === 'n') return '\n'
    return code === 't' ? '\t' : code
  })
}
