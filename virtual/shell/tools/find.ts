import { FileError, type FileStat } from '../../android/files.ts'
import { isDirectory } from '../../android/user-files.ts'
import type { Command } from '../command.ts'
import { matches } from '../engine-pattern.ts'
import { modeText } from './file-mode.ts'
import { kilobytes } from './ls.ts'
import { ToolError, ToolRun } from './tool.ts'

interface Found {
  readonly name: string
  readonly path: string
  readonly stat: FileStat
  readonly depth: number
}
type Test = (found: Found) => boolean | Promise<boolean>

const typeBits: Readonly<Record<string, number>> = {
  f: 0o100000,
  d: 0o040000,
  l: 0o120000,
  c: 0o020000,
  b: 0o060000,
  p: 0o010000,
  s: 0o140000,
}

/** `find [DIR…] [EXPRESSION]` with the tests and actions that people use on phones. */
export const find: Command = async (context) => {
  const words = context.argv.slice(1)
  const tool = new ToolRun(context, new Map(), [])
  const places: string[] = []
  while (words[0] !== undefined && /^-[HLP]$/.test(words[0])) words.shift()
  while (words[0] !== undefined && !/^[-(!]/.test(words[0])) places.push(words.shift() ?? '')
  try {
    const expression = new Expression(words, tool)
    for (const place of places.length > 0 ? places : ['.']) {
      const path = tool.path(place)
      try {
        const stat = tool.files.lstat(path)
        if (stat === undefined) throw new FileError('ENOENT', 'No such file or directory')
        await walk(tool, { name: place, path, stat, depth: 0 }, expression)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        await tool.complain(`'${place}': ${error.message}`)
      }
    }
    await expression.finish()
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    await context.err(`find: ${error.message}\n`)
    return 1
  }
  return tool.status
}

async function walk(tool: ToolRun, found: Found, expression: Expression): Promise<void> {
  if (expression.depthFirst) await descend(tool, found, expression)
  expression.pruned = false
  if (found.depth >= expression.minDepth) await expression.apply(found)
  if (!expression.depthFirst && !expression.isPruned()) await descend(tool, found, expression)
}

async function descend(tool: ToolRun, found: Found, expression: Expression): Promise<void> {
  if (!isDirectory(found.stat) || found.depth >= expression.maxDepth) return
  let names: readonly string[]
  try {
    names = tool.files.list(found.path) ?? []
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await tool.complain(`${found.name}: ${error.message}`)
    return
  }
  for (const child of names) {
    const path = `${found.path}/${child}`
    const stat = tool.files.may(found.path, 'execute') ? tool.files.lstat(path) : undefined
    if (stat === undefined) continue
    const name = found.name.endsWith('/') ? found.name + child : `${found.name}/${child}`
    await walk(tool, { name, path, stat, depth: found.depth + 1 }, expression)
  }
}

class Expression {
  minDepth = 0
  maxDepth = Number.POSITIVE_INFINITY
  depthFirst = false
  pruned = false
  readonly #words: string[]
  readonly #tool: ToolRun
  readonly #test: Test
  /** `-exec … +` */
  readonly #batches: { readonly argv: readonly string[]; readonly names: string[] }[] = []
  #acts = false

  constructor(words: readonly string[], tool: ToolRun) {
    this.#words = [...words]
    this.#tool = tool
    const test = this.#words.length > 0 ? this.#or() : (): boolean => true
    if (this.#words.length > 0) throw new ToolError(`bad arg '${this.#words[0] ?? ''}'`)
    this.#test = this.#acts ? test : async (found) => (await test(found)) && (await this.#print(found, '\n'))
  }

  isPruned(): boolean {
    return this.pruned
  }

  async apply(found: Found): Promise<void> {
    await this.#test(found)
  }

  async finish(): Promise<void> {
    for (const { argv, names } of this.#batches)
      if (names.length > 0) await this.#run(argv.flatMap((word) => (word === '{}' ? names : [word])))
  }

  #or(): Test {
    let left = this.#and()
    while (this.#words[0] === '-o' || this.#words[0] === '-or') {
      this.#words.shift()
      const [before, right] = [left, this.#and()]
      left = async (found) => (await before(found)) || (await right(found))
    }
    return left
  }

  #and(): Test {
    let left = this.#primary()
    while (this.#words.length > 0 && this.#words[0] !== '-o' && this.#words[0] !== '-or' && this.#words[0] !== ')') {
      if (this.#words[0] === '-a' || this.#words[0] === '-and') this.#words.shift()
      const [before, right] = [left, this.#primary()]
      left = async (found) => (await before(found)) && (await right(found))
    }
    return left
  }

  #primary(): Test {
    const word = this.#words.shift() ?? ''
    if (word === '!' || word === '-not') {
      const inner = this.#primary()
      return async (found) => !(await inner(found))
    }
    if (word === '(') {
      const inner = this.#or()
      if (this.#words.shift() !== ')') throw new ToolError("need ')'")
      return inner
    }
    const argument = (): string => {
      const value = this.#words.shift()
      if (value === undefined) throw new ToolError(`'${word}' needs 1 arg`)
      return value
    }
    switch (word) {
      case '-name':
      case '-iname':
      case '-path':
      case '-wholename':
      case '-ipath': {
        const folds = word.startsWith('-i')
        const text = argument()
        const pattern = [{ text: folds ? text.toLowerCase() : text, quoted: false }]
        const whole = word.endsWith('path') || word === '-wholename'
        return ({ name }) => {
          const subject = whole ? name : name.slice(name.replace(/\/+$/, '').lastIndexOf('/') + 1)
          return matches(folds ? subject.toLowerCase() : subject, pattern)
        }
      }
      case '-type': {
        const types = argument()
          .split(',')
          .map((letter) => typeBits[letter])
        return ({ stat }) => types.includes(stat.mode & 0o170000)
      }
      case '-size': {
        const match = /^([-+]?)(\d+)([cbkMG]?)$/.exec(argument())
        if (match === null) throw new ToolError('bad -size')
        const unit = { c: 1, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[3] ?? ''] ?? 512
        return ({ stat }) => fitsNumber(match[1] ?? '', Math.ceil(stat.size / unit), Number(match[2]))
      }
      case '-mtime':
      case '-mmin': {
        const match = /^([-+]?)(\d+)$/.exec(argument())
        if (match === null) throw new ToolError(`bad ${word}`)
        const unitMs = word === '-mtime' ? 86_400_000 : 60_000
        return ({ stat }) =>
          fitsNumber(
            match[1] ?? '',
            Math.floor((this.#tool.context.phone.clock.now() - stat.mtimeMs) / unitMs),
            Number(match[2]),
          )
      }
      case '-newer': {
        const limit = this.#tool.files.stat(this.#tool.path(argument()))?.mtimeMs ?? 0
        return ({ stat }) => stat.mtimeMs > limit
      }
      case '-empty':
        return ({ stat, path }) => (isDirectory(stat) ? this.#tool.files.list(path)?.length === 0 : stat.size === 0)
      case '-maxdepth':
        this.maxDepth = Number(argument())
        return () => true
      case '-mindepth':
        this.minDepth = Number(argument())
        return () => true
      case '-depth':
        this.depthFirst = true
        return () => true
      case '-xdev':
      case '-true':
        return () => true
      case '-false':
        return () => false
      case '-prune':
        return () => {
          this.pruned = true
          return true
        }
      case '-print':
        this.#acts = true
        return (found) => this.#print(found, '\n')
      case '-print0':
        this.#acts = true
        return (found) => this.#print(found, '\0')
      case '-ls':
        this.#acts = true
        return async ({ name, stat }) => {
          await this.#tool.out(
            `${String(stat.inode ?? 0)} ${String(kilobytes(stat))} ${modeText(stat.mode)} ${String(stat.size)} ${name}\n`,
          )
          return true
        }
      case '-delete':
        this.#acts = true
        this.depthFirst = true
        return ({ path }) => this.#tool.files.remove(path)
      case '-exec':
      case '-ok':
        return this.#exec()
      case '-quit':
        return () => {
          this.maxDepth = -1
          return true
        }
      default:
        throw new ToolError(`bad arg '${word}'`)
    }
  }

  #exec(): Test {
    this.#acts = true
    const argv: string[] = []
    for (let word = this.#words.shift(); ; word = this.#words.shift()) {
      if (word === undefined) throw new ToolError('-exec needs ;')
      if (word === ';')
        return async ({ name }) => (await this.#run(argv.map((part) => part.replaceAll('{}', name)))) === 0
      if (word === '+' && argv.at(-1) === '{}') {
        const batch = { argv, names: [] as string[] }
        this.#batches.push(batch)
        return ({ name }) => {
          batch.names.push(name)
          return true
        }
      }
      argv.push(word)
    }
  }

  #run(argv: readonly string[]): Promise<number> {
    const { run } = this.#tool.context
    if (run === undefined) throw new ToolError('cannot run programs here')
    return run(argv)
  }

  async #print({ name }: Found, end: string): Promise<boolean> {
    await this.#tool.out(`${name}${end}`)
    return true
  }
}

function fitsNumber(sign: string, value: number, wanted: number): boolean {
  if (sign === '+') return value > wanted
  return sign === '-' ? value < wanted : value === wanted
}
