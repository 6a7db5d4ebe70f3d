import { join } from 'node:path'
import type { Client } from '@devicefarmer/adbkit'
import { AppiumServer, freePort } from '../app/appium-server.ts'
import { Deadline } from '../base/deadline.ts'
import { ChatServer } from '../chat/chat-server.ts'
import type { ChatSettings } from '../chat/chat-settings.ts'
import { adbMissing, findAdb } from '../farm/adb-binary.ts'
import { AdbServer } from '../farm/adb-server.ts'
import type { Inventory, PhoneEntry } from '../farm/inventory.ts'
import { adbClient, connectPhone } from '../farm/phone-connection.ts'

/** The servers of a run: adb's and Appium's. Taken down again by `stop`, in any case. */
export class RunSetup {
  readonly adb: AdbServer
  readonly appium: AppiumServer
  readonly client: Client
  #connected: readonly PhoneEntry[] = []

  private constructor(adb: AdbServer, appium: AppiumServer) {
    this.adb = adb
    this.appium = appium
    this.client = adbClient(adb.port)
  }

  /** Starts both; when one fails the other is stopped again. */
  static async start(options: {
    readonly inventory: Inventory
    readonly root: string
    readonly logs: string
  }): Promise<RunSetup> {
    const deadline = Deadline.in(60_000)
    const binary = findAdb(process.env)
    if (binary === undefined) throw adbMissing()
    const adb = await AdbServer.start(binary, options.inventory.adb.port, deadline)
    try {
      const { port } = options.inventory.appium
      const appium = await AppiumServer.start(
        {
          adb: binary,
          adbPort: adb.port,
          home: options.root,
          logFile: join(options.logs, 'appium.log'),
          ...(port === undefined ? {} : { port }),
        },
        deadline,
      )
      return new RunSetup(adb, appium)
    } catch (error) {
      await adb.stop()
      throw error
    }
  }

  /** Connects every phone; a phone that cannot be used ends the run before anything is changed on the others. */
  async connect(phones: readonly PhoneEntry[]): Promise<void> {
    this.#connected = phones
    const deadline = Deadline.in(8000)
    await Promise.all(phones.map((phone) => connectPhone(this.client, phone, deadline)))
  }

  /** What WebdriverIO has to know to make a phone's session here, with ports that no other phone's has. */
  async sessionOf(serial: string): Promise<Readonly<Record<string, string | number>>> {
    const ports = await sessionPorts()
    return {
      hostname: '127.0.0.1',
      port: this.appium.port,
      'appium:udid': serial,
      'appium:adbPort': this.adb.port,
      'appium:systemPort': ports.systemPort,
      'appium:mjpegServerPort': ports.mjpegServerPort,
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

/** Asks the Chat server one question: a wrong key or a wrong application shows at the first. */
export async function checkChat(settings: ChatSettings): Promise<void> {
  const chat = new ChatServer(settings)
  try {
    await chat.importAccount('pushfarm-probe', 'Pushfarm', Deadline.in(10_000))
  } finally {
    await chat.close()
  }
}

/** Ports of one Appium session; two phones with the same would answer each other's commands without an error. */
export async function sessionPorts(): Promise<{ readonly systemPort: number; readonly mjpegServerPort: number }> {
  return { systemPort: await freePort(), mjpegServerPort: await freePort() }
}
