import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface AdbResult {
  readonly status: number | null
  readonly stdout: Buffer
  readonly stderr: Buffer
}

/** The real adb with a server of its own, whose keys and settings live in a temporary directory. */
export class AdbServer {
  readonly port: number
  readonly home: string
  readonly environment: NodeJS.ProcessEnv

  private constructor(port: number, home: string) {
    this.port = port
    this.home = home
    this.environment = {
      ...process.env,
      HOME: home,
      ANDROID_USER_HOME: home,
      ANDROID_SDK_HOME: home,
      ADB_VENDOR_KEYS: '',
      ANDROID_ADB_SERVER_PORT: String(port),
      ANDROID_SERIAL: undefined,
      TERM: 'xterm',
    }
  }

  /** On a free port, so that servers of other tests and of the user are left alone. */
  static async start(): Promise<AdbServer> {
    const server = new AdbServer(await freePort(), await mkdtemp(join(tmpdir(), 'adb-contract-')))
    await server.adb(['start-server'])
    return server
  }

  /** Runs adb to its end. */
  adb(args: readonly string[], input?: string | Buffer): Promise<AdbResult> {
    return new Promise((resolve, reject) => {
      const child = execFile(
        'adb',
        ['-P', String(this.port), ...args],
        { env: this.environment, encoding: 'buffer', maxBuffer: 256 * 1024 * 1024, timeout: 50_000 },
        (error, stdout, stderr) => {
          if (error instanceof Error && child.exitCode === null && child.signalCode === null) reject(error)
          else resolve({ status: child.exitCode, stdout, stderr })
        },
      )
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(input)
    })
  }

  /** Starts adb and leaves it running. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn('adb', ['-P', String(this.port), ...args], { env: this.environment })
  }

  async connect(serial: string): Promise<string> {
    return (await this.adb(['connect', serial])).stdout.toString()
  }

  async stop(): Promise<void> {
    await this.adb(['kill-server'])
    await rm(this.home, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('the probe has no port')
  return address.port
}

/** What a shell of the phone answered, as text. */
export async function shell(
  server: AdbServer,
  serial: string,
  line: string,
  input?: string,
): Promise<{ readonly out: string; readonly err: string; readonly status: number | null }> {
  const { stdout, stderr, status } = await server.adb(['-s', serial, 'shell', line], input)
  return { out: stdout.toString(), err: stderr.toString(), status }
}
