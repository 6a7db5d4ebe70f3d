import { constants } from 'node:os'
import { join } from 'node:path'
import { SevereServiceError } from 'webdriverio'
import { readContract } from '../app/contract.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError, describeError, exitCode } from '../base/pushfarm-error.ts'
import { ChatServer } from '../chat/chat-server.ts'
import { type ChatSettings, chatEnvironment, readChatSettings } from '../chat/chat-settings.ts'
import { Redaction } from '../chat/redaction.ts'
import { FarmPhone } from '../farm/farm-phone.ts'
import { checkApkFile } from '../farm/apk-file.ts'
import type { Inventory, PhoneEntry } from '../farm/inventory.ts'
import { Laboratory } from '../farm/laboratory.ts'
import { adbClient } from '../farm/phone-connection.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { writeAllureFiles } from './allure-files.ts'
import { setCurrentPhone } from './current-phone.ts'
import type { Effort } from './effort.ts'
import { installPasswords } from './install-password.ts'
import { Journal, readJournal } from './journal.ts'
import { LiveLines } from './live-lines.ts'
import { losePhone } from './lost-phone.ts'
import { NotificationWatcher } from './notification-watcher.ts'
import { readPhoneFacts } from './phone-facts.ts'
import { PartnerDoor } from './partner-door.ts'
import { Partnership } from './partnership.ts'
import { ProgressDoor, ProgressLine } from './progress.ts'
import { promiseNames } from './promise-list.ts'
import { RunFolder } from './run-folder.ts'
import { readRunSettings, runEnvironment } from './run-settings.ts'
import { RunSetup, checkChat, sessionPorts } from './run-setup.ts'
import { summarise } from './run-summary.ts'
import { guardOf } from './session-guard.ts'
import { whyNoSession } from './session-failure.ts'
import { type SessionStart, watchSessionStart } from './session-start.ts'
import { Sightings } from './sightings.ts'
import { summaryText } from './summary-text.ts'
import { TestedPhone } from './tested-phone.ts'
import { witnessLines } from './witness-summary.ts'

/** Phones that are programs: started for a run, and ended with it. */
export interface EmbeddedFarm {
  readonly chat: ChatSettings
  /** Where the world around the phones can be changed. */
  readonly laboratory: string
  /** By name of the inventory: where adb finds the phone. */
  readonly serials: ReadonlyMap<string, string>
  stop(): Promise<void>
  kill(): void
}

export interface PushfarmOptions {
  readonly root: string
  readonly inventory: Inventory
  readonly phones: readonly PhoneEntry[]
  readonly app: string
  /** Started only when devices.json says that the farm is embedded. */
  readonly startEmbeddedFarm: () => Promise<EmbeddedFarm>
  readonly runFolder: RunFolder
  readonly fault: string | undefined
  readonly seed: number | undefined
  /** What may be spent on the phones. */
  readonly efforts: readonly Effort[]
  /** The embedded farm stays up when the run has ended, until the process does. */
  readonly keep: boolean
  /** Makes the run's page from its journal; returns where it is. */
  readonly writeMatrix: () => string
}

type LaunchCapabilities = WebdriverIO.Capabilities & { port?: number; hostname?: string; 'appium:udid'?: string }

/**
 * The WebdriverIO service. In the launcher it sets the run up, shows it, and takes it down; in a worker it makes the
 * phone ready that the specs speak to.
 */
export class PushfarmService {
  readonly #options: PushfarmOptions
  #door: ProgressDoor | undefined
  #partners: PartnerDoor | undefined
  #lines: LiveLines | undefined
  #farm: EmbeddedFarm | undefined
  #setup: RunSetup | undefined
  readonly #redaction = new Redaction([])
  readonly #journal: Journal
  #startedAt = 0
  /** Settles when whatever is being started can be ended. */
  #starting: Promise<unknown> = Promise.resolve()
  #ended = false
  #worker: { close(): Promise<void> } | undefined
  #sessionStart: SessionStart | undefined

  /** @param options PushfarmOptions; WebdriverIO's types know options as any object */
  constructor(options: WebdriverIO.ServiceOption) {
    this.#options = options as PushfarmOptions
    // A worker whose launcher is gone has nobody to report to.
    if (process.env['WDIO_WORKER_ID'] !== undefined)
      process.once('disconnect', () => process.exit(exitCode.infrastructure))
    this.#journal = new Journal(this.#options.runFolder.journal, this.#redaction)
  }

  // ------------------------------------------------------------------ in the launcher
  async onPrepare(_config: unknown, capabilities: LaunchCapabilities[]): Promise<void> {
    this.#startedAt = performance.now()
    process.once('exit', () => this.#atExit())
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // create-wdio, which @wdio/cli loads, ends the process at SIGINT before anybody can clean up.
      process.removeAllListeners(signal)
      process.once(signal, () => void this.#interrupted(signal))
    }
    try {
      await this.#prepare(capabilities)
    } catch (error) {
      const verdict = error instanceof PushfarmError ? error.verdict : 'infrastructure'
      const message = describeError(error)
      this.#journal.write({
        kind: 'run-failed',
        verdict,
        message: error instanceof Error ? error.message : String(error),
        hint: error instanceof PushfarmError ? (error.hint ?? null) : null,
      })
      this.#lines?.finish()
      await this.#takeDown()
      this.#exitWith(verdict === 'set-up' ? exitCode.setUp : exitCode.infrastructure)
      process.stderr.write(`${message}\n`)
      process.stdout.write(`Matrix: ${this.#options.writeMatrix()}\n`)
      throw new SevereServiceError(message)
    }
  }

  async onWorkerEnd(cid: string, workerExitCode: number): Promise<void> {
    const phone = this.#options.phones[Number(cid.split('-')[0])]
    if (phone === undefined) return
    this.#partners?.tell({ kind: 'goes', phone: phone.name, why: 'its worker has ended' })
    if (workerExitCode === 0) return
    const journal = readJournal(this.#options.runFolder.journal)
    const told = journal.some(
      (entry) =>
        (entry.kind === 'promise' || entry.kind === 'phone-lost') &&
        entry.phone === phone.name &&
        ('error' in entry ? entry.error !== null : true),
    )
    const started = journal
      .find((entry) => entry.kind === 'run-started')
      ?.phones.find(({ name }) => name === phone.name)
    if (!told)
      this.#journal.write({
        kind: 'phone-lost',
        phone: phone.name,
        error:
          whyNoSession(this.#options.runFolder.logs, { ...phone, serial: started?.serial ?? phone.serial }) ??
          'its session could not be started, or its worker ended early',
      })
  }

  async onComplete(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    const farm = this.#options.keep ? this.#farm : undefined
    if (farm !== undefined) this.#farm = undefined
    await this.#takeDown()
    this.#lines?.finish()
    const entries = readJournal(this.#options.runFolder.journal)
    const summary = summarise(entries, promiseNames(this.#options.root))
    this.#journal.write({
      kind: 'run-ended',
      exitCode: summary.exitCode,
      durationMs: Math.round(performance.now() - this.#startedAt),
    })
    this.#exitWith(summary.exitCode)
    const matrix = this.#options.writeMatrix()
    if (farm !== undefined) {
      // Kept for whoever wants to look; it still ends with this process.
      this.#farm = farm
      process.stdout.write(
        `\nThe phones stay until Ctrl-C: ${[...farm.serials].map((one) => one.join(' ')).join(', ')}\n`,
      )
    }
    if (summary.failed !== undefined) return
    writeAllureFiles(this.#options.runFolder.allureResults, entries)
    const disagreements = witnessLines(entries)
    process.stdout.write(`\n${summaryText(summary, { colours: process.stdout.isTTY })}\n\n`)
    if (disagreements.length > 0) process.stdout.write(`${disagreements.join('\n')}\n\n`)
    process.stdout.write(
      `${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s, ${this.#options.runFolder.path}\nMatrix: ${matrix}\n`,
    )
    this.#exitWith(summary.exitCode)
  }

  async #prepare(capabilities: LaunchCapabilities[]): Promise<void> {
    const { inventory, runFolder, root } = this.#options
    this.#lines = new LiveLines(
      process.stdout,
      this.#options.phones.map((phone) => ({ name: phone.name, label: vendorNamed(phone.vendor).label })),
      promiseNames(root).length,
    )
    const contract = join(root, 'sample-app', 'contract.json')
    readContract(contract)
    if (inventory.farm === 'real') await this.#checkBeforeAnythingStarts()
    this.#lines.say(
      inventory.farm === 'embedded' ? 'starting the virtual farm, adb and Appium' : 'starting adb and Appium',
    )
    const starting = Promise.allSettled([
      RunSetup.start({ inventory, root, logs: runFolder.logs }).then((setup) => (this.#setup = setup)),
      inventory.farm === 'embedded'
        ? this.#options.startEmbeddedFarm().then((farm) => (this.#farm = farm))
        : Promise.resolve(undefined),
    ])
    this.#starting = starting
    const [setup, farm] = await starting
    if (farm.status === 'rejected') throw farm.reason
    if (setup.status === 'rejected') throw setup.reason
    if (this.#farm !== undefined) Object.assign(process.env, chatEnvironment(this.#farm.chat))
    const chat = readChatSettings(process.env)
    for (const secret of [chat.secretKey, ...installPasswords(process.env)]) this.#redaction.add(secret)
    await checkApkFile(this.#options.app)
    const phones = this.#options.phones.map((phone) => ({
      ...phone,
      serial: this.#farm?.serials.get(phone.name) ?? phone.serial,
    }))
    this.#journal.write({
      kind: 'run-started',
      phones: phones.map((phone) => ({
        name: phone.name,
        vendor: phone.vendor,
        serial: phone.serial,
        pushService: phone.pushService ?? vendorNamed(phone.vendor).pushService,
      })),
      farm: inventory.farm,
      limits: inventory.limits,
      fault: this.#options.fault ?? null,
      seed: this.#options.seed ?? null,
      promises: [...promiseNames(root)],
    })
    await setup.value.connect(phones)
    const partners = await PartnerDoor.open(
      phones.map(({ name, vendor, pushService }) => ({
        name,
        pushService: pushService ?? vendorNamed(vendor).pushService,
      })),
    )
    this.#partners = partners
    this.#door = await ProgressDoor.open((progress) => {
      this.#lines?.hear(progress)
      if (progress.kind === 'promise') partners.tell({ kind: 'progresses', phone: progress.phone })
    })
    for (const [at, phone] of phones.entries()) {
      const capability = capabilities[at]
      if (capability === undefined) continue
      const ports = await sessionPorts()
      Object.assign(capability, {
        hostname: '127.0.0.1',
        port: setup.value.appium.port,
        'appium:udid': phone.serial,
        'appium:adbPort': setup.value.adb.port,
        'appium:systemPort': ports.systemPort,
        'appium:mjpegServerPort': ports.mjpegServerPort,
      })
    }
    Object.assign(
      process.env,
      runEnvironment({
        runFolder: runFolder.path,
        root,
        app: this.#options.app,
        contract,
        adb: setup.value.adb.adb,
        adbPort: setup.value.adb.port,
        softMs: inventory.limits.softMs,
        hardMs: inventory.limits.hardMs,
        progressPort: this.#door.port,
        partnerPort: partners.port,
        efforts: this.#options.efforts,
        laboratory: this.#farm?.laboratory ?? process.env['PUSHFARM_LABORATORY'],
      }),
    )
    this.#lines.say(phones.length === 1 ? '1 phone is connected' : `${phones.length} phones are connected`)
  }

  /** On real phones everything that can be wrong is looked at before the first server is started. */
  async #checkBeforeAnythingStarts(): Promise<void> {
    const chat = readChatSettings(process.env)
    await checkApkFile(this.#options.app)
    await checkChat(chat)
  }

  async #takeDown(): Promise<void> {
    this.#door?.close()
    this.#partners?.close()
    const setup = this.#setup
    const farm = this.#farm
    this.#setup = undefined
    this.#farm = undefined
    await setup?.stop()
    await farm?.stop()
  }

  /** WebdriverIO ends its process with a code of its own; the last word is ours. */
  #exitWith(code: number): void {
    process.once('exit', () => {
      process.exitCode = code
    })
  }

  /**
   * Ctrl-C: everything that was started is ended in order. Workers notice that their launcher is gone and end too;
   * WebdriverIO would wait for them, and during the set-up for ever.
   */
  async #interrupted(signal: NodeJS.Signals): Promise<void> {
    if (this.#ended) process.exit()
    this.#lines?.finish()
    process.stderr.write(`${signal}: ending the run\n`)
    this.#journal.write({
      kind: 'run-failed',
      verdict: 'infrastructure',
      message: `The run was interrupted by ${signal}.`,
      hint: null,
    })
    await this.#starting
    await this.#takeDown()
    this.#options.writeMatrix()
    process.exit(128 + constants.signals[signal])
  }

  /** Whatever way the process ends, nothing that it started stays. */
  #atExit(): void {
    this.#setup?.kill()
    this.#farm?.kill()
  }

  // ------------------------------------------------------------------ in a worker
  async beforeSession(_config: unknown, capabilities: WebdriverIO.Capabilities): Promise<void> {
    const { phone, journal } = this.#assigned(capabilities)
    const watch = await watchSessionStart(phone)
    this.#sessionStart = watch
    watch.failed.catch((error: unknown) => {
      journal.write({ kind: 'phone-lost', phone: phone.name, error: describeError(error) })
      // Without an answer Appium's helpers will not be installed: there will be no session.
      process.exit(exitCode.setUp)
    })
  }

  async before(capabilities: WebdriverIO.Capabilities, _specs: unknown, browser: WebdriverIO.Browser): Promise<void> {
    await this.#sessionStart?.end()
    const { run, chatSettings, redaction, journal, entry, phone } = this.#assigned(capabilities)
    const progress = new ProgressLine(run.progressPort)
    progress.say({ kind: 'doing', phone: entry.name, what: 'reading the phone' })
    const deadline = Deadline.in(30_000)
    const events = await phone.events()
    const contract = readContract(run.contract)
    const app = { packageName: contract.package, postedBy: phone.vendor.rules.postedBy }
    const sightings = new Sightings(app)
    const watcher = new NotificationWatcher(phone, events, app, (posted) => sightings.note(posted))
    const clock = await phone.clockOffset(deadline)
    const facts = await readPhoneFacts(phone, clock, deadline)
    journal.write({ kind: 'phone', ...facts })
    const chat = new ChatServer(chatSettings)
    const guarded = await guardOf(browser, phone, deadline)
    if (guarded !== undefined) losePhone({ journal, phone }, guarded)
    const tested = new TestedPhone({
      phone,
      browser,
      chat,
      contract,
      watcher,
      sightings,
      clock,
      apiLevel: facts.apiLevel,
      run,
      journal,
      redaction,
      progress,
      laboratory: run.laboratory === undefined ? undefined : await Laboratory.open(run.laboratory, deadline),
      neighbours: this.#options.phones
        .filter((one) => one.name !== entry.name)
        .map((one) => ({
          name: one.name,
          vendor: one.vendor,
          pushService: one.pushService ?? vendorNamed(one.vendor).pushService,
        })),
    })
    const partnership = new Partnership(tested, run.partnerPort)
    tested.partnership = partnership
    setCurrentPhone(tested)
    this.#worker = {
      close: async () => {
        await partnership.finishes()
        partnership.close()
        events.close()
        progress.close()
        await chat.close()
      },
    }
  }

  /** The phone that this worker tests. */
  #assigned(capabilities: WebdriverIO.Capabilities) {
    const run = readRunSettings(process.env)
    const chatSettings = readChatSettings(process.env)
    const redaction = new Redaction([chatSettings.secretKey, ...installPasswords(process.env)])
    const serial = String((capabilities as Record<string, unknown>)['appium:udid'])
    const journal = new Journal(join(run.runFolder, 'journal.jsonl'), redaction)
    const started = readJournal(join(run.runFolder, 'journal.jsonl')).find((entry) => entry.kind === 'run-started')
    const name = started?.phones.find((phone) => phone.serial === serial)?.name
    const entry = this.#options.phones.find((phone) => phone.name === name)
    if (entry === undefined)
      throw new PushfarmError(`No phone of this run has the serial ${serial}.`, {
        code: 'harness/no-phone',
        verdict: 'set-up',
      })
    const phone = new FarmPhone({ ...entry, serial }, adbClient(run.adbPort).getDevice(serial))
    return { run, chatSettings, redaction, journal, entry, phone }
  }

  async after(): Promise<void> {
    // The phone may still be needed by others.
    await this.#worker?.close()
    setCurrentPhone(undefined)
  }
}
