import { FileError } from '../../android/files.ts'
import { userFiles, type UserFiles } from '../../android/user-files.ts'
import { absolutePath } from '../engine-glob.ts'
import type { Command, CommandContext } from '../command.ts'

/** One of toybox's small programs, declared by the options it knows. */
export interface Tool {
  /** Letters as for getopt, `:` behind one that takes a value. */
  readonly options: string
  /** Long options and the letter they mean. */
  readonly long?: Readonly<Record<string, string>>
  /** `-5` means this letter with the value 5 (head, tail). */
  readonly numeric?: string
  /** The first operand ends the options (commands that run commands). */
  readonly stopsAtOperand?: boolean
  /** `-1` is an operand (seq). */
  readonly takesNumbers?: boolean
  readonly least?: number
  readonly most?: number
  readonly run: (tool: ToolRun) => number | Promise<number>
}

/** Ends the tool with `NAME: message`. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
  readonly status: number
  constructor(message: string, status = 1) {
    super(message)
    this.status = status
  }
}

export class ToolRun {
  readonly context: CommandContext
  readonly operands: readonly string[]
  readonly files: UserFiles
  /** What the tool will end with; `complain` sets it. */
  status = 0
  readonly #flags: ReadonlyMap<string, readonly string[]>

  constructor(context: CommandContext, flags: ReadonlyMap<string, readonly string[]>, operands: readonly string[]) {
    this.context = context
    this.#flags = flags
    this.operands = operands
    this.files = userFiles(context.phone.files, context.uid ?? 2000)
  }

  get name(): string {
    const [name = ''] = this.context.argv
    return name.slice(name.lastIndexOf('/') + 1)
  }

  has(letter: string): boolean {
    return this.#flags.has(letter)
  }

  /** The last value given. */
  value(letter: string): string | undefined {
    return this.#flags.get(letter)?.at(-1)
  }

  values(letter: string): readonly string[] {
    return this.#flags.get(letter) ?? []
  }

  /** Throws ToolError for what is no whole number. */
  number(letter: string, otherwise: number): number {
    const text = this.value(letter)
    return text === undefined ? otherwise : parseSize(text)
  }

  path(name: string): string {
    return absolutePath(this.context.cwd, name)
  }

  out(data: string | Uint8Array): Promise<void> {
    return this.context.out(data)
  }

  /** Prints `NAME: text` and goes on; the tool will fail in the end. */
  async complain(text: string, status = 1): Promise<void> {
    this.status = status
    await this.context.err(`${this.name}: ${text}\n`)
  }

  /**
   * Runs `work` for each operand; what cannot be done with its file is printed and the next one follows.
   * `quoted`: toybox puts the name in quotes.
   */
  async forEach(
    names: readonly string[],
    work: (name: string, path: string) => void | Promise<void>,
    quoted = false,
  ): Promise<number> {
    for (const name of names) {
      try {
        await work(name, this.path(name))
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        await this.complain(`${quoted ? `'${name}'` : name}: ${error.message}`)
      }
    }
    return this.status
  }

  /** Bytes of a file, or of stdin for `-`. Throws FileError. */
  open(name: string): AsyncIterable<Buffer> {
    if (name === '-') return this.context.stdin
    const path = this.path(name)
    if (path === '/dev/stdin') return this.context.stdin
    if (path === '/dev/zero' || path === '/dev/urandom' || path === '/dev/random') return endless(path, this.context)
    const content = this.files.read(path)
    if (content === undefined) throw new FileError('ENOENT', 'No such file or directory')
    return pieces(content)
  }

  /** Everything of the operands, stdin when there are none. */
  async forEachInput(work: (input: AsyncIterable<Buffer>, name: string) => void | Promise<void>): Promise<number> {
    const names = this.operands.length === 0 ? ['-'] : this.operands
    return this.forEach(names, (name) => work(this.open(name), name))
  }
}

export function defineTool(tool: Tool): Command {
  return async (context) => {
    const [name = ''] = context.argv
    const short = name.slice(name.lastIndexOf('/') + 1)
    try {
      const { flags, operands } = parseOptions(tool, context.argv.slice(1), short)
      const { least = 0, most } = tool
      if (operands.length < least)
        throw new ToolError(`Needs ${String(least)} argument${least === 1 ? '' : 's'} (see "${short} --help")`)
      if (most !== undefined && operands.length > most)
        throw new ToolError(`Max ${String(most)} argument${most === 1 ? '' : 's'} (see "${short} --help")`)
      return await tool.run(new ToolRun(context, flags, operands))
    } catch (error) {
      if (error instanceof FileError) {
        await context.err(`${short}: ${error.message}\n`)
        return 1
      }
      if (!(error instanceof ToolError)) throw error
      await context.err(`${short}: ${error.message}\n`)
      return error.status
    }
  }
}

function parseOptions(
  tool: Tool,
  words: readonly string[],
  name: string,
): { flags: Map<string, string[]>; operands: string[] } {
  const flags = new Map<string, string[]>()
  const operands: string[] = []
  const add = (letter: string, value: string): void => {
    flags.set(letter, [...(flags.get(letter) ?? []), value])
  }
  const takesValue = (letter: string): boolean => tool.options[tool.options.indexOf(letter) + 1] === ':'
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') {
      operands.push(...left)
      break
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=')
      const long = word.slice(2, equals < 0 ? undefined : equals)
      const letter = tool.long?.[long]
      if (letter === undefined) throw new ToolError(`Unknown option '${long}' (see "${name} --help")`)
      add(letter, equals < 0 ? (takesValue(letter) ? (left.shift() ?? '') : '') : word.slice(equals + 1))
      continue
    }
    if (!/^-./.test(word) || (tool.takesNumbers === true && /^-[.\d]/.test(word))) {
      operands.push(word)
      if (tool.stopsAtOperand !== true) continue
      operands.push(...left)
      break
    }
    if (tool.numeric !== undefined && /^-\d+$/.test(word)) {
      add(tool.numeric, word.slice(1))
      continue
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at)
      if (letter === ':' || !tool.options.includes(letter))
        throw new ToolError(`Unknown option '${letter}' (see "${name} --help")`)
      if (!takesValue(letter)) {
        add(letter, '')
        continue
      }
      const value = at + 1 < word.length ? word.slice(at + 1) : left.shift()
      if (value === undefined) throw new ToolError(`Missing argument to -${letter} (see "${name} --help")`)
      add(letter, value)
      break
    }
  }
  return { flags, operands }
}

/** `4k`, `1M`, `512`. Throws ToolError. */
export function parseSize(text: string): number {
  const match = /^([-+]?\d+)([bckKmMgG]?)[dD]?$/.exec(text)
  if (match === null) throw new ToolError(`not integer: ${text}`)
  const unit = { b: 512, c: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1
  return Number(match[1]) * unit
}

/** Large files go out in parts, so that a reader that stops early stops the work. */
function* slices(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += 65536) yield content.subarray(at, at + 65536)
}

function pieces(content: Buffer): AsyncIterable<Buffer> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = slices(content)
      return { next: () => Promise.resolve(iterator.next()) }
    },
  }
}

function endless(path: string, context: CommandContext): AsyncIterable<Buffer> {
  const chunk = (): Buffer =>
    path === '/dev/zero'
      ? Buffer.alloc(4096)
      : Buffer.from(Array.from({ length: 512 }, () => context.phone.random.integer(0, 255)))
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        await new Promise((resume) => setImmediate(resume))
        return context.signal.aborted ? { done: true, value: undefined } : { done: false, value: chunk() }
      },
    }),
  }
}
