import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'

/**
 * The adb server that a run talks to. One that is there already is used and left alone; one that this run starts ends with
 * it. It is a child of ours (`nodaemon`), never a daemon of its own, so that nothing stays behind.
 */
export class AdbServer {
  readonly adb: string
  readonly port: number
  readonly #child: ChildProcess | undefined

  private constructor(adb: string, port: number, child: ChildProcess | undefined) {
    this.adb = adb
    this.port = port
    this.#child = child
  }

  /** Started by this run, and ended with it. */
  get isOurs(): boolean {
    return this.#child !== undefined
  }

  static async start(adb: string, port: number, deadline: Deadline): Promise<AdbServer> {
    const there = await whoListens(port)
    if (there === 'adb') return new AdbServer(adb, port, undefined)
    if (there === 'other')
      throw new PushfarmError(`The adb server's port ${port} is in use by another program.`, {
        code: 'farm/port-in-use',
        verdict: 'set-up',
        facts: { port },
        hint: 'Choose another adb.port in devices.json.',
      })
    const child = spawn('/bin/sh', ['-c', keeper, adb, String(port)], {
      // A group of its own: Ctrl-C must not take adb away from under the sessions that are being ended.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ADB_MDNS: '0', ADB_MDNS_AUTO_CONNECT: '0' },
    })
    let complaint = ''
    let ended = false
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)))
    child.stdout.once('end', () => (ended = true)).resume()
    const server = new AdbServer(adb, port, child)
    await until(
      'the adb server to answer',
      async () => {
        if (ended)
          throw new PushfarmError(`The adb server ended at once: ${lastLine(complaint)}`, {
            code: 'farm/adb-server',
            verdict: 'set-up',
            facts: { adb, port },
          })
        return (await whoListens(port)) === 'adb' ? true : undefined
      },
      deadline,
      { everyMs: 20 },
    )
    for (const stream of [child.stdin, child.stdout, child.stderr] as unknown as { unref(): void }[]) stream.unref()
    child.unref()
    return server
  }

  /** Ends the server if this run started it; resolves when it is gone. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.ref()
    child.stdin?.end()
    const hard = setTimeout(() => this.kill(), 3000)
    await gone
    clearTimeout(hard)
  }

  /** For a process that must end now. */
  kill(): void {
    const pid = this.#child?.pid
    if (pid === undefined || this.#child?.exitCode !== null) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Starts the server ($0 on port $1) and ends it when standard input does, that is when this process ends, however it ends.
 * Only the server keeps standard output open: its end is the server's end.
 */
const keeper = `"$0" -P "$1" nodaemon server </dev/null & exec >&-; while read -r _; do :; done; kill $!; wait`

/** Asks `host:version`: only an adb server answers `OKAY`. */
async function whoListens(port: number): Promise<'adb' | 'other' | 'nobody'> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(1000, () => {
      socket.destroy()
      resolve('other')
    })
    socket.once('connect', () => socket.write('000chost:version'))
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (answer.length < 4) return
      socket.destroy()
      resolve(answer.startsWith('OKAY') ? 'adb' : 'other')
    })
    socket.once('end', () => resolve('other'))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'nobody' : 'other')
    })
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
