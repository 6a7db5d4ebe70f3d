import type { Phone } from '../android/phone.ts'
import { FileError } from '../android/files.ts'
import { dirname, isDirectory, userFiles, type UserFiles } from '../android/user-files.ts'
import { ArithmeticError, evaluateArithmetic } from './engine-arithmetic.ts'
import {
  expandFields,
  expandFragments,
  expandText,
  ExpansionError,
  ReadOnlyVariable,
  type Scope,
} from './engine-expansion.ts'
import { absolutePath, findPaths } from './engine-glob.ts'
import { Parser } from './engine-parser.ts'
import { matches } from './engine-pattern.ts'
import {
  Interrupted,
  isBrokenOutput,
  JumpSignal,
  killedBy,
  link,
  ScriptFailed,
  untilAborted,
} from './engine-signals.ts'
import { BrokenPipe, Pipe, Source, type Sink } from './engine-streams.ts'
import {
  ShellSyntaxError,
  type AndOr,
  type Assignment,
  type Condition,
  type List,
  type Pipeline,
  type Redirect,
  type ShellCommand,
} from './engine-syntax.ts'
import { check, compare, type TestScope } from './engine-test.ts'
import type { Command, CommandContext, RunChanges } from './command.ts'

/** File descriptors. One may be both (`<>`, a terminal). */
export interface Descriptor {
  readonly source?: Source
  readonly sink?: Sink
}
export type Io = ReadonlyMap<number, Descriptor>

export interface Variable {
  readonly value: string
  readonly exported: boolean
  readonly readonly: boolean
}

/** A command that the shell runs itself. argv[0] is its name. */
export type Builtin = (
  shell: Shell,
  argv: readonly string[],
  io: Io,
  how: { readonly redirects: boolean },
) => number | Promise<number>

/** What all shells of one session share. */
export interface Session {
  readonly phone: Phone
  readonly commands: ReadonlyMap<string, Command>
  readonly builtins: ReadonlyMap<string, Builtin>
  readonly pty: boolean
  /** Names of errors: `/system/bin/sh`. */
  readonly name: string
  readonly windowSize: (() => { readonly rows: number; readonly columns: number }) | undefined
}

export interface Job {
  readonly pid: number
  readonly text: string
  readonly done: Promise<number>
  readonly kill: () => void
  status: number | undefined
}

const deepestCall = 400
/** A loop that never waits must not keep the rest of the farm from running. */
const longestTurnMs = 8

const nextPids = new WeakMap<Phone, number>()
export function newPid(phone: Phone): number {
  const pid = nextPids.get(phone) ?? 6000 + phone.random.fork('shell-pids').integer(0, 2000)
  nextPids.set(phone, pid + 1)
  return pid
}

/** One shell process: its variables, functions, directory. `clone` is fork. */
export class Shell implements Scope {
  readonly session: Session
  readonly pid: number
  variables = new Map<string, Variable>()
  functions = new Map<string, ShellCommand>()
  positional: readonly string[] = []
  cwd = '/'
  uid = 2000
  lastStatus = 0
  lastBackgroundPid: number | undefined
  options = new Set<string>()
  jobs: Job[] = []
  exitTrap: string | undefined
  signal: AbortSignal
  /** `<stdin>` or a script's name, for `name[line]: `; undefined for `-c` and terminals. */
  fileName: string | undefined
  line = 1
  arg0: string
  /** Bindings that `local` replaced, innermost call last. */
  readonly frames: Map<string, Variable | undefined>[] = []
  loopDepth = 0
  interactive = false
  #files: UserFiles | undefined
  #filesUid = -1
  /** Above zero inside conditions, where `set -e` does not look. */
  #testing = 0
  #io: Io
  #lastYield = performance.now()
  #substitutionStatus: number | undefined
  readonly startedAtMs: number

  constructor(session: Session, io: Io, signal: AbortSignal) {
    this.session = session
    this.#io = io
    this.signal = signal
    this.arg0 = session.name
    this.pid = newPid(session.phone)
    this.startedAtMs = session.phone.clock.monotonic()
  }

  get files(): UserFiles {
    if (this.#files === undefined || this.#filesUid !== this.uid) {
      this.#files = userFiles(this.session.phone.files, this.uid)
      this.#filesUid = this.uid
    }
    return this.#files
  }

  get io(): Io {
    return this.#io
  }

  /** `exec >file` */
  replaceIo(io: Io): void {
    this.#io = io
  }

  clone(io: Io, signal: AbortSignal = this.signal): Shell {
    const copy = new Shell(this.session, io, signal)
    copy.variables = new Map(this.variables)
    copy.functions = new Map(this.functions)
    copy.positional = this.positional
    copy.cwd = this.cwd
    copy.uid = this.uid
    copy.lastStatus = this.lastStatus
    copy.lastBackgroundPid = this.lastBackgroundPid
    copy.options = new Set(this.options)
    copy.fileName = this.fileName
    copy.line = this.line
    copy.arg0 = this.arg0
    copy.frames.push(...this.frames.map((frame) => new Map(frame)))
    copy.#testing = this.#testing
    copy.loopDepth = 0
    return copy
  }

  // ------------------------------------------------------------- texts
  async printError(text: string, io: Io = this.#io): Promise<void> {
    const { name } = this.session
    const place = this.fileName === undefined ? '' : `${this.fileName}[${String(this.line)}]: `
    const who = this.fileName !== undefined && this.fileName === this.arg0 ? '' : `${name}: `
    await io.get(2)?.sink?.write(Buffer.from(`${who}${place}${text}\n`))
  }

  // ------------------------------------------------------------- scripts
  /** Runs text line by line; a syntax error ends it with status 1. */
  async runText(text: string, io: Io = this.#io): Promise<number> {
    const parser = new Parser(text)
    for (;;) {
      let list: List | undefined
      try {
        list = parser.next()
      } catch (error) {
        if (!(error instanceof ShellSyntaxError)) throw error
        this.line = error.line
        await this.printError(error.message, io)
        this.lastStatus = 1
        throw new ScriptFailed(1)
      }
      if (list === undefined) return this.lastStatus
      await this.runList(list, io)
    }
  }

  /** Runs to the end of a process: `exit`, errors that end scripts, signals and traps become its status. */
  async runToEnd(run: () => Promise<number>): Promise<number> {
    let status = await this.#endStatus(run)
    const trap = this.exitTrap
    if (trap !== undefined && !this.signal.aborted) {
      this.exitTrap = undefined
      this.lastStatus = status
      const own = status
      status = await this.#endStatus(async () => {
        await this.runText(trap)
        return own
      })
    }
    return status & 0xff
  }

  async #endStatus(run: () => Promise<number>): Promise<number> {
    try {
      return await run()
    } catch (error) {
      if (error instanceof JumpSignal) {
        if (error.jump.kind === 'exit' || error.jump.kind === 'return') return error.jump.status
        return this.lastStatus
      }
      if (error instanceof ScriptFailed) return error.status
      if (error instanceof Interrupted) return killedBy.interrupt
      if (isBrokenOutput(error)) return killedBy.pipe
      throw error
    }
  }

  // ------------------------------------------------------------- lists
  async runList(list: List, io: Io): Promise<number> {
    for (const item of list) {
      if (item.background) this.#runInBackground(item, io)
      else await this.#runAndOr(item, io)
    }
    return this.lastStatus
  }

  async #runAndOr(item: AndOr, io: Io): Promise<number> {
    const last = item.rest.length
    let status = await this.#runTested(item.first, io, last > 0)
    let position = 0
    let ran = 0
    for (const { operator, pipeline } of item.rest) {
      position++
      if ((operator === '&&') !== (status === 0)) continue
      ran = position
      status = await this.#runTested(pipeline, io, position < last)
    }
    const final = ran === 0 ? item.first : item.rest[ran - 1]?.pipeline
    if (status !== 0 && this.options.has('e') && this.#testing === 0 && ran === last && final?.negated === false)
      throw new JumpSignal({ kind: 'exit', status })
    return status
  }

  async #runTested(pipeline: Pipeline, io: Io, tested: boolean): Promise<number> {
    if (!tested && !pipeline.negated) return this.#runPipeline(pipeline, io)
    this.#testing++
    try {
      return await this.#runPipeline(pipeline, io)
    } finally {
      this.#testing--
    }
  }

  #runInBackground(item: AndOr, io: Io): void {
    const controller = new AbortController()
    // Without a terminal nothing tells background programs that the session ended.
    if (this.session.pty) link(this.signal, controller)
    const nothing: Descriptor = { source: Source.of(Buffer.alloc(0)) }
    const copy = this.clone(new Map(io).set(0, nothing), controller.signal)
    const job: Job = {
      pid: copy.pid,
      text: '',
      kill: () => {
        controller.abort()
      },
      status: undefined,
      done: copy.runToEnd(() => copy.#runAndOr(item, copy.#io)),
    }
    job.done.then(
      (status) => {
        job.status = status
      },
      (error: unknown) => {
        job.status = killedBy.abort
        this.report(error)
      },
    )
    this.jobs.push(job)
    this.lastBackgroundPid = job.pid
    this.lastStatus = 0
  }

  async #runPipeline(pipeline: Pipeline, io: Io): Promise<number> {
    const { commands } = pipeline
    const startedAt = this.session.phone.clock.monotonic()
    const [only] = commands
    if (commands.length === 1 && only !== undefined) await this.#runCommand(only, io)
    else if (commands.length > 1) this.lastStatus = await this.#runStages(commands, io)
    else this.lastStatus = 0
    if (pipeline.negated) this.lastStatus = Number(this.lastStatus === 0)
    if (pipeline.timed) await this.#printTimes(this.session.phone.clock.monotonic() - startedAt, io)
    return this.lastStatus
  }

  async #printTimes(realMs: number, io: Io): Promise<void> {
    const text = (ms: number): string =>
      `${String(Math.floor(ms / 60000))}m${((ms % 60000) / 1000).toFixed(2).padStart(5, '0')}s`
    await io.get(2)?.sink?.write(Buffer.from(`    ${text(realMs)} real     ${text(0)} user     ${text(0)} system\n`))
  }

  async #runStages(commands: readonly ShellCommand[], io: Io): Promise<number> {
    let input = io.get(0)
    const running: Promise<number>[] = []
    let before: Pipe | undefined
    for (const [index, command] of commands.entries()) {
      const reads = before
      const pipe = index < commands.length - 1 ? new Pipe() : undefined
      const stageIo = new Map(io)
      if (input !== undefined) stageIo.set(0, input)
      if (pipe !== undefined) stageIo.set(1, { sink: pipe })
      const controller = new AbortController()
      const unlink = link(this.signal, controller)
      const stage = this.clone(stageIo, controller.signal)
      // A program that writes only when something happens (logcat) would otherwise outlive its reader for long.
      if (command.kind === 'simple')
        pipe?.onBroken(() => {
          controller.abort(new BrokenPipe())
        })
      running.push(
        stage
          .runToEnd(() => stage.#runCommand(command, stageIo))
          .then((status) => (controller.signal.reason instanceof BrokenPipe ? killedBy.pipe : status))
          .finally(() => {
            unlink()
            pipe?.end()
            reads?.break()
          }),
      )
      input = pipe === undefined ? undefined : { source: pipe.source }
      before = pipe
    }
    const statuses = await Promise.all(running)
    this.check()
    if (this.options.has('pipefail')) return statuses.findLast((status) => status !== 0) ?? 0
    return statuses.at(-1) ?? 0
  }

  // ------------------------------------------------------------- commands
  async #runCommand(command: ShellCommand, io: Io): Promise<number> {
    this.check()
    await this.#breathe()
    if (command.kind === 'simple') {
      this.lastStatus = await this.#runSimple(command, io)
      return this.lastStatus
    }
    if (command.kind === 'function') {
      this.functions.set(command.name, command.body)
      this.lastStatus = 0
      return 0
    }
    const own = await this.#redirected(command.redirects, io)
    if (own !== undefined) this.lastStatus = await this.#runCompound(command, own)
    else this.lastStatus = 1
    return this.lastStatus
  }

  async #runCompound(
    command: Exclude<ShellCommand, { kind: 'simple' } | { kind: 'function' }>,
    io: Io,
  ): Promise<number> {
    switch (command.kind) {
      case 'group':
        return this.runList(command.body, io)
      case 'subshell': {
        const copy = this.clone(io)
        const status = await copy.runToEnd(() => copy.runList(command.body, io))
        this.check()
        return status
      }
      case 'if':
        for (const { condition, body } of command.branches)
          if ((await this.#runCondition(condition, io)) === 0) return this.runList(body, io)
        return command.otherwise === undefined ? 0 : this.runList(command.otherwise, io)
      case 'while':
      case 'until':
        return this.#loop(
          async () => ((await this.#runCondition(command.condition, io)) === 0) === (command.kind === 'while'),
          command.body,
          io,
        )
      case 'for': {
        const values = command.words === undefined ? this.positional : await this.#expand(command.words)
        const left = [...values]
        return this.#loop(
          () => {
            const value = left.shift()
            if (value === undefined) return false
            this.setParameter(command.name, value)
            return true
          },
          command.body,
          io,
        )
      }
      case 'case':
        return this.#runCase(command, io)
      case 'condition':
        return Number(!(await this.#evaluate(command.expression)))
      case 'arithmetic': {
        const text = await expandText(command.expression, this)
        const value = await this.#reporting(io, () => Promise.resolve(evaluateArithmetic(text, this.#numbers())))
        return Number(value === 0)
      }
    }
  }

  async #loop(next: () => boolean | Promise<boolean>, body: List, io: Io): Promise<number> {
    let status = 0
    this.loopDepth++
    try {
      while (await next()) {
        await this.#breathe()
        this.check()
        try {
          status = await this.runList(body, io)
        } catch (error) {
          if (!(error instanceof JumpSignal)) throw error
          const { jump } = error
          if (jump.kind !== 'break' && jump.kind !== 'continue') throw error
          status = 0
          if (jump.levels > 1) {
            jump.levels--
            throw error
          }
          if (jump.kind === 'break') break
        }
      }
    } finally {
      this.loopDepth--
    }
    return status
  }

  async #runCondition(list: List, io: Io): Promise<number> {
    this.#testing++
    try {
      return await this.runList(list, io)
    } finally {
      this.#testing--
    }
  }

  async #runCase(command: Extract<ShellCommand, { kind: 'case' }>, io: Io): Promise<number> {
    const text = await expandText(command.word, this)
    let falling = false
    let status = 0
    for (const item of command.items) {
      let fits = falling
      for (const pattern of item.patterns) fits ||= matches(text, await expandFragments(pattern, this))
      if (!fits) continue
      this.lastStatus = 0
      status = await this.runList(item.body, io)
      if (item.end === ';;') return status
      falling = true
    }
    return status
  }

  async #evaluate(expression: Condition): Promise<boolean> {
    switch (expression.kind) {
      case 'and':
        return (await this.#evaluate(expression.left)) && (await this.#evaluate(expression.right))
      case 'or':
        return (await this.#evaluate(expression.left)) || (await this.#evaluate(expression.right))
      case 'not':
        return !(await this.#evaluate(expression.inner))
      case 'unary':
        return check(expression.operator, await expandText(expression.operand, this), this.testScope())
      case 'binary': {
        const left = await expandText(expression.left, this)
        const { operator } = expression
        if (['=', '==', '!='].includes(operator)) {
          const fits = matches(left, await expandFragments(expression.right, this))
          return fits === (operator !== '!=')
        }
        return compare(left, operator, await expandText(expression.right, this), this.testScope())
      }
    }
  }

  async #runSimple(command: Extract<ShellCommand, { kind: 'simple' }>, io: Io): Promise<number> {
    this.line = command.line
    this.#substitutionStatus = undefined
    return await this.#reporting(io, async () => {
      const argv = await this.#expand(command.words)
      const own = await this.#redirected(command.redirects, io)
      if (own === undefined) return 1
      const [name] = argv
      if (this.options.has('x')) await this.#trace(argv, command.assignments, io)
      if (name === undefined) {
        for (const assignment of command.assignments) await this.#assign(assignment)
        return this.#substitutionStatus ?? 0
      }
      const saved = new Map<string, Variable | undefined>()
      const keeps = specialBuiltins.has(name) && !this.functions.has(name)
      for (const assignment of command.assignments) {
        if (keeps) {
          await this.#assign(assignment)
          continue
        }
        saved.set(assignment.name, this.variables.get(assignment.name))
        await this.#assign(assignment, true)
      }
      try {
        return await this.runArgv(argv, own, command.redirects.length > 0)
      } finally {
        for (const [key, variable] of saved) {
          if (variable === undefined) this.variables.delete(key)
          else this.variables.set(key, variable)
        }
      }
    })
  }

  /** Runs a function, a builtin or a program. */
  async runArgv(argv: readonly string[], io: Io, redirects = false): Promise<number> {
    const [name = ''] = argv
    const body = this.functions.get(name)
    if (body !== undefined) return this.#call(body, argv, io)
    const builtin = this.session.builtins.get(name)
    if (builtin !== undefined) return builtin(this, argv, io, { redirects })
    return this.runProgram(argv, io)
  }

  async #call(body: ShellCommand, argv: readonly string[], io: Io): Promise<number> {
    if (this.frames.length >= deepestCall) throw new ScriptFailed(killedBy.segfault)
    const saved = this.positional
    const depth = this.loopDepth
    const frame = new Map<string, Variable | undefined>()
    this.positional = argv.slice(1)
    this.loopDepth = 0
    this.frames.push(frame)
    try {
      return await this.#runCommand(body, io)
    } catch (error) {
      if (error instanceof JumpSignal && error.jump.kind === 'return') return error.jump.status
      throw error
    } finally {
      this.frames.pop()
      this.positional = saved
      this.loopDepth = depth
      for (const [key, variable] of frame) {
        if (variable === undefined) this.variables.delete(key)
        else this.variables.set(key, variable)
      }
    }
  }

  /** Runs something that is neither builtin nor function. */
  async runProgram(argv: readonly string[], io: Io, changes: RunChanges = {}): Promise<number> {
    const [name = ''] = argv
    const found = this.#findProgram(name)
    if (found.kind === 'refused') {
      await this.printError(found.message, io)
      return found.status
    }
    const env = changes.env ?? this.exported()
    const signal = changes.signal ?? this.signal
    const out = changes.out ?? (io.get(1)?.sink ?? closedSink).write.bind(io.get(1)?.sink ?? closedSink)
    const err = changes.err ?? (io.get(2)?.sink ?? closedSink).write.bind(io.get(2)?.sink ?? closedSink)
    const stdin = changes.stdin ?? io.get(0)?.source ?? Source.of(Buffer.alloc(0))
    if (found.kind === 'script') {
      const source = stdin instanceof Source ? stdin : Source.from(stdin)
      const own: Io = new Map<number, Descriptor>([
        [0, { source }],
        [1, { sink: { write: out } }],
        [2, { sink: { write: err } }],
      ])
      const shell = this.#child(own, env, changes, signal)
      return shell.runToEnd(() => shell.runShellProgram(found.argv(argv)))
    }
    const context: CommandContext = {
      phone: this.session.phone,
      argv,
      stdin,
      out: (data) => quiet(out(typeof data === 'string' ? Buffer.from(data) : data)),
      err: (data) => quiet(err(typeof data === 'string' ? Buffer.from(data) : data)),
      signal,
      env,
      cwd: changes.cwd ?? this.cwd,
      pty: this.session.pty && changes.stdin === undefined && io.get(0) === this.#io.get(0),
      uid: changes.uid ?? this.uid,
      run: async (words, inner = {}) => {
        const wanted = this.#findProgram(words[0] ?? '')
        if (wanted.kind === 'refused') {
          // Programs say themselves what they could not start.
          const why = wanted.status === 127 ? 'No such file or directory' : 'Permission denied'
          await err(Buffer.from(`${name}: exec ${words[0] ?? ''}: ${why}\n`))
          return wanted.status
        }
        const merged: RunChanges = {
          stdin,
          out,
          err,
          env,
          cwd: changes.cwd ?? this.cwd,
          uid: changes.uid ?? this.uid,
          signal,
          ...inner,
        }
        return this.runProgram(words, io, merged)
      },
    }
    try {
      const status = await untilAborted(signal, Promise.resolve(found.command(context)))
      // Programs that end by themselves when they are told to have been killed all the same.
      if (signal.aborted) throw new Interrupted()
      return status & 0xff
    } catch (error) {
      if (isBrokenOutput(error)) return killedBy.pipe
      if (error instanceof Interrupted || signal.aborted) {
        // Told apart from ^C: only the reader of this program's output has gone.
        if (signal.reason instanceof BrokenPipe) return killedBy.pipe
        throw new Interrupted()
      }
      if (error instanceof JumpSignal || error instanceof ScriptFailed) throw error
      this.report(error, name)
      await quiet(err(Buffer.from('Aborted \n')))
      return killedBy.abort
    }
  }

  /** A program of the farm failed in a way no phone's would; its stack goes to the phone's log. */
  report(error: unknown, name = 'sh'): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.session.phone.log.write({ buffer: 'main', pid: this.pid, priority: 'F', tag: name, message: text })
  }

  #findProgram(
    name: string,
  ):
    | { readonly kind: 'command'; readonly command: Command }
    | { readonly kind: 'script'; readonly argv: (argv: readonly string[]) => readonly string[] }
    | { readonly kind: 'refused'; readonly message: string; readonly status: number } {
    const { commands, phone } = this.session
    const missing = phone.rom.apiLevel >= 29 ? 'inaccessible or not found' : 'not found'
    const short = /^(?:\/system|\/vendor|\/product)?\/x?bin\/([^/]+)$/.exec(name)?.[1] ?? name
    if (!short.includes('/')) {
      if (shellNames.has(short)) return { kind: 'script', argv: (argv) => argv }
      const command = commands.get(short)
      if (command !== undefined) return { kind: 'command', command }
      return { kind: 'refused', message: `${name}: ${missing}`, status: 127 }
    }
    const path = absolutePath(this.cwd, name)
    const stat = attempt(() => this.files.stat(path))
    if (stat === undefined) return { kind: 'refused', message: `${name}: ${missing}`, status: 127 }
    if (isDirectory(stat)) return { kind: 'refused', message: `${name}: can't execute: Is a directory`, status: 126 }
    if (!this.files.may(path, 'execute'))
      return { kind: 'refused', message: `${name}: can't execute: Permission denied`, status: 126 }
    return { kind: 'script', argv: (argv) => ['sh', path, ...argv.slice(1)] }
  }

  #child(io: Io, env: ReadonlyMap<string, string>, changes: RunChanges, signal: AbortSignal): Shell {
    const shell = new Shell(this.session, io, signal)
    for (const [key, value] of env) shell.variables.set(key, { value, exported: true, readonly: false })
    shell.cwd = changes.cwd ?? this.cwd
    shell.uid = changes.uid ?? this.uid
    return shell
  }

  /** `sh -c TEXT [NAME ARG…]`, `sh FILE ARG…`, `sh`. */
  async runShellProgram(argv: readonly string[]): Promise<number> {
    let at = 1
    let commandText: string | undefined
    for (; at < argv.length; at++) {
      const word = argv[at] ?? ''
      if (word === '--') {
        at++
        break
      }
      if (!/^[-+][a-z]+$/.test(word)) break
      for (const letter of word.slice(1)) {
        if (letter === 'c') commandText = ''
        else if (word.startsWith('-')) this.options.add(letter)
        else this.options.delete(letter)
      }
    }
    if (commandText !== undefined) {
      commandText = argv[at++]
      if (commandText === undefined) {
        await this.printError('-c requires an argument')
        return 1
      }
      this.arg0 = argv[at] ?? this.session.name
      this.positional = argv.slice(at + 1)
      return this.runText(commandText)
    }
    const file = argv[at]
    if (file === undefined) {
      this.fileName = '<stdin>'
      return this.runStdin()
    }
    this.positional = argv.slice(at + 1)
    let text: string
    try {
      const content = this.files.read(absolutePath(this.cwd, file))
      if (content === undefined) throw new FileError('ENOENT', 'No such file or directory')
      text = content.toString('utf8')
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await this.printError(`${this.session.phone.rom.apiLevel >= 29 ? '' : "can't open "}${file}: ${error.message}`)
      return 127
    }
    this.arg0 = file
    this.fileName = file
    return this.runText(text)
  }

  /** A script that comes in on stdin; its commands read from the same stdin. */
  async runStdin(): Promise<number> {
    const source = this.#io.get(0)?.source ?? Source.of(Buffer.alloc(0))
    let text = ''
    let line = 1
    for (let piece = await this.#readLine(source); ; piece = await this.#readLine(source)) {
      text += piece?.toString('utf8') ?? ''
      const parser = new Parser(text, line)
      let list: List | undefined
      try {
        list = parser.next()
      } catch (error) {
        if (!(error instanceof ShellSyntaxError)) throw error
        if (error.incomplete && piece !== undefined) continue
        this.line = error.line
        await this.printError(error.message)
        return 1
      }
      if (list === undefined && piece === undefined) return this.lastStatus
      line = parser.line
      text = parser.rest
      if (list !== undefined) await this.runList(list, this.#io)
    }
  }

  #readLine(source: Source): Promise<Buffer | undefined> {
    return untilAborted(this.signal, source.readLine())
  }

  // ------------------------------------------------------------- expansion
  parameter(name: string): string | undefined {
    switch (name) {
      case '?':
        return String(this.lastStatus)
      case '$':
        return String(this.pid)
      case '#':
        return String(this.positional.length)
      case '!':
        return this.lastBackgroundPid === undefined ? undefined : String(this.lastBackgroundPid)
      case '-':
        return [...this.options].join('')
      case '0':
        return this.arg0
      case 'RANDOM':
        return String(this.session.phone.random.integer(0, 32767))
      case 'SECONDS':
        return String(Math.floor((this.session.phone.clock.monotonic() - this.startedAtMs) / 1000))
      case 'EPOCHREALTIME':
        return (this.session.phone.clock.now() / 1000).toFixed(6)
      case 'LINENO':
        return String(this.line)
      case 'COLUMNS':
      case 'LINES': {
        const size = this.session.windowSize?.() ?? { rows: 24, columns: 80 }
        return String(name === 'LINES' ? size.rows : size.columns)
      }
      default:
        if (/^\d+$/.test(name)) return this.positional[Number(name) - 1]
        return this.variables.get(name)?.value
    }
  }

  setParameter(name: string, value: string): void {
    const old = this.variables.get(name)
    if (old?.readonly === true) throw new ReadOnlyVariable(name)
    const exported = old?.exported ?? this.options.has('a')
    this.variables.set(name, { value, exported, readonly: false })
  }

  get failsOnUnset(): boolean {
    return this.options.has('u')
  }

  get globs(): boolean {
    return !this.options.has('f')
  }

  async substitute(text: string): Promise<string> {
    const chunks: Buffer[] = []
    const sink: Sink = {
      write: (data) => {
        chunks.push(Buffer.from(data))
        return Promise.resolve()
      },
    }
    const io = new Map(this.#io).set(1, { sink })
    const copy = this.clone(io)
    this.#substitutionStatus = await copy.runToEnd(() => copy.runText(text))
    this.check()
    return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').replace(/\n+$/, '')
  }

  findPaths(field: Parameters<Scope['findPaths']>[0]): readonly string[] {
    return findPaths(field, this.cwd, this.files)
  }

  exported(): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    for (const [name, variable] of this.variables) if (variable.exported) found.set(name, variable.value)
    return found
  }

  testScope(): TestScope {
    return {
      files: this.files,
      cwd: this.cwd,
      isTerminal: (fd) => this.session.pty && fd <= 2,
      isSet: (name) => this.parameter(name) !== undefined,
    }
  }

  #numbers(): { get: (name: string) => string | undefined; set: (name: string, value: string) => void } {
    return {
      get: (name) => this.parameter(name),
      set: (name, value) => {
        this.setParameter(name, value)
      },
    }
  }

  #expand(words: Parameters<typeof expandFields>[0]): Promise<string[]> {
    return expandFields(words, this)
  }

  async #assign(assignment: Assignment, exported = false): Promise<void> {
    const text = await expandText(assignment.value, this)
    const old = assignment.append ? (this.parameter(assignment.name) ?? '') : ''
    this.setParameter(assignment.name, old + text)
    const made = this.variables.get(assignment.name)
    if (exported && made !== undefined) this.variables.set(assignment.name, { ...made, exported: true })
  }

  async #trace(argv: readonly string[], assignments: readonly Assignment[], io: Io): Promise<void> {
    const values = await Promise.all(
      assignments.map(async (a) => `${a.name}=${quoted(await expandText(a.value, this))}`),
    )
    await io.get(2)?.sink?.write(Buffer.from(`+ ${[...values, ...argv.map(quoted)].join(' ')}\n`))
  }

  /** Errors of expansions and arithmetic: printed; they end a script, not a terminal's shell. */
  async #reporting(io: Io, run: () => Promise<number>): Promise<number> {
    try {
      return await run()
    } catch (error) {
      if (!(
        error instanceof ExpansionError ||
        error instanceof ArithmeticError ||
        error instanceof ShellSyntaxError ||
        error instanceof ReadOnlyVariable
      ))
        throw error
      await this.printError(error.message, io)
      throw new ScriptFailed(error instanceof ReadOnlyVariable ? 2 : 1)
    }
  }

  // ------------------------------------------------------------- redirects
  /** Undefined when a file cannot be opened; the error has been printed. */
  async #redirected(redirects: readonly Redirect[], io: Io): Promise<Io | undefined> {
    if (redirects.length === 0) return io
    const own = new Map(io)
    for (const redirect of redirects) {
      const { fd, operator } = redirect
      const text = await expandText(redirect.target, this)
      if (operator === '<<') own.set(fd, { source: Source.of(Buffer.from(text)) })
      else if (operator === '<<<') own.set(fd, { source: Source.of(Buffer.from(`${text}\n`)) })
      else if (operator === '<&' || operator === '>&') {
        if (text === '-') own.delete(fd)
        else if (/^\d+$/.test(text)) {
          const from = own.get(Number(text))
          if (from === undefined) {
            await this.printError(`${operator}${text} : bad file descriptor`, io)
            return undefined
          }
          own.set(fd, from)
        } else {
          await this.printError(`${operator}${text} : illegal file descriptor name`, io)
          return undefined
        }
      } else {
        try {
          const opened = this.#open(text, operator, own)
          own.set(operator === '&>' ? 1 : fd, opened)
          if (operator === '&>') own.set(2, opened)
        } catch (error) {
          if (!(error instanceof FileError)) throw error
          await this.printError(`can't ${operator === '<' ? 'open' : 'create'} ${text}: ${error.message}`, io)
          return undefined
        }
      }
    }
    return own
  }

  #open(name: string, operator: string, io: Io): Descriptor {
    const standard = /^\/(?:dev\/(?:fd\/(\d+)|(stdin|stdout|stderr|tty))|proc\/self\/fd\/(\d+))$/.exec(name)
    if (standard !== null) {
      const number = { stdin: 0, stdout: 1, stderr: 2, tty: 1 }[standard[2] ?? ''] ?? Number(standard[1] ?? standard[3])
      const known = io.get(number)
      if (known === undefined) throw new FileError('ENXIO', 'No such device or address')
      return known
    }
    const path = absolutePath(this.cwd, name)
    const { files } = this
    if (operator === '<' || operator === '<>') {
      if (operator === '<>' && files.stat(path) === undefined) files.write(path, Buffer.alloc(0))
      const content = files.read(path)
      if (content === undefined) throw new FileError('ENOENT', 'No such file or directory')
      return { source: Source.of(content), sink: fileSink(files, path) }
    }
    const parent = dirname(path)
    if (files.stat(parent) === undefined) throw new FileError('ENOENT', 'No such file or directory')
    if (operator === '>>') {
      if (files.stat(path) === undefined) files.write(path, Buffer.alloc(0))
    } else files.write(path, Buffer.alloc(0))
    return { sink: fileSink(files, path) }
  }

  // ------------------------------------------------------------- turns
  /** Throws Interrupted when the session or the line was aborted. */
  check(): void {
    if (this.signal.aborted) throw new Interrupted()
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastYield < longestTurnMs) return
    await new Promise((resume) => setImmediate(resume))
    this.#lastYield = performance.now()
  }
}

const shellNames = new Set(['sh', 'mksh'])

/** Assignments before these stay (POSIX, 2.14). */
export const specialBuiltins: ReadonlySet<string> = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
)

const closedSink: Sink = { write: () => Promise.resolve() }

function fileSink(files: UserFiles, path: string): Sink {
  return {
    write: (data) => {
      files.append(path, Buffer.from(data))
      return Promise.resolve()
    },
  }
}

/** The same promise; a rejection that nobody looks at is not an unhandled one. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}

function quoted(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
