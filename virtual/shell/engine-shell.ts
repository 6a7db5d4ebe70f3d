import type { CommandContext, RunChanges } from './command.ts'
import { ArithmeticError } from './engine-arithmetic.ts'
import { runCompound } from './engine-compound.ts'
import { expandFields, expandText, ExpansionError, ReadOnlyVariable, type Scope } from './engine-expansion.ts'
import { findProgram } from './engine-programs.ts'
import { redirected } from './engine-redirects.ts'
import { runShellProgram, runText } from './engine-scripts.ts'
import {
  Interrupted,
  isBrokenOutput,
  JumpSignal,
  killedBy,
  link,
  ScriptFailed,
  untilAborted,
} from './engine-signals.ts'
import { ShellState, type Descriptor, type Io, type Job, type SessionFacts, type Variable } from './engine-state.ts'
import { BrokenPipe, Pipe, Source, type Sink } from './engine-streams.ts'
import {
  ShellSyntaxError,
  type AndOr,
  type Assignment,
  type List,
  type Pipeline,
  type ShellCommand,
} from './engine-syntax.ts'

/** A command that the shell runs itself. argv[0] is its name. */
export type Builtin = (
  shell: Shell,
  argv: readonly string[],
  io: Io,
  how: { readonly redirects: boolean },
) => number | Promise<number>

const deepestCall = 400
/** A loop that never waits must not keep the rest of the farm from running. */
const longestTurnMs = 8

export interface Session extends SessionFacts {
  readonly builtins: ReadonlyMap<string, Builtin>
}

/** One shell process, running. `clone` is fork. */
export class Shell extends ShellState implements Scope {
  override readonly session: Session
  /** Above zero inside conditions, where `set -e` does not look. */
  #testing = 0
  #lastYield = performance.now()
  #substitutionStatus: number | undefined

  constructor(session: Session, io: Io, signal: AbortSignal) {
    super(session, io, signal)
    this.session = session
  }

  clone(io: Io, signal: AbortSignal = this.signal): Shell {
    const copy = new Shell(this.session, io, signal)
    copy.inherit(this)
    copy.#testing = this.#testing
    return copy
  }

  // ------------------------------------------------------------- scripts
  /** Runs text line by line; a syntax error ends it with ScriptFailed. */
  runText(text: string, io: Io = this.io): Promise<number> {
    return runText(this, text, io)
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
      done: copy.runToEnd(() => copy.#runAndOr(item, copy.io)),
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
    await this.breathe()
    if (command.kind === 'simple') {
      this.lastStatus = await this.#runSimple(command, io)
      return this.lastStatus
    }
    if (command.kind === 'function') {
      this.functions.set(command.name, command.body)
      this.lastStatus = 0
      return 0
    }
    const own = await redirected(this, command.redirects, io, (word) => expandText(word, this))
    if (own !== undefined) this.lastStatus = await runCompound(this, command, own)
    else this.lastStatus = 1
    return this.lastStatus
  }

  async runCondition(list: List, io: Io): Promise<number> {
    this.#testing++
    try {
      return await this.runList(list, io)
    } finally {
      this.#testing--
    }
  }

  async runSubshell(list: List, io: Io): Promise<number> {
    const copy = this.clone(io)
    const status = await copy.runToEnd(() => copy.runList(list, io))
    this.check()
    return status
  }

  async #runSimple(command: Extract<ShellCommand, { kind: 'simple' }>, io: Io): Promise<number> {
    this.line = command.line
    this.#substitutionStatus = undefined
    return await this.reporting(io, async () => {
      const argv = await this.#expand(command.words)
      const own = await redirected(this, command.redirects, io, (word) => expandText(word, this))
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
    const found = findProgram(this, name)
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
      return shell.runToEnd(() => runShellProgram(shell, found.argv(argv)))
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
      pty: this.session.pty && changes.stdin === undefined && io.get(0) === this.io.get(0),
      uid: changes.uid ?? this.uid,
      run: async (words, inner = {}) => {
        const wanted = findProgram(this, words[0] ?? '')
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

  #child(io: Io, env: ReadonlyMap<string, string>, changes: RunChanges, signal: AbortSignal): Shell {
    const shell = new Shell(this.session, io, signal)
    for (const [key, value] of env) shell.variables.set(key, { value, exported: true, readonly: false })
    shell.cwd = changes.cwd ?? this.cwd
    shell.uid = changes.uid ?? this.uid
    return shell
  }

  async substitute(text: string): Promise<string> {
    const chunks: Buffer[] = []
    const sink: Sink = {
      write: (data) => {
        chunks.push(Buffer.from(data))
        return Promise.resolve()
      },
    }
    const io = new Map(this.io).set(1, { sink })
    const copy = this.clone(io)
    this.#substitutionStatus = await copy.runToEnd(() => copy.runText(text))
    this.check()
    return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').replace(/\n+$/, '')
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
  async reporting(io: Io, run: () => Promise<number>): Promise<number> {
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

  // ------------------------------------------------------------- turns
  /** Throws Interrupted when the session or the line was aborted. */
  check(): void {
    if (this.signal.aborted) throw new Interrupted()
  }

  async breathe(): Promise<void> {
    if (performance.now() - this.#lastYield < longestTurnMs) return
    await new Promise((resume) => setImmediate(resume))
    this.#lastYield = performance.now()
  }
}

/** Assignments before these stay (POSIX, 2.14). */
export const specialBuiltins: ReadonlySet<string> = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
)

const closedSink: Sink = { write: () => Promise.resolve() }

/** The same promise; a rejection that nobody looks at is not an unhandled one. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}

function quoted(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
