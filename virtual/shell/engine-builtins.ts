import { FileError } from '../android/files.ts'
import { isDirectory } from '../android/user-files.ts'
import { ArithmeticError, evaluateArithmetic } from './engine-arithmetic.ts'
import { expandEscapes, formatPrintf } from './engine-printf.ts'
import { absolutePath } from './engine-glob.ts'
import { specialBuiltins, type Builtin, type Shell } from './engine-shell.ts'
import type { Io } from './engine-state.ts'
import { JumpSignal, ScriptFailed, untilAborted } from './engine-signals.ts'
import { evaluateTest, TestError } from './engine-test.ts'

const say = async (io: Io, text: string): Promise<number> => {
  await io.get(1)?.sink?.write(Buffer.from(text))
  return 0
}
const fail = async (shell: Shell, io: Io, text: string, status = 1): Promise<number> => {
  await shell.printError(text, io)
  return status
}
const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)

const jump =
  (kind: 'break' | 'continue'): Builtin =>
  async (shell, argv, io) => {
    const levels = Number(argv[1] ?? '1')
    if (!(levels >= 1)) return fail(shell, io, `${kind}: ${argv[1] ?? ''}: bad value`)
    if (shell.loopDepth === 0) {
      await shell.printError(`${kind}: can't ${kind}`, io)
      return 0
    }
    throw new JumpSignal({ kind, levels: Math.min(levels, shell.loopDepth) })
  }

const leave =
  (kind: 'exit' | 'return'): Builtin =>
  async (shell, argv, io) => {
    const [, text] = argv
    if (text !== undefined && !/^-?\d+$/.test(text)) return fail(shell, io, `${kind}: ${text}: bad number`)
    throw new JumpSignal({ kind, status: text === undefined ? shell.lastStatus : Number(text) & 0xff })
  }

const test: Builtin = async (shell, argv, io) => {
  const [name = ''] = argv
  const words = argv.slice(1)
  if (name === '[' && words.pop() !== ']') return fail(shell, io, '[: missing ]', 2)
  try {
    return Number(!evaluateTest(words, shell.testScope()))
  } catch (error) {
    if (error instanceof TestError) return fail(shell, io, `${name}: ${error.message}`, 2)
    if (error instanceof ArithmeticError) return fail(shell, io, `${name}: ${error.message}`, 2)
    throw error
  }
}

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

const cd: Builtin = async (shell, argv, io) => {
  const words = argv.slice(1).filter((word) => word !== '-P' && word !== '-L' && word !== '--')
  if (words.length > 1) return fail(shell, io, 'cd: bad substitution', 2)
  const [given] = words
  const target = given === '-' ? shell.parameter('OLDPWD') : (given ?? shell.parameter('HOME') ?? '/')
  if (target === undefined) return fail(shell, io, 'cd: no OLDPWD', 2)
  const path = tidy(absolutePath(shell.cwd, target))
  try {
    const stat = shell.files.stat(path)
    if (stat === undefined) throw new FileError('ENOENT', 'No such file or directory')
    if (!isDirectory(stat)) throw new FileError('ENOTDIR', 'Not a directory')
    if (!shell.files.may(path, 'execute')) throw new FileError('EACCES', 'Permission denied')
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return fail(shell, io, `cd: ${target}: ${error.message}`, 2)
  }
  shell.variables.set('OLDPWD', { value: shell.cwd, exported: false, readonly: false })
  shell.variables.set('PWD', { value: path, exported: true, readonly: false })
  shell.cwd = path
  return given === '-' ? say(io, `${path}\n`) : 0
}

/** The logical path: `..` takes the last name away. */
function tidy(path: string): string {
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return `/${steps.join('/')}`
}

const echo: Builtin = (_shell, argv, io) => {
  const words = argv.slice(1)
  let newline = true
  let escapes = true
  while (words[0] !== undefined && /^-[neE]+$/.test(words[0])) {
    for (const letter of (words.shift() ?? '').slice(1)) {
      if (letter === 'n') newline = false
      else escapes = letter === 'e'
    }
  }
  const text = words.join(' ')
  if (!escapes) return say(io, text + (newline ? '\n' : ''))
  const expanded = expandEscapes(text)
  return say(io, expanded.text + (newline && !expanded.stopped ? '\n' : ''))
}

/** mksh's `print`: like echo, but with `-r` (raw), `-n` and `--`. */
const print: Builtin = (shell, argv, io, how) => {
  const words = argv.slice(1)
  let raw = false
  const flags = ['echo']
  while (words[0] !== undefined && /^-[nrR]+$/.test(words[0])) {
    const letters = words.shift() ?? ''
    if (letters.includes('n')) flags.push('-n')
    if (/[rR]/.test(letters)) raw = true
  }
  if (words[0] === '--' || words[0] === '-') words.shift()
  if (raw) return say(io, words.join(' ') + (flags.includes('-n') ? '' : '\n'))
  return echo(shell, [...flags, ...words], io, how)
}

const printf: Builtin = async (shell, argv, io) => {
  const [format, ...values] = argv.slice(argv[1] === '--' ? 2 : 1)
  if (format === undefined) return fail(shell, io, 'usage: printf format [arguments ...]')
  const result = formatPrintf(format, values)
  await say(io, result.text)
  for (const bad of result.bad) await io.get(2)?.sink?.write(Buffer.from(`printf: '${bad}': not a number\n`))
  return result.bad.length > 0 ? 1 : 0
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

const signals: Readonly<Record<string, number>> = {
  HUP: 1, INT: 2, QUIT: 3, ILL: 4, TRAP: 5, ABRT: 6, BUS: 7, FPE: 8, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13,
  ALRM: 14, TERM: 15, STKFLT: 16, CHLD: 17, CONT: 18, STOP: 19, TSTP: 20, TTIN: 21, TTOU: 22,
} // prettier-ignore

const kill: Builtin = async (shell, argv, io) => {
  const words = argv.slice(1)
  let signal = 15
  const [flag] = words
  if (flag === '-l') return say(io, `${Object.keys(signals).join(' ')}\n`)
  if (flag !== undefined && /^-./.test(flag) && flag !== '--') {
    words.shift()
    const text = (flag === '-s' ? (words.shift() ?? '') : flag.slice(1)).toUpperCase().replace(/^SIG/, '')
    const number = /^\d+$/.test(text) ? Number(text) : signals[text]
    if (number === undefined) return fail(shell, io, `kill: bad signal '${flag === '-s' ? text : flag.slice(1)}'`)
    signal = number
  }
  if (words[0] === '--') words.shift()
  if (words.length === 0) {
    const text =
      'usage: kill [-s signame | -signum | -signame] { job | pid | pgrp } ...\n       kill -l [exit_status ...]\n'
    await io.get(2)?.sink?.write(Buffer.from(text))
    return 1
  }
  let status = 0
  for (const word of words) {
    const job = /^%\d+$/.test(word)
      ? shell.jobs[Number(word.slice(1)) - 1]
      : shell.jobs.find((j) => String(j.pid) === word)
    if (job !== undefined && job.status === undefined) {
      if (signal !== 0) job.kill()
      continue
    }
    if (!/^-?\d+$/.test(word)) {
      status = await fail(shell, io, `kill: ${word}: arguments must be jobs or process IDs`)
      continue
    }
    const process = shell.session.phone.processes.byPid(Number(word))
    if (process === undefined) status = await fail(shell, io, `kill: ${word}: No such process`)
    else if (shell.uid !== 0 && process.uid !== shell.uid)
      status = await fail(shell, io, `kill: ${word}: Operation not permitted`)
    else if (signal !== 0) shell.session.phone.processes.kill(process.pid, `signal ${String(signal)}`)
  }
  return status
}

const wait: Builtin = async (shell, argv, io) => {
  let status = 0
  const wanted = argv.slice(1)
  const jobs = wanted.length === 0 ? shell.jobs : undefined
  if (jobs !== undefined) {
    for (const job of jobs) await untilAborted(shell.signal, job.done)
    shell.jobs = []
    return 0
  }
  for (const word of wanted) {
    const job = shell.jobs.find((j) => String(j.pid) === word || word === `%${String(shell.jobs.indexOf(j) + 1)}`)
    if (job === undefined)
      status = word.startsWith('%') ? await fail(shell, io, `wait: ${word}: no such job`, 127) : 127
    else status = await untilAborted(shell.signal, job.done)
  }
  return status
}

const jobsBuiltin: Builtin = (shell, _argv, io) => {
  const lines = shell.jobs
    .map((job, index) => ({ job, number: index + 1 }))
    .filter(({ job }) => job.status === undefined)
    .map(
      ({ job, number }) =>
        `[${String(number)}] ${number === shell.jobs.length ? '+' : '-'} Running              ${job.text}\n`,
    )
  return say(io, lines.join(''))
}

const typeOf = (shell: Shell, name: string): { readonly brief: string; readonly long: string } | undefined => {
  if (shell.functions.has(name)) return { brief: name, long: `${name} is a function` }
  if (keywords.has(name)) return { brief: name, long: `${name} is a reserved word` }
  if (builtins.has(name))
    return { brief: name, long: `${name} is a${specialBuiltins.has(name) ? ' special' : ''} shell builtin` }
  const path = shell.session.commands.has(name) || name === 'sh' ? `/system/bin/${name}` : undefined
  if (path !== undefined) return { brief: path, long: `${name} is a tracked alias for ${path}` }
  const file = name.includes('/') ? absolutePath(shell.cwd, name) : undefined
  return file !== undefined && shell.files.may(file, 'execute')
    ? { brief: file, long: `${name} is ${file}` }
    : undefined
}
const keywords = new Set(['if', 'then', 'elif', 'else', 'fi', 'while', 'until', 'do', 'done', 'for', 'case', 'esac', 'in', 'function', '{', '}', '!', '[[', 'time']) // prettier-ignore

const whence =
  (name: 'type' | 'whence' | 'command'): Builtin =>
  async (shell, argv, io, how) => {
    const words = argv.slice(1)
    let verbose = name === 'type'
    let looks = name !== 'command'
    while (words[0] !== undefined && /^-[vVp]+$/.test(words[0])) {
      const flag = words.shift() ?? ''
      if (flag.includes('v') || flag.includes('V')) looks = true
      if (flag.includes('V') || (name === 'whence' && flag.includes('v'))) verbose = true
    }
    if (!looks) {
      const [program] = words
      if (program === undefined) return 0
      // Functions are passed over.
      const builtin = builtins.get(program)
      return builtin === undefined ? shell.runProgram(words, io) : builtin(shell, words, io, how)
    }
    let status = 0
    for (const word of words) {
      const found = typeOf(shell, word)
      if (found !== undefined) await say(io, `${verbose ? found.long : found.brief}\n`)
      else {
        if (verbose) await say(io, `${word} not found\n`)
        status = 1
      }
    }
    return status
  }

const execBuiltin: Builtin = async (shell, argv, io, how) => {
  const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1)
  if (words.length === 0) {
    if (how.redirects) shell.replaceIo(io)
    return 0
  }
  const status = await shell.runProgram(words, io)
  throw new JumpSignal({ kind: 'exit', status })
}

const source: Builtin = async (shell, argv, io) => {
  const [, name, ...values] = argv
  if (name === undefined) return fail(shell, io, '.: missing argument')
  let text: string
  try {
    const content = shell.files.read(absolutePath(shell.cwd, name))
    if (content === undefined) throw new FileError('ENOENT', 'No such file or directory')
    text = content.toString('utf8')
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await shell.printError(`.: ${name}: ${error.message}`, io)
    throw new ScriptFailed(1)
  }
  const { positional } = shell
  if (values.length > 0) shell.positional = values
  try {
    return await shell.runText(text, io)
  } catch (error) {
    if (error instanceof JumpSignal && error.jump.kind === 'return') return error.jump.status
    throw error
  } finally {
    shell.positional = positional
  }
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

const trap: Builtin = (shell, argv, io) => {
  const words = argv.slice(1).filter((word) => word !== '--')
  if (words.length === 0)
    return shell.exitTrap === undefined ? 0 : say(io, `trap -- ${quoteValue(shell.exitTrap)} EXIT\n`)
  const [action = '', ...names] = words
  // Signals cannot reach a virtual shell one by one; the end of the shell can.
  if (names.some((name) => name === 'EXIT' || name === '0'))
    shell.exitTrap = action === '-' || action === '' ? undefined : action
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

const umask: Builtin = (_shell, _argv, io) => say(io, '077\n')
const ulimit: Builtin = (_shell, argv, io) => say(io, argv[1] === '-n' ? '32768\n' : 'unlimited\n')
const times: Builtin = (_shell, _argv, io) => say(io, '0m00.00s 0m00.00s\n0m00.00s 0m00.00s\n')

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', () => 0],
  ['true', () => 0],
  ['false', () => 1],
  ['.', source],
  ['source', source],
  ['[', test],
  ['test', test],
  ['break', jump('break')],
  [
    'builtin',
    (shell, argv, io, how) =>
      builtins.get(argv[1] ?? '')?.(shell, argv.slice(1), io, how) ??
      fail(shell, io, `builtin: ${argv[1] ?? ''}: not found`),
  ],
  ['cd', cd],
  ['command', whence('command')],
  ['continue', jump('continue')],
  ['echo', echo],
  ['eval', (shell, argv, io) => shell.runText(argv.slice(1).join(' '), io)],
  ['exec', execBuiltin],
  ['exit', leave('exit')],
  ['export', declare('export')],
  ['getopts', getopts],
  ['jobs', jobsBuiltin],
  ['kill', kill],
  ['let', letBuiltin],
  ['local', declare('local')],
  ['print', print],
  ['printf', printf],
  ['pwd', (shell, _argv, io) => say(io, `${shell.cwd}\n`)],
  ['read', read],
  ['readonly', declare('readonly')],
  ['return', leave('return')],
  ['set', set],
  ['shift', shift],
  ['times', times],
  ['trap', trap],
  ['type', whence('type')],
  ['typeset', declare('local')],
  ['ulimit', ulimit],
  ['umask', umask],
  ['unset', unset],
  ['wait', wait],
  ['whence', whence('whence')],
])

function quoteValue(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]*$/.test(text) && text !== '' ? text : `'${text.replaceAll("'", "'\\''")}'`
}
