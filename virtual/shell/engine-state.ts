import type { Phone } from '../android/phone.ts'
import { userFiles, type UserFiles } from '../android/user-files.ts'
import type { Command } from './command.ts'
import { ReadOnlyVariable, type Fragment } from './engine-expansion.ts'
import { findPaths } from './engine-glob.ts'
import type { Sink, Source } from './engine-streams.ts'
import type { ShellCommand } from './engine-syntax.ts'
import type { TestScope } from './engine-test.ts'

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

/** What all shells of one session share. */
export interface SessionFacts {
  readonly phone: Phone
  readonly commands: ReadonlyMap<string, Command>
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

const nextPids = new WeakMap<Phone, number>()
export function newPid(phone: Phone): number {
  const pid = nextPids.get(phone) ?? 6000 + phone.random.fork('shell-pids').integer(0, 2000)
  nextPids.set(phone, pid + 1)
  return pid
}

/** What a shell process knows: variables, directory, options, open files. It runs nothing. */
export abstract class ShellState {
  readonly session: SessionFacts
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
  #io: Io
  readonly startedAtMs: number

  constructor(session: SessionFacts, io: Io, signal: AbortSignal) {
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

  /** Takes over what a forked process has from its parent. */
  inherit(other: ShellState): void {
    this.variables = new Map(other.variables)
    this.functions = new Map(other.functions)
    this.positional = other.positional
    this.cwd = other.cwd
    this.uid = other.uid
    this.lastStatus = other.lastStatus
    this.lastBackgroundPid = other.lastBackgroundPid
    this.options = new Set(other.options)
    this.fileName = other.fileName
    this.line = other.line
    this.arg0 = other.arg0
    this.frames.push(...other.frames.map((frame) => new Map(frame)))
    this.loopDepth = 0
  }

  async printError(text: string, io: Io = this.#io): Promise<void> {
    const { name } = this.session
    const place = this.fileName === undefined ? '' : `${this.fileName}[${String(this.line)}]: `
    const who = this.fileName !== undefined && this.fileName === this.arg0 ? '' : `${name}: `
    await io.get(2)?.sink?.write(Buffer.from(`${who}${place}${text}\n`))
  }

  /** A program of the farm failed in a way no phone's would; its stack goes to the phone's log. */
  report(error: unknown, name = 'sh'): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.session.phone.log.write({ buffer: 'main', pid: this.pid, priority: 'F', tag: name, message: text })
  }

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

  findPaths(field: readonly Fragment[]): readonly string[] {
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

  /** Variables as arithmetic sees them. */
  numbers(): { get: (name: string) => string | undefined; set: (name: string, value: string) => void } {
    return {
      get: (name) => this.parameter(name),
      set: (name, value) => {
        this.setParameter(name, value)
      },
    }
  }
}
