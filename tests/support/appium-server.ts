import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remote } from 'webdriverio'
import type { AdbServer } from './adb-server.ts'

const root = join(import.meta.dirname, '..', '..')

/** The real Appium with the driver of this checkout, on a free port. */
export class AppiumServer {
  readonly port: number
  readonly #child: ChildProcess
  readonly #sdk: string
  readonly #log: string[]

  private constructor(port: number, child: ChildProcess, sdk: string, log: string[]) {
    this.port = port
    this.#child = child
    this.#sdk = sdk
    this.#log = log
  }

  static async start(adb: AdbServer): Promise<AppiumServer> {
    const port = await freePort()
    // An SDK that holds nothing but adb is enough.
    const sdk = await mkdtemp(join(tmpdir(), 'appium-sdk-'))
    await mkdir(join(sdk, 'platform-tools'))
    await symlink('/usr/bin/adb', join(sdk, 'platform-tools', 'adb'))
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/appium/index.js'),
        'server',
        '--address=127.0.0.1',
        `--port=${String(port)}`,
        '--log-no-colors',
        '--allow-insecure=uiautomator2:adb_shell',
      ],
      {
        cwd: root,
        env: { ...adb.environment, ANDROID_HOME: sdk, ANDROID_SDK_ROOT: sdk, APPIUM_HOME: root },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const log: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk.toString()))
    const server = new AppiumServer(port, child, sdk, log)
    await server.#ready()
    return server
  }

  /** A session on a phone; `capabilities` come on top of what every session needs. */
  async session(
    adb: AdbServer,
    serial: string,
    capabilities: Readonly<Record<string, unknown>>,
  ): Promise<WebdriverIO.Browser> {
    return remote({
      hostname: '127.0.0.1',
      port: this.port,
      logLevel: 'silent',
      connectionRetryCount: 0,
      waitforTimeout: 2000,
      capabilities: {
        platformName: 'Android',
        'appium:automationName': 'UiAutomator2',
        'appium:udid': serial,
        'appium:adbPort': adb.port,
        'appium:systemPort': await freePort(),
        'appium:suppressKillServer': true,
        'appium:newCommandTimeout': 300,
        ...capabilities,
      },
    })
  }

  /** What Appium wrote so far. */
  log(): string {
    return this.#log.join('')
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    if (this.#child.exitCode === null) await once(this.#child, 'exit')
    await rm(this.#sdk, { recursive: true, force: true })
  }

  async #ready(): Promise<void> {
    for (;;) {
      if (this.#child.exitCode !== null) throw new Error(`Appium ended:\n${this.log()}`)
      if (this.log().includes('listener started on')) return
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), once(this.#child, 'exit')])
    }
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
