import { evaluateArithmetic } from './engine-arithmetic.ts'
import { hasGlob, patternSource } from './engine-pattern.ts'
import type { ParameterChange, Word, WordPart } from './engine-syntax.ts'

export interface Fragment {
  readonly text: string
  readonly quoted: boolean
}

/** `x=…` for a variable that `readonly` has sealed. */
export class ReadOnlyVariable extends Error {
  override readonly name = 'ReadOnlyVariable'
  constructor(variable: string) {
    super(`read-only: ${variable}`)
  }
}

/** What expansions ask of the running shell. */
export interface Scope {
  /** Undefined when unset. Also `?`, `$`, `#`, `!`, `-`, `0` and positional numbers; not `@` and `*`. */
  parameter(name: string): string | undefined
  setParameter(name: string, value: string): void
  readonly positional: readonly string[]
  /** `set -u` */
  readonly failsOnUnset: boolean
  /** `set -f` */
  readonly globs: boolean
  /** Output of a command, without the newlines at its end. */
  substitute(text: string): Promise<string>
  /** Paths that fit, sorted; empty when none does. */
  findPaths(field: readonly Fragment[]): readonly string[]
}

/** An expansion that cannot be done; ends a shell that is not interactive. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError'
}

/** The words' fields: expanded, split at IFS, globbed. */
export async function expandFields(words: readonly Word[], scope: Scope): Promise<string[]> {
  const found: string[] = []
  for (const word of words.flatMap(expandBraces))
    for (const field of await splitFields(word, scope)) {
      const paths = scope.globs && hasGlob(field) ? scope.findPaths(field) : []
      if (paths.length > 0) found.push(...paths)
      else found.push(joined(field))
    }
  return found
}

/** `a{b,c}d` as `abd` and `acd`. Quoted braces, and braces without a comma, stand for themselves. */
function expandBraces(word: Word): Word[] {
  if (!word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'))) return [word]
  const units: WordPart[] = word.flatMap((part) =>
    part.kind === 'text' && !part.quoted
      ? Array.from(part.text).map((text) => ({ kind: 'text' as const, text, quoted: false }))
      : [part],
  )
  const is = (unit: WordPart | undefined, text: string): boolean =>
    unit?.kind === 'text' && !unit.quoted && unit.text === text
  for (const [start, unit] of units.entries()) {
    if (!is(unit, '{')) continue
    let depth = 0
    const commas: number[] = []
    for (let i = start + 1; i < units.length; i++) {
      if (is(units[i], '{')) depth++
      else if (is(units[i], ',') && depth === 0) commas.push(i)
      else if (is(units[i], '}') && depth-- === 0) {
        if (commas.length === 0) break
        const edges = [start, ...commas, i]
        return commas
          .concat(i)
          .flatMap((end, index) =>
            expandBraces([
              ...units.slice(0, start),
              ...units.slice((edges[index] ?? start) + 1, end),
              ...units.slice(i + 1),
            ]),
          )
      }
    }
  }
  return [word]
}

/** One text: no splitting, no globbing (assignments, redirects, `case`). */
export async function expandText(word: Word, scope: Scope): Promise<string> {
  return joined(await expandFragments(word, scope))
}

/** One text that remembers what was quoted, for patterns. */
export async function expandFragments(word: Word, scope: Scope): Promise<Fragment[]> {
  const found: Fragment[] = []
  for (const part of withTilde(word, scope)) {
    if (part.kind === 'text') found.push(part)
    else {
      const value = await expandPart(part, scope)
      const text = typeof value === 'string' ? value : value.join(' ')
      found.push({ text, quoted: part.quoted })
    }
  }
  return found
}

async function splitFields(word: Word, scope: Scope): Promise<Fragment[][]> {
  const ifs = scope.parameter('IFS') ?? ' \t\n'
  const fields: Fragment[][] = []
  let current: Fragment[] | undefined
  const add = (fragment: Fragment): void => {
    current ??= []
    current.push(fragment)
  }
  const end = (): void => {
    if (current !== undefined) fields.push(current)
    current = undefined
  }
  for (const part of withTilde(word, scope)) {
    if (part.kind === 'text') {
      if (part.text !== '' || part.quoted) add(part)
      continue
    }
    const value = await expandPart(part, scope)
    if (typeof value !== 'string') {
      // "$@": every parameter is a field of its own, the outer ones join what stands beside them.
      for (const [index, text] of value.entries()) {
        if (index > 0) end()
        if (part.quoted) add({ text, quoted: true })
        else splitValue(text, ifs, add, end)
      }
    } else if (part.quoted) add({ text: value, quoted: true })
    else splitValue(value, ifs, add, end)
  }
  end()
  return fields
}

function splitValue(value: string, ifs: string, add: (fragment: Fragment) => void, end: () => void): void {
  const blanks = Array.from(ifs)
    .filter((c) => ' \t\n'.includes(c))
    .join('')
  let text = ''
  let pending = false
  for (const c of value) {
    if (!ifs.includes(c)) {
      text += c
      pending = true
      continue
    }
    if (text !== '') add({ text, quoted: false })
    if (!blanks.includes(c) && !pending) add({ text: '', quoted: true })
    end()
    text = ''
    // Blanks around another separator belong to it.
    if (!blanks.includes(c)) pending = false
  }
  if (text !== '') add({ text, quoted: false })
}

function joined(fragments: readonly Fragment[]): string {
  return fragments.map((fragment) => fragment.text).join('')
}

/** `~` and `~/…` at the start of a word. */
function withTilde(word: Word, scope: Scope): Word {
  const [first, ...others] = word
  if (first?.kind !== 'text' || first.quoted || !/^~(?:\/|$)/.test(first.text)) return word
  const home = scope.parameter('HOME')
  if (home === undefined) return word
  return [
    { kind: 'text', text: home, quoted: true },
    { kind: 'text', text: first.text.slice(1), quoted: false },
    ...others,
  ]
}

/** A list for `$@` and an unquoted `$*`. */
async function expandPart(
  part: Exclude<WordPart, { kind: 'text' }>,
  scope: Scope,
): Promise<string | readonly string[]> {
  switch (part.kind) {
    case 'command':
      return scope.substitute(part.text)
    case 'arithmetic': {
      const expression = await expandText(part.expression, scope)
      return String(
        evaluateArithmetic(expression, {
          get: (n) => scope.parameter(n),
          set: (n, v) => {
            scope.setParameter(n, v)
          },
        }),
      )
    }
    case 'parameter':
      return expandParameter(part.name, part.quoted, part.change, scope)
  }
}

async function expandParameter(
  name: string,
  quoted: boolean,
  change: ParameterChange | undefined,
  scope: Scope,
): Promise<string | readonly string[]> {
  if ((name === '@' || name === '*') && (change === undefined || change.operator === 'length')) {
    if (change !== undefined) return String(scope.positional.length)
    if (name === '*' && quoted) return scope.positional.join((scope.parameter('IFS') ?? ' ').charAt(0))
    return scope.positional
  }
  const value = name === '@' || name === '*' ? scope.positional.join(' ') || undefined : scope.parameter(name)
  const operator = change?.operator
  if (value === undefined && scope.failsOnUnset && !(operator !== undefined && /^:?[-=?+]$/.test(operator)))
    throw new ExpansionError(`${name}: parameter not set`)
  return change === undefined ? (value ?? '') : changed(name, value, change, scope)
}

async function changed(
  name: string,
  value: string | undefined,
  change: ParameterChange,
  scope: Scope,
): Promise<string> {
  switch (change.operator) {
    case 'length':
      return String(Array.from(value ?? '').length)
    case '-':
    case ':-':
      return isUnset(value, change.operator) ? expandText(change.word, scope) : (value ?? '')
    case '+':
    case ':+':
      return isUnset(value, change.operator) ? '' : expandText(change.word, scope)
    case '=':
    case ':=': {
      if (!isUnset(value, change.operator)) return value ?? ''
      const text = await expandText(change.word, scope)
      scope.setParameter(name, text)
      return text
    }
    case '?':
    case ':?': {
      if (!isUnset(value, change.operator)) return value ?? ''
      const text = await expandText(change.word, scope)
      throw new ExpansionError(`${name}: ${text === '' ? 'parameter null or not set' : text}`)
    }
    case '#':
    case '##': {
      const source = patternSource(await expandFragments(change.word, scope))
      const lazy = change.operator === '#' ? source.replaceAll('[^]*', '[^]*?') : source
      return (value ?? '').replace(new RegExp(`^(?:${lazy})`, 'u'), '')
    }
    case '%':
    case '%%': {
      const pattern = new RegExp(`^(?:${patternSource(await expandFragments(change.word, scope))})$`, 'u')
      return withoutSuffix(value ?? '', pattern, change.operator === '%%')
    }
    case '/':
    case '//': {
      const source = patternSource(await expandFragments(change.pattern, scope))
      if (source === '') return value ?? ''
      const text = await expandText(change.word, scope)
      return (value ?? '').replace(new RegExp(source, change.operator === '//' ? 'gu' : 'u'), () => text)
    }
    case ':': {
      const number = async (word: Word): Promise<number> =>
        evaluateArithmetic(await expandText(word, scope), {
          get: (n) => scope.parameter(n),
          set: (n, v) => {
            scope.setParameter(n, v)
          },
        })
      const characters = Array.from(value ?? '')
      const offset = await number(change.offset)
      const start = offset < 0 ? Math.max(0, characters.length + offset) : offset
      const length = change.length === undefined ? undefined : await number(change.length)
      const stop = length === undefined ? undefined : length < 0 ? characters.length + length : start + length
      return characters.slice(start, stop).join('')
    }
  }
}

/** With the colon an empty value counts as unset. */
function isUnset(value: string | undefined, operator: string): boolean {
  return value === undefined || (operator.startsWith(':') && value === '')
}

function withoutSuffix(value: string, pattern: RegExp, longest: boolean): string {
  const starts = Array.from({ length: value.length + 1 }, (_, index) => (longest ? index : value.length - index))
  const start = starts.find((index) => pattern.test(value.slice(index)))
  return start === undefined ? value : value.slice(0, start)
}
