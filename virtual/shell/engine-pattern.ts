import { posixClasses } from './posix-classes.ts'
import type { Fragment } from './engine-expansion.ts'

const globCharacters = /[*?[]/

/** Whether the field has an unquoted `*`, `?` or `[`. */
export function hasGlob(fragments: readonly Fragment[]): boolean {
  return fragments.some((fragment) => !fragment.quoted && globCharacters.test(fragment.text))
}

/** Regular expression source of a shell pattern; quoted parts stand for themselves. Also ksh's `@(a|b) ?() *() +() !()`. */
export function patternSource(fragments: readonly Fragment[], options: { readonly path?: boolean } = {}): string {
  const characters = fragments.flatMap(({ text, quoted }) => Array.from(text).map((c) => ({ c, quoted })))
  const any = options.path === true ? '[^/]' : '[^]'
  let source = ''
  /** What each open `@(` closes with. */
  const groups: string[] = []
  for (let i = 0; i < characters.length; i++) {
    const here = characters[i]
    if (here === undefined) break
    const { c, quoted } = here
    const next = characters[i + 1]
    if (quoted) source += escapeRegExp(c)
    else if ('@?*+!'.includes(c) && next?.c === '(' && !next.quoted) {
      groups.push(c === '@' ? ')' : c === '!' ? `)$)${any}*` : `)${c}`)
      source += c === '!' ? '(?!(?:' : '(?:'
      i++
    } else if (c === '|' && groups.length > 0) source += '|'
    else if (c === ')' && groups.length > 0) source += groups.pop() ?? ''
    else if (c === '*') source += `${any}*`
    else if (c === '?') source += any
    else if (c === '[') {
      const set = bracket(characters.slice(i).map((item) => item.c))
      if (set === undefined) source += '\\['
      else {
        source += set.source
        i += set.length - 1
      }
    } else source += escapeRegExp(c)
  }
  return source
}

/** Whether the whole text fits the pattern. */
export function matches(text: string, fragments: readonly Fragment[]): boolean {
  return new RegExp(`^(?:${patternSource(fragments)})$`, 'u').test(text)
}

function bracket(characters: readonly string[]): { readonly source: string; readonly length: number } | undefined {
  const text = characters.join('')
  const match = /^\[([!^]?)(\]?(?:\[:[a-z]+:\]|[^\]])*)\]/.exec(text)
  if (match === null) return undefined
  const [whole, not = '', body = ''] = match
  const inner = body.replace(/\[:([a-z]+):\]|[\\\][^]/g, (found, name: string | undefined) =>
    name === undefined ? `\\${found}` : (posixClasses[name] ?? ''),
  )
  if (inner === '') return undefined
  return { source: `[${not === '' ? '' : '^'}${inner}]`, length: Array.from(whole).length }
}

export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (c) => (c === '-' ? '\\x2d' : `\\${c}`))
}
