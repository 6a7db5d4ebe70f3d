import { join } from 'node:path'
import type { Client } from '@devicefarmer/adbkit'
import { AppiumServer, freePort } from '../app/appium-server.ts'
import { readContract } from '../app/contract.ts'
import { Deadline } from '../base/deadline.ts'
import { ChatServer } from '../chat/chat-server.ts'
import type { ChatSettings } from '../chat/chat-settings.ts'
import { adbMissing, findAdb } from '../farm/adb-binary.ts'
import { AdbServer } from '../farm/adb-server.ts'
import { checkApkFile } from '../farm/apk-file.ts'
import type { Inventory, PhoneEntry } from '../farm/inventory.ts'
import { adbClient, connectPhone } from '../farm/phone-connection.ts'

/** What stands ready when a run begins. Taken down again by `stop`, in any case. */
export class RunSetup {
  readonly adb: AdbServer
  readonly appium: AppiumServer
  readonly client: Client
  readonly #connected: readonly PhoneEntry[]

  private constructor(adb: AdbServer, appium: AppiumServer, client: Client, connected: readonly PhoneEntry[]) {
    this.adb = adb
    this.appium = appium
    this.client = client
    this.#connected = connected
  }

  /**
   * Checks everything before anything is changed: the app's file, the contract, the Chat server's settings, every phone.
   * What was started is stopped again when a later check fails.
   */
  static async start(options: {
    readonly inventory: Inventory
    readonly phones: readonly PhoneEntry[]
    readonly chat: ChatSettings
    readonly root: string
    readonly app: string
    readonly contract: string
    readonly logs: string
  }): Promise<RunSetup> {
    const deadline = Deadline.in(60_000)
    const binary = findAdb(process.env)
    if (binary === undefined) throw adbMissing()
    readContract(options.contract)
    await checkApkFile(options.app)
    await checkChat(options.chat, deadline)
    const adb = await AdbServer.start(binary, options.inventory.adb.port, deadline)
    try {
      const client = adbClient(binary, adb.port)
      const appium = AppiumServer.start(
        {
          adb: binary,
          adbPort: adb.port,
          home: options.root,
          logFile: join(options.logs, 'appium.log'),
          ...(options.inventory.appium.port === undefined ? {} : { port: options.inventory.appium.port }),
        },
        deadline,
      )
      const phones = Promise.all(options.phones.map((phone) => connectPhone(client, phone, deadline.atMost(8000))))
      const [started, connected] = await Promise.allSettled([appium, phones])
      if (started.status === 'rejected') throw started.reason
      if (connected.status === 'rejected') {
        await started.value.stop()
        throw connected.reason
      }
      return new RunSetup(adb, started.value, client, options.phones)
    } catch (error) {
      await adb.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    await this.appium.stop()
    if (this.adb.isOurs) {
      await this.adb.stop()
      return
    }
    // Somebody else's adb server goes on: leave it as it was found.
    for (const phone of this.#connected) {
      const tcp = /^(?<host>.+):(?<port>\d+)$/.exec(phone.serial)?.groups
      if (tcp?.['host'] !== undefined)
        await this.client.disconnect(tcp['host'], Number(tcp['port'])).catch(() => undefined)
    }
  }

  /** For a process that must end at once. */
  kill(): void {
    this.appium.kill()
    this.adb.kill()
  }
}

/** A wrong key or a wrong application shows at the first question. */
async function checkChat(settings: ChatSettings, deadline: Deadline): Promise<void> {
  const chat = new ChatServer(settings)
  try {
    await chat.importAccount(`pushfarm-probe`, 'Pushfarm', deadline.atMost(10_000))
  } finally {
    await chat.close()
  }
}

/** Ports of one Appium session; two phones with the same would answer each other's commands without an error. */
export async function sessionPorts(): Promise<{ readonly systemPort: number; readonly mjpegServerPort: number }> {
  return { systemPort: await freePort(), mjpegServerPort: await freePort() }
}
