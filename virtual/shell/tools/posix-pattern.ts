import { posixClasses } from '../posix-classes.ts'

/** The pattern cannot be compiled. */
export class BadPattern extends Error {
  override readonly name = 'BadPattern'
}

/**
 * A POSIX basic or extended regular expression as JavaScript's source. bionic's additions `\<`, `\>`, `\b`, `\w`, `\s`
 * are known; GNU's `\|`, `\+`, `\?` of basic ones are not: there they mean the character. Throws BadPattern.
 */
export function posixSource(pattern: string, extended: boolean): string {
  let source = ''
  let at = 0
  let groups = 0
  /** Nothing stands before that `*` could repeat. */
  const state: { atStart: boolean } = { atStart: true }
  const push = (text: string, starts = false): void => {
    source += text
    state.atStart = starts
  }
  while (at < pattern.length) {
    const c = pattern.charAt(at)
    const next = pattern.charAt(at + 1)
    if (c === '[') {
      const set = bracket(pattern, at)
      push(set.source)
      at = set.end
      continue
    }
    if (c === '\\') {
      if (at + 1 >= pattern.length) throw new BadPattern('trailing backslash (\\)')
      at += 2
      if (next === '<' || next === '>') push('\\b')
      else if (/[wWsSbB1-9]/.test(next)) push(`\\${next}`)
      else if (!extended && next === '(') {
        groups++
        push('(', true)
      } else if (!extended && next === ')') {
        if (groups-- === 0) throw new BadPattern('parentheses not balanced')
        push(')')
      } else if (!extended && next === '{') {
        const repeat = /^(\d*(?:,\d*)?)\\\}/.exec(pattern.slice(at))
        if (repeat === null) throw new BadPattern('braces not balanced')
        push(`{${repeat[1] ?? ''}}`)
        at += repeat[0].length
      } else if (next === 'n') push('\\n')
      else if (next === 't') push('\\t')
      else push(escape(next))
      continue
    }
    at++
    if (c === '*') push(state.atStart ? '\\*' : '*')
    else if (c === '.') push('[^\\n]')
    else if (c === '^') {
      if (extended || state.atStart) push('^', true)
      else push('\\^')
    } else if (c === '$') {
      const last = at >= pattern.length || /^(?:\\\)|\\\|)/.test(pattern.slice(at))
      push(extended || last ? '$' : '\\$')
    } else if (extended && c === '(') {
      groups++
      push('(', true)
    } else if (extended && c === ')') {
      if (groups-- === 0) throw new BadPattern('parentheses not balanced')
      push(')')
    } else if (extended && c === '|') push('|', true)
    else if (extended && (c === '+' || c === '?')) {
      if (state.atStart) throw new BadPattern('repetition-operator operand invalid')
      push(c)
    } else if (extended && c === '{') {
      const repeat = /^\d+(?:,\d*)?\}|^,\d+\}/.exec(pattern.slice(at))
      if (repeat === null || state.atStart) push('\\{')
      else {
        push(`{${repeat[0].replace(/^,/, '0,')}`)
        at += repeat[0].length
      }
    } else push(escape(c))
  }
  if (groups > 0) throw new BadPattern('parentheses not balanced')
  return source
}

function bracket(pattern: string, start: number): { readonly source: string; readonly end: number } {
  const match = /^\[(\^?)(\]?(?:\[:[a-z]+:\]|\[[.=][^\]]+[.=]\]|[^\]])*)\]/.exec(pattern.slice(start))
  if (match === null) throw new BadPattern('brackets ([ ]) not balanced')
  const [whole, not = '', body = ''] = match
  const inner = body.replace(/\[:([a-z]+):\]|[\\\][]/g, (found, name: string | undefined) => {
    if (name === undefined) return `\\${found}`
    const set = posixClasses[name]
    if (set === undefined) throw new BadPattern('invalid character class')
    return set
  })
  return { source: `[${not}${inner}${not === '' ? '' : '\\n'}]`, end: start + whole.length }
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
