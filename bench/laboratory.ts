import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { remote } from 'webdriverio'
import { freePort } from '../src/app/appium-server.ts'
import { readContract } from '../src/app/contract.ts'
import { Deadline } from '../src/base/deadline.ts'
import { ChatServer } from '../src/chat/chat-server.ts'
import { Redaction } from '../src/chat/redaction.ts'
import { FarmPhone } from '../src/farm/farm-phone.ts'
import type { PhoneEntry } from '../src/farm/inventory.ts'
import { capabilitiesOf } from '../src/harness/capabilities.ts'
import { Journal } from '../src/harness/journal.ts'
import { NotificationWatcher } from '../src/harness/notification-watcher.ts'
import { ProgressLine } from '../src/harness/progress.ts'
import { RunSetup, sessionPorts } from '../src/harness/run-setup.ts'
import { watchSessionStart } from '../src/harness/session-start.ts'
import { Sightings } from '../src/harness/sightings.ts'
import { TestedPhone } from '../src/harness/tested-phone.ts'
import { readPhoneFacts } from '../src/harness/phone-facts.ts'
import { vendorNames } from '../src/vendors/vendor.ts'
import { FarmProcess } from './farm-process.ts'

export const root = join(import.meta.dirname, '..')
export const app = join(root, 'build', 'sample-app.apk')

/** Virtual phones, the adb server and Appium, all of this bench's own; nothing of it outlives `close`. */
export class Laboratory {
  readonly farm: FarmProcess
  readonly setup: RunSetup
  readonly phones: readonly FarmPhone[]
  readonly folder: string
  readonly #sessions = new Set<WebdriverIO.Browser>()
  #closed: Promise<void> | undefined

  private constructor(farm: FarmProcess, setup: RunSetup, phones: readonly FarmPhone[], folder: string) {
    this.farm = farm
    this.setup = setup
    this.phones = phones
    this.folder = folder
  }

  /** @param phones vendors, or a number of phones */
  static async open(phones: string, seed: string): Promise<Laboratory> {
    const opening = Laboratory.#start(phones, seed)
    begun.add(opening)
    const laboratory = await opening
    open.add(laboratory)
    return laboratory
  }

  static async #start(phones: string, seed: string): Promise<Laboratory> {
    const folder = await mkdtemp(join(tmpdir(), 'pushfarm-bench-'))
    const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
    try {
      const farm = await FarmProcess.start(root, phones, seed)
      closing.push(() => farm.stop())
      const setup = await RunSetup.start({
        root,
        logs: folder,
        inventory: {
          farm: 'embedded',
          app,
          adb: { port: await freePort() },
          appium: {},
          limits: { softMs: 60_000, hardMs: 180_000 },
          phones: [],
        },
      })
      closing.push(() => setup.stop())
      const entries = farm.description.phones.map((phone, at): PhoneEntry => ({
        name: `${phone.vendor}-${String(at + 1)}`,
        vendor: vendorNames.find((name) => name === phone.vendor) ?? 'google',
        serial: phone.serial,
      }))
      await setup.connect(entries)
      const farmPhones = entries.map((entry) => new FarmPhone(entry, setup.client.getDevice(entry.serial)))
      return new Laboratory(farm, setup, farmPhones, folder)
    } catch (error) {
      for (const end of closing.reverse()) await end()
      throw error
    }
  }

  async session(phone: FarmPhone): Promise<WebdriverIO.Browser> {
    // The ROMs of the farm ask before Appium may install its helpers.
    const watch = await watchSessionStart(phone)
    const session = remote({
      hostname: '127.0.0.1',
      port: this.setup.appium.port,
      logLevel: 'error',
      connectionRetryCount: 0,
      connectionRetryTimeout: 120_000,
      capabilities: {
        ...capabilitiesOf(phone.entry),
        'appium:adbPort': this.setup.adb.port,
        ...prefixed(await sessionPorts()),
      },
    })
    const browser = await Promise.race([session, watch.failed]).finally(() => watch.end())
    this.#sessions.add(browser)
    return browser
  }

  async endSession(browser: WebdriverIO.Browser): Promise<void> {
    this.#sessions.delete(browser)
    await browser.deleteSession()
  }

  /**
   * The phone as a worker of a run sees it, with its app installed and logged in.
   *
   * @param limitMs how long a push may take, where it is not a run's usual limits
   */
  async testedPhone(
    phone: FarmPhone,
    browser: WebdriverIO.Browser,
    limitMs?: number,
  ): Promise<{ tested: TestedPhone; end(): Promise<void> }> {
    const { chat: settings } = this.farm.description
    const redaction = new Redaction([settings.secretKey])
    const events = await phone.events()
    const clock = await phone.clockOffset(Deadline.in(10_000))
    const facts = await readPhoneFacts(phone, clock, Deadline.in(10_000))
    const chat = new ChatServer(settings)
    // Nobody watches: its door is a port that is closed.
    const progress = new ProgressLine(await freePort())
    const contract = join(root, 'sample-app', 'contract.json')
    const testedApp = { packageName: readContract(contract).package, postedBy: phone.vendor.rules.postedBy }
    const sightings = new Sightings(testedApp)
    const tested = new TestedPhone({
      phone,
      browser,
      chat,
      contract: readContract(contract),
      watcher: new NotificationWatcher(phone, events, testedApp, (posted) => {
        sightings.note(posted)
      }),
      sightings,
      clock,
      apiLevel: facts.apiLevel,
      run: {
        runFolder: this.folder,
        root,
        app,
        contract,
        adb: this.setup.adb.adb,
        adbPort: this.setup.adb.port,
        softMs: limitMs ?? 60_000,
        hardMs: limitMs ?? 180_000,
        partnerPort: 0,
        progressPort: 0,
        efforts: [],
      },
      journal: new Journal(join(this.folder, 'journal.jsonl'), redaction),
      redaction,
      progress,
      neighbours: [],
    })
    await tested.session.logIn()
    return {
      tested,
      end: async () => {
        events.close()
        progress.close()
        await chat.close()
      },
    }
  }

  /** Ends everything in order. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    open.delete(this)
    for (const browser of this.#sessions) await browser.deleteSession().catch(() => undefined)
    this.#sessions.clear()
    await this.setup.stop()
    await this.farm.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** For a process that must end at once. */
  kill(): void {
    this.setup.kill()
    this.farm.kill()
  }
}

/** Those that were begun, ready or not: Ctrl-C may come at any time. */
const begun = new Set<Promise<Laboratory>>()
const open = new Set<Laboratory>()

/** Ends what is open, and what is still being opened as soon as it is. */
export async function closeLaboratories(): Promise<void> {
  for (const laboratory of await Promise.allSettled(begun))
    if (laboratory.status === 'fulfilled') await laboratory.value.close()
}

/** The last resort of a process that ends now. */
export function killLaboratories(): void {
  for (const laboratory of open) laboratory.kill()
}

function prefixed(ports: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [`appium:${name}`, port]))
}
