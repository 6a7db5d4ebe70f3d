import { FileError, type FileStat } from '../android/files.ts'
import type { UserFiles } from '../android/user-files.ts'
import { evaluateArithmetic } from './engine-arithmetic.ts'
import { absolutePath } from './engine-glob.ts'

export interface TestScope {
  readonly files: UserFiles
  readonly cwd: string
  readonly isTerminal: (fd: number) => boolean
  readonly isSet: (name: string) => boolean
}

/** `[` was used wrongly; the text stands behind `[: `. */
export class TestError extends Error {
  override readonly name = 'TestError'
}

const unaryOperators = new Set('bcdefghkLnoprstuwxzSGOv'.split('').map((letter) => `-${letter}`))
const binaryOperators = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
])

/** `test`'s arguments, without the name and the closing bracket. Throws TestError. */
export function evaluateTest(words: readonly string[], scope: TestScope): boolean {
  let at = 0
  const peek = (): string | undefined => words[at]
  const or = (): boolean => {
    let value = and()
    while (peek() === '-o') {
      at++
      const right = and()
      value = value || right
    }
    return value
  }
  const and = (): boolean => {
    let value = not()
    while (peek() === '-a') {
      at++
      const right = not()
      value = value && right
    }
    return value
  }
  const not = (): boolean => {
    // A lone `!` is an ordinary non-empty text.
    if (peek() === '!' && at + 1 < words.length) {
      at++
      return !not()
    }
    return primary()
  }
  const primary = (): boolean => {
    const first = words[at]
    if (first === undefined) throw new TestError('missing expression')
    const operator = words[at + 1]
    if (operator !== undefined && binaryOperators.has(operator) && !(first === '(' && words.length > 3)) {
      const right = words[at + 2]
      if (right === undefined) throw new TestError(`${operator}: missing second argument`)
      at += 3
      return compare(first, operator, right, scope)
    }
    if (first === '(' && words.length > at + 1) {
      at++
      const value = or()
      if (peek() !== ')') throw new TestError('missing )')
      at++
      return value
    }
    if (unaryOperators.has(first) && operator !== undefined) {
      at += 2
      return check(first, operator, scope)
    }
    at++
    return first !== ''
  }
  if (words.length === 0) return false
  const value = or()
  if (at < words.length) throw new TestError(`${words[at] ?? ''}: unexpected operator/operand`)
  return value
}

export function compare(left: string, operator: string, right: string, scope: TestScope): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-nt':
    case '-ot': {
      const [a, b] = [statOf(left, scope)?.mtimeMs ?? -1, statOf(right, scope)?.mtimeMs ?? -1]
      return operator === '-nt' ? a > b : a < b
    }
    case '-ef': {
      const [a, b] = [statOf(left, scope), statOf(right, scope)]
      return a?.inode !== undefined && a.inode === b?.inode
    }
    default: {
      const [a, b] = [number(left), number(right)]
      if (operator === '-eq') return a === b
      if (operator === '-ne') return a !== b
      if (operator === '-lt') return a < b
      if (operator === '-le') return a <= b
      return operator === '-gt' ? a > b : a >= b
    }
  }
}

export function check(operator: string, operand: string, scope: TestScope): boolean {
  if (operator === '-n') return operand !== ''
  if (operator === '-z') return operand === ''
  if (operator === '-t') return scope.isTerminal(Number(operand))
  if (operator === '-v') return scope.isSet(operand)
  const stat = operator === '-h' || operator === '-L' ? linkStatOf(operand, scope) : statOf(operand, scope)
  if (stat === undefined) return false
  const type = stat.mode & 0o170000
  const path = absolutePath(scope.cwd, operand)
  switch (operator) {
    case '-e':
      return true
    case '-f':
      return type === 0o100000
    case '-d':
      return type === 0o040000
    case '-h':
    case '-L':
      return type === 0o120000
    case '-c':
      return type === 0o020000
    case '-s':
      return stat.size > 0
    case '-r':
      return scope.files.may(path, 'read')
    case '-w':
      return scope.files.may(path, 'write')
    case '-x':
      return scope.files.may(path, 'execute')
    case '-u':
      return (stat.mode & 0o4000) !== 0
    case '-g':
      return (stat.mode & 0o2000) !== 0
    case '-k':
      return (stat.mode & 0o1000) !== 0
    default:
      return false
  }
}

function statOf(path: string, scope: TestScope): FileStat | undefined {
  return attempt(() => scope.files.stat(absolutePath(scope.cwd, path)))
}

function linkStatOf(path: string, scope: TestScope): FileStat | undefined {
  return attempt(() => scope.files.lstat(absolutePath(scope.cwd, path)))
}

function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}

function number(text: string): number {
  return evaluateArithmetic(text, { get: () => undefined, set: () => undefined })
}
