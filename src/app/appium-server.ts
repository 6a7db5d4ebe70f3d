import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'undici'
import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** One Appium server for all phones of a run, our child. */
export class AppiumServer {
  readonly port: number
  readonly #child: ChildProcess
  readonly #folder: string

  private constructor(port: number, child: ChildProcess, folder: string) {
    this.port = port
    this.#child = child
    this.#folder = folder
  }

  /**
   * @param options.adb its folder need not be an Android SDK: Appium is given a private one that holds a link to it
   * @param options.home a folder whose package.json lists appium and its driver
   * @param options.logFile everything Appium says from `info` up, without signatures
   */
  static async start(
    options: {
      readonly adb: string
      readonly adbPort: number
      readonly home: string
      readonly logFile: string
      readonly port?: number
    },
    deadline: Deadline,
  ): Promise<AppiumServer> {
    const port = options.port ?? (await freePort())
    if (options.port !== undefined) await refuseTakenPort(options.port)
    const folder = await mkdtemp(join(tmpdir(), 'pushfarm-appium-'))
    await mkdir(join(folder, 'sdk', 'platform-tools'), { recursive: true })
    await symlink(options.adb, join(folder, 'sdk', 'platform-tools', 'adb'))
    const filters = join(folder, 'log-filters.json')
    // Typed texts appear in Appium's log: a UserSig always starts with zlib's header in base64.
    await writeFile(filters, JSON.stringify([{ pattern: 'eJ[A-Za-z0-9+/*_-]{60,}=*', replacer: '<UserSig>' }]))

    const program = createRequire(join(options.home, 'package.json')).resolve('appium/index.js')
    const child = spawn(
      process.execPath,
      [
        '--import',
        endsWithItsParent,
        program,
        'server',
        '--address',
        '127.0.0.1',
        '--port',
        String(port),
        '--log-level',
        'warn',
        '--log-no-colors',
        '--log-filters',
        filters,
        '--keep-alive-timeout',
        '600',
      ],
      {
        cwd: options.home,
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
        env: {
          ...withoutLoaders(process.env),
          APPIUM_HOME: options.home,
          ANDROID_HOME: join(folder, 'sdk'),
          ANDROID_SDK_ROOT: join(folder, 'sdk'),
          ANDROID_ADB_SERVER_PORT: String(options.adbPort),
          NODE_NO_WARNINGS: '1',
        },
      },
    )
    const log = createWriteStream(options.logFile, { flags: 'a' })
    let said = ''
    const take = (chunk: Buffer): void => {
      log.write(chunk)
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', () => log.end())
    const server = new AppiumServer(port, child, folder)
    try {
      await until(
        'Appium to answer',
        async () => {
          if (child.exitCode !== null)
            throw new PushfarmError(`Appium ended while it was starting: ${said.trim().split('\n').at(-1) ?? ''}`, {
              code: 'app/appium',
              verdict: 'set-up',
              facts: { port },
              hint: `See ${options.logFile}.`,
            })
          return (await answers(port)) ? true : undefined
        },
        deadline,
        { everyMs: 40 },
      )
    } catch (error) {
      await server.stop()
      throw error
    }
    child.unref()
    return server
  }

  /** Ends Appium; resolves when it is gone. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.ref()
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000)
      await gone
      clearTimeout(hard)
    }
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** For a process that must end now. */
  kill(): void {
    this.#child.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** A module that ends its process when standard input does: even a parent that was killed leaves nothing behind. */
const endsWithItsParent = `data:text/javascript,${encodeURIComponent(
  "process.stdin.resume(); process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')); process.stdin.unref?.()",
)}`

/** Ours run through tsx; Appium is plain JavaScript and starts faster without. */
function withoutLoaders(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, NODE_OPTIONS: '' }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await request(`http://127.0.0.1:${port}/status`, { signal: AbortSignal.timeout(1000) })
    await response.body.dump()
    return response.statusCode === 200
  } catch {
    return false
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = await listen(0)
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port')
  return address.port
}

async function refuseTakenPort(port: number): Promise<void> {
  try {
    const server = await listen(port)
    await new Promise((resolve) => server.close(resolve))
  } catch (error) {
    throw new PushfarmError(`Appium's port ${port} is in use.`, {
      code: 'app/port-in-use',
      verdict: 'set-up',
      facts: { port },
      hint: 'Leave appium.port out of devices.json: a free one is taken then.',
      cause: error,
    })
  }
}

async function listen(port: number): Promise<ReturnType<typeof createServer>> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
