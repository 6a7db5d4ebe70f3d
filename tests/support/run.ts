import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { processesLeft, processesWith } from './run-remains.ts'
import { type RunPlace, root } from './run-place.ts'

/** How a run ended, and what is left of it. */
export interface RunEnd {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** Command lines of processes that go on. */
  readonly processes: readonly string[]
}

/** Of vitest's, and of whoever runs it: a run is to find what a user's shell has. */
const notAUsers =
  /^(?:VITEST|PUSHFARM_|NODE_OPTIONS$|NODE_ENV$|TEST$|DEV$|PROD$|SSR$|MODE$|BASE_URL$|FORCE_COLOR$|ANDROID_)/

/** A command as a user types it, in a process group of its own as a shell would make it. */
export class Run {
  stdout = ''
  stderr = ''
  readonly #child: ChildProcess
  readonly #mark: string
  readonly #exit: Promise<Pick<RunEnd, 'exitCode' | 'signal'>>
  /** All that it said has been read. */
  readonly #silent: Promise<void>
  #ended = false
  #heard: (() => void)[] = []

  private constructor(child: ChildProcess, mark: string) {
    this.#child = child
    this.#mark = mark
    const take = (stream: 'stdout' | 'stderr') => (chunk: string) => {
      this[stream] += chunk
      this.#wake()
    }
    child.stdout?.setEncoding('utf8').on('data', take('stdout'))
    child.stderr?.setEncoding('utf8').on('data', take('stderr'))
    this.#exit = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))
    })
    this.#silent = new Promise((resolve) => {
      child.once('close', () => {
        this.#ended = true
        this.#wake()
        resolve()
      })
    })
  }

  /** `node bin/pushfarm.js WORDS` */
  static pushfarm(
    place: RunPlace,
    words: readonly string[],
    environment: Readonly<Record<string, string | undefined>> = {},
  ): Run {
    return Run.#start(place, process.execPath, [join(root, 'bin', 'pushfarm.js'), ...words], environment)
  }

  /** Any other program, e.g. npx. */
  static program(
    place: RunPlace,
    program: string,
    words: readonly string[],
    environment: Readonly<Record<string, string | undefined>> = {},
  ): Run {
    return Run.#start(place, program, words, environment)
  }

  static #start(
    place: RunPlace,
    program: string,
    words: readonly string[],
    environment: Readonly<Record<string, string | undefined>>,
  ): Run {
    const mark = `PUSHFARM_TEST_MARK=${randomUUID()}`
    const [name = '', value = ''] = mark.split('=')
    const usual = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !notAUsers.test(variable)))
    const child = spawn(program, words, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...usual, TMPDIR: place.temporary, ...environment, [name]: value },
    })
    return new Run(child, mark)
  }

  get output(): string {
    return this.stdout + this.stderr
  }

  /** The processes that run now, by pid. */
  get processes(): ReadonlyMap<number, string> {
    return processesWith(this.#mark)
  }

  /** Resolves as soon as the output matches; rejects when the run ends before that. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) {
      if (this.#ended) throw new Error(`the run ended without saying ${String(pattern)}:\n${this.output}`)
      await new Promise<void>((resolve) => this.#heard.push(resolve))
    }
  }

  /** Ctrl-C on a terminal: the signal goes to the whole foreground group. */
  interruptGroup(): void {
    if (this.#child.pid !== undefined) process.kill(-this.#child.pid, 'SIGINT')
  }

  /** As a supervisor does: the signal goes to the one process it knows. */
  interrupt(): void {
    this.#child.kill('SIGINT')
  }

  /** Resolves when the run has ended and its processes had five seconds to follow. */
  async end(): Promise<RunEnd> {
    const exit = await this.#exit
    const processes = await processesLeft(this.#mark, 5000)
    // A process that is left may hold its output open for ever.
    if (processes.length === 0) await this.#silent
    return { ...exit, stdout: this.stdout, stderr: this.stderr, processes }
  }

  /** For afterEach: ends whatever a failed test left, by pid. */
  kill(): void {
    for (const pid of this.processes.keys())
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
  }

  #wake(): void {
    for (const resolve of this.#heard.splice(0)) resolve()
  }
}
