import { constants } from 'node:os'
import { SevereServiceError } from 'webdriverio'
import { readContract } from '../app/contract.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError, describeError, exitCode } from '../base/pushfarm-error.ts'
import { Laboratory } from '../farm/laboratory.ts'
import { chatEnvironment, readChatSettings } from '../chat/chat-settings.ts'
import { Redaction } from '../chat/redaction.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { writeAllureFiles } from './allure-files.ts'
import { installPasswords } from './install-password.ts'
import { Journal, readJournal } from './journal.ts'
import { LiveLines } from './live-lines.ts'
import { neighbourOf } from './neighbour.ts'
import { promiseNames } from './promise-list.ts'
import type { PushfarmOptions } from './pushfarm-options.ts'
import { runEnvironment } from './run-settings.ts'
import { checkChat } from './run-setup.ts'
import { RunStage } from './run-stage.ts'
import { summarise } from './run-summary.ts'
import { whyNoSession } from './session-failure.ts'
import { summaryText } from './summary-text.ts'
import { witnessLines } from './witness-summary.ts'

/** The WebdriverIO service of the launcher: sets the run up, shows it, and takes it down. */
export class RunLauncher {
  readonly #options: PushfarmOptions
  readonly #stage = new RunStage()
  readonly #redaction = new Redaction([])
  readonly #journal: Journal
  #lines: LiveLines | undefined
  #startedAt = 0
  #ended = false
  /** Set by Ctrl-C; never settles before the process has ended. */
  #interruption: Promise<never> | undefined

  /** @param options PushfarmOptions; WebdriverIO's types know options as any object */
  constructor(options: WebdriverIO.ServiceOption) {
    this.#options = options as PushfarmOptions
    this.#journal = new Journal(this.#options.runFolder.journal, this.#redaction)
  }

  async onPrepare(_config: unknown, capabilities: WebdriverIO.Capabilities[]): Promise<void> {
    this.#startedAt = performance.now()
    // Whatever way the process ends, nothing that it started stays.
    process.once('exit', () => {
      this.#stage.kill()
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // create-wdio, which @wdio/cli loads, ends the process at SIGINT before anybody can clean up.
      process.removeAllListeners(signal)
      process.once(signal, () => {
        this.#interruption = this.#interrupted(signal)
      })
    }
    try {
      await this.#prepare(capabilities)
    } catch (error) {
      // Ctrl-C reaches the whole group of processes, also one that was born this moment and has no group of its own yet. What
      // breaks by it is not another failure.
      if (this.#interruption !== undefined) return await this.#interruption
      const verdict = error instanceof PushfarmError ? error.verdict : 'infrastructure'
      const message = describeError(error)
      this.#journal.write({
        kind: 'run-failed',
        verdict,
        message: error instanceof Error ? error.message : String(error),
        hint: error instanceof PushfarmError ? (error.hint ?? null) : null,
      })
      this.#lines?.finish()
      await this.#stage.takeDown()
      exitWith(verdict === 'set-up' ? exitCode.setUp : exitCode.infrastructure)
      process.stderr.write(`${message}\n`)
      process.stdout.write(`Matrix: ${this.#options.writeMatrix()}\n`)
      throw new SevereServiceError(message)
    }
  }

  async onWorkerEnd(cid: string, workerExitCode: number): Promise<void> {
    const phone = this.#options.phones[Number(cid.split('-')[0])]
    if (phone === undefined) return
    this.#stage.workerHasEnded(phone.name)
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
    const farm = await this.#stage.takeDown(this.#options.keep ? 'farm' : undefined)
    this.#lines?.finish()
    const entries = readJournal(this.#options.runFolder.journal)
    const summary = summarise(entries, promiseNames(this.#options.root))
    this.#journal.write({
      kind: 'run-ended',
      exitCode: summary.exitCode,
      durationMs: Math.round(performance.now() - this.#startedAt),
    })
    exitWith(summary.exitCode)
    const matrix = this.#options.writeMatrix()
    if (farm !== undefined)
      process.stdout.write(
        `\nThe phones stay until Ctrl-C: ${[...farm.serials].map((one) => one.join(' ')).join(', ')}\n`,
      )
    if (summary.failed !== undefined) return
    writeAllureFiles(this.#options.runFolder.allureResults, entries)
    const disagreements = witnessLines(entries)
    process.stdout.write(`\n${summaryText(summary, { colours: process.stdout.isTTY })}\n\n`)
    if (disagreements.length > 0) process.stdout.write(`${disagreements.join('\n')}\n\n`)
    process.stdout.write(
      `${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s, ${this.#options.runFolder.path}\nMatrix: ${matrix}\n`,
    )
    exitWith(summary.exitCode)
  }

  async #prepare(capabilities: readonly WebdriverIO.Capabilities[]): Promise<void> {
    const { app, contract, inventory, root, runFolder } = this.#options
    const lines = new LiveLines(
      process.stdout,
      this.#options.phones.map((phone) => ({ name: phone.name, label: vendorNamed(phone.vendor).label })),
      promiseNames(root).length,
    )
    this.#lines = lines
    readContract(contract)
    if (inventory.farm === 'real') await this.#checkWhatRealPhonesNeed()
    else await this.#options.prepareApp()
    lines.say(inventory.farm === 'embedded' ? 'starting the virtual farm, adb and Appium' : 'starting adb and Appium')
    const { setup, farm } = await this.#stage.start(this.#options)
    if (farm !== undefined) Object.assign(process.env, chatEnvironment(farm.chat))
    const chat = readChatSettings(process.env)
    for (const secret of [chat.secretKey, ...installPasswords(process.env)]) this.#redaction.add(secret)
    const phones = this.#options.phones.map((phone) => ({
      ...phone,
      serial: farm?.serials.get(phone.name) ?? phone.serial,
    }))
    this.#journalStart(phones)
    await setup.connect(phones)
    const ports = await this.#stage.openDoors(phones, (progress) => {
      lines.hear(progress)
    })
    for (const [at, phone] of phones.entries()) {
      const capability = capabilities[at]
      if (capability !== undefined) Object.assign(capability, await setup.sessionOf(phone.serial))
    }
    Object.assign(
      process.env,
      runEnvironment({
        runFolder: runFolder.path,
        root,
        app,
        contract,
        adb: setup.adb.adb,
        adbPort: setup.adb.port,
        softMs: inventory.limits.softMs,
        hardMs: inventory.limits.hardMs,
        ...ports,
        efforts: this.#options.efforts,
        laboratory: farm?.laboratory ?? process.env['PUSHFARM_LABORATORY'],
      }),
    )
    lines.say(phones.length === 1 ? '1 phone is connected' : `${phones.length} phones are connected`)
  }

  /** On real phones everything that can be wrong is looked at before the first server is started. */
  async #checkWhatRealPhonesNeed(): Promise<void> {
    const chat = readChatSettings(process.env)
    await this.#options.prepareApp()
    await checkChat(chat)
    const laboratory = process.env['PUSHFARM_LABORATORY']
    if (laboratory !== undefined && laboratory !== '') await checkLaboratory(laboratory)
  }

  #journalStart(phones: PushfarmOptions['phones']): void {
    const { fault, inventory, root, seed } = this.#options
    this.#journal.write({
      kind: 'run-started',
      phones: phones.map((phone) => ({ ...neighbourOf(phone), serial: phone.serial })),
      farm: inventory.farm,
      limits: inventory.limits,
      fault: fault ?? null,
      seed: seed ?? null,
      promises: [...promiseNames(root)],
    })
  }

  /**
   * Ctrl-C: everything that was started is ended in order. Workers notice that their launcher is gone and end too;
   * WebdriverIO would wait for them, and during the set-up for ever.
   */
  async #interrupted(signal: NodeJS.Signals): Promise<never> {
    if (this.#ended) process.exit()
    this.#lines?.finish()
    process.stderr.write(`${signal}: ending the run\n`)
    this.#journal.write({
      kind: 'run-failed',
      verdict: 'infrastructure',
      message: `The run was interrupted by ${signal}.`,
      hint: null,
    })
    await this.#stage.takeDown()
    this.#options.writeMatrix()
    process.exit(128 + constants.signals[signal])
  }
}

/** WebdriverIO ends its process with a code of its own; the last word is ours. */
function exitWith(code: number): void {
  process.once('exit', () => {
    process.exitCode = code
  })
}

/** A door that is named and not there would be every phone's failure, one after the other. */
async function checkLaboratory(url: string): Promise<void> {
  try {
    await Laboratory.open(url, Deadline.in(10_000))
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    throw new PushfarmError(error.message, {
      code: error.code,
      verdict: 'set-up',
      facts: error.facts,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    })
  }
}
