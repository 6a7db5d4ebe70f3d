import { FileError } from '../android/files.ts'
import { isDirectory } from '../android/user-files.ts'
import { ArithmeticError } from './engine-arithmetic.ts'
import { fail, quoteValue, say } from './engine-builtin-answers.ts'
import { jobBuiltins } from './engine-job-builtins.ts'
import { expandEscapes, formatPrintf } from './engine-printf.ts'
import { absolutePath } from './engine-glob.ts'
import { specialBuiltins, type Builtin, type Shell } from './engine-shell.ts'
import { JumpSignal, ScriptFailed } from './engine-signals.ts'
import { evaluateTest, TestError } from './engine-test.ts'
import { variableBuiltins } from './engine-variable-builtins.ts'

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
  ['print', print],
  ['printf', printf],
  ['pwd', (shell, _argv, io) => say(io, `${shell.cwd}\n`)],
  ['return', leave('return')],
  ['times', times],
  ['trap', trap],
  ['type', whence('type')],
  ['ulimit', ulimit],
  ['umask', umask],
  ['whence', whence('whence')],
  ...variableBuiltins,
  ...jobBuiltins,
])
