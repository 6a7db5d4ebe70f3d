import { ArithmeticError, evaluateArithmetic } from './engine-arithmetic.ts'
import { fail, isName, quoteValue, say } from './engine-builtin-answers.ts'
import type { Builtin } from './engine-shell.ts'
import { untilAborted } from './engine-signals.ts'

const declare =
  (kind: 'export' | 'readonly' | 'local'): Builtin =>
  async (shell, argv, io) => {
    const words = argv.slice(1)
    let asExport = kind === 'export'
    let asReadonly = kind === 'readonly'
    while (words[0] !== undefined && /^[-+][a-zA-Z]+$/.test(words[0])) {
      const letters = words.shift() ?? ''
      if (letters.includes('x')) asExport = letters.startsWith('-')
      if (letters.includes('r')) asReadonly = true
    }
    if (words.length === 0) {
      const listed = [...shell.variables].filter(([, v]) =>
        kind === 'export' ? v.exported : kind === 'readonly' ? v.readonly : true,
      )
      const lines = listed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, v]) => `${name}=${quoteValue(v.value)}\n`)
      return say(io, lines.join(''))
    }
    for (const word of words) {
      const equals = word.indexOf('=')
      const name = equals < 0 ? word : word.slice(0, equals)
      if (!isName(name)) return fail(shell, io, `${argv[0] ?? ''}: ${word}: not an identifier`)
      const frame = shell.frames.at(-1)
      if (kind === 'local' && frame !== undefined && !frame.has(name)) frame.set(name, shell.variables.get(name))
      const old = shell.variables.get(name)
      if (equals >= 0) shell.setParameter(name, word.slice(equals + 1))
      else if (old === undefined && kind !== 'export') shell.setParameter(name, '')
      const now = shell.variables.get(name)
      if (now !== undefined)
        shell.variables.set(name, {
          value: now.value,
          exported: asExport || now.exported,
          readonly: asReadonly || now.readonly,
        })
    }
    return 0
  }

const read: Builtin = async (shell, argv, io) => {
  const words = argv.slice(1)
  let raw = false
  while (words[0] !== undefined && /^-[a-zA-Z]/.test(words[0])) {
    const flag = words.shift() ?? ''
    if (!/^-[rsp]+$/.test(flag)) return fail(shell, io, `read: ${flag}: unknown option`, 2)
    if (flag.includes('r')) raw = true
  }
  const names = words.length > 0 ? words : ['REPLY']
  for (const name of names) if (!isName(name)) return fail(shell, io, `read: ${name}: not an identifier`, 2)
  const source = io.get(0)?.source
  let line = ''
  let ended = false
  for (;;) {
    const piece = source === undefined ? undefined : await untilAborted(shell.signal, source.readLine())
    const text = piece?.toString('utf8') ?? ''
    ended = !text.endsWith('\n')
    line += text.replace(/\n$/, '')
    if (raw || ended || !/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) break
    line = line.slice(0, -1)
  }
  const ifs = shell.parameter('IFS') ?? ' \t\n'
  const fields = splitLine(raw ? line : line.replace(/\\([^])/g, '$1'), ifs, names.length)
  for (const [index, name] of names.entries()) shell.setParameter(name, fields[index] ?? '')
  return ended ? 1 : 0
}

/** The last field takes what is left. */
function splitLine(line: string, ifs: string, count: number): string[] {
  if (ifs === '') return [line]
  const blanks = Array.from(ifs).filter((c) => ' \t\n'.includes(c))
  const trimStart = (text: string): string => {
    let at = 0
    while (blanks.includes(text[at] ?? '-none-')) at++
    return text.slice(at)
  }
  const fields: string[] = []
  let rest = trimStart(line)
  while (fields.length < count - 1 && rest !== '') {
    const end = Array.from(rest).findIndex((c) => ifs.includes(c))
    if (end < 0) break
    fields.push(rest.slice(0, end))
    const separator = rest[end] ?? ''
    rest = trimStart(rest.slice(end + 1))
    if (blanks.includes(separator) && rest !== '' && ifs.includes(rest.charAt(0)) && !blanks.includes(rest.charAt(0)))
      rest = trimStart(rest.slice(1))
  }
  let last = rest
  while (blanks.includes(last.at(-1) ?? '-none-')) last = last.slice(0, -1)
  return [...fields, last]
}

const set: Builtin = async (shell, argv, io) => {
  const words = argv.slice(1)
  if (words.length === 0) {
    const lines = [...shell.variables]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, v]) => `${name}=${quoteValue(v.value)}\n`)
    return say(io, lines.join(''))
  }
  for (let word = words[0]; word !== undefined && /^[-+]./.test(word); word = words[0]) {
    words.shift()
    if (word === '--') {
      shell.positional = words
      return 0
    }
    if (word === '-o' || word === '+o') {
      const long = words.shift()
      const letter = { errexit: 'e', nounset: 'u', xtrace: 'x', noglob: 'f', allexport: 'a', pipefail: 'pipefail' }[
        long ?? ''
      ]
      if (letter === undefined) return fail(shell, io, `set: ${long ?? '-o'}: bad option`)
      if (word === '-o') shell.options.add(letter)
      else shell.options.delete(letter)
      continue
    }
    for (const letter of word.slice(1)) {
      if (word.startsWith('-')) shell.options.add(letter)
      else shell.options.delete(letter)
    }
  }
  if (words.length > 0) shell.positional = words
  return 0
}

const getopts: Builtin = async (shell, argv, io) => {
  const [, options, name, ...given] = argv
  if (options === undefined || name === undefined) return fail(shell, io, 'getopts: missing name argument')
  const words = given.length > 0 ? given : shell.positional
  const index = Number(shell.parameter('OPTIND') ?? '1')
  const within = Number(shell.parameter('__optpos') ?? '1')
  const word = words[index - 1]
  const done = (): number => {
    shell.setParameter(name, '?')
    return 1
  }
  if (word === undefined || !/^-./.test(word)) return done()
  if (word === '--') {
    shell.setParameter('OPTIND', String(index + 1))
    return done()
  }
  const letter = word.charAt(within)
  const step = (words_: number, position: number): void => {
    shell.setParameter('OPTIND', String(index + words_))
    shell.setParameter('__optpos', String(position))
  }
  const last = within + 1 >= word.length
  const place = options.indexOf(letter)
  if (place < 0 || letter === ':') {
    step(last ? 1 : 0, last ? 1 : within + 1)
    shell.setParameter(name, '?')
    if (!options.startsWith(':')) await shell.printError(`-${letter}: unknown option`, io)
    return 0
  }
  shell.setParameter(name, letter)
  if (options[place + 1] !== ':') {
    step(last ? 1 : 0, last ? 1 : within + 1)
    return 0
  }
  const value = last ? words[index] : word.slice(within + 1)
  step(last ? 2 : 1, 1)
  if (value === undefined) {
    shell.setParameter(name, '?')
    await shell.printError(`-${letter}: requires argument`, io)
  } else shell.setParameter('OPTARG', value)
  return 0
}

const shift: Builtin = async (shell, argv, io) => {
  const count = Number(argv[1] ?? '1')
  if (!(count >= 0 && count <= shell.positional.length)) return fail(shell, io, 'shift: nothing to shift')
  shell.positional = shell.positional.slice(count)
  return 0
}

const unset: Builtin = (shell, argv) => {
  const asFunctions = argv[1] === '-f'
  for (const name of argv.slice(1).filter((word) => !word.startsWith('-'))) {
    if (asFunctions) shell.functions.delete(name)
    else shell.variables.delete(name)
  }
  return 0
}

const letBuiltin: Builtin = async (shell, argv, io) => {
  let value = 0
  try {
    for (const text of argv.slice(1))
      value = evaluateArithmetic(text, {
        get: (name) => shell.parameter(name),
        set: (name, result) => {
          shell.setParameter(name, result)
        },
      })
  } catch (error) {
    if (error instanceof ArithmeticError) return fail(shell, io, error.message)
    throw error
  }
  return Number(value === 0)
}

export const variableBuiltins: readonly (readonly [string, Builtin])[] = [
  ['export', declare('export')],
  ['getopts', getopts],
  ['let', letBuiltin],
  ['local', declare('local')],
  ['read', read],
  ['readonly', declare('readonly')],
  ['set', set],
  ['shift', shift],
  ['typeset', declare('local')],
  ['unset', unset],
]
