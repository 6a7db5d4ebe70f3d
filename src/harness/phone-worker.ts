import { join } from 'node:path'
import { readContract } from '../app/contract.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError, describeError, exitCode } from '../base/pushfarm-error.ts'
import { ChatServer } from '../chat/chat-server.ts'
import { readChatSettings } from '../chat/chat-settings.ts'
import { Redaction } from '../chat/redaction.ts'
import { FarmPhone } from '../farm/farm-phone.ts'
import { Laboratory } from '../farm/laboratory.ts'
import { adbClient } from '../farm/phone-connection.ts'
import { setCurrentPhone } from './current-phone.ts'
import { installPasswords } from './install-password.ts'
import { Journal, readJournal } from './journal.ts'
import { losePhone } from './lost-phone.ts'
import { neighbourOf } from './neighbour.ts'
import { NotificationWatcher } from './notification-watcher.ts'
import { Partnership } from './partnership.ts'
import { readPhoneFacts } from './phone-facts.ts'
import { ProgressLine } from './progress.ts'
import type { PushfarmOptions } from './pushfarm-options.ts'
import { readRunSettings } from './run-settings.ts'
import { guardOf } from './session-guard.ts'
import { type SessionStart, watchSessionStart } from './session-start.ts'
import { Sightings } from './sightings.ts'
import { TestedPhone } from './tested-phone.ts'

/** The WebdriverIO service of a worker: makes the phone ready that the specs speak to. */
export class PhoneWorker {
  readonly #options: PushfarmOptions
  #sessionStart: SessionStart | undefined
  #work: { close(): Promise<void> } | undefined

  /** @param options PushfarmOptions; WebdriverIO's types know options as any object */
  constructor(options: WebdriverIO.ServiceOption) {
    this.#options = options as PushfarmOptions
    // WebdriverIO makes every service in its launcher too. A worker whose launcher is gone has nobody to report to.
    if (process.env['WDIO_WORKER_ID'] !== undefined)
      process.once('disconnect', () => process.exit(exitCode.infrastructure))
  }

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
      neighbours: this.#options.phones.filter((one) => one.name !== entry.name).map(neighbourOf),
    })
    const partnership = new Partnership(tested, run.partnerPort)
    tested.partnership = partnership
    setCurrentPhone(tested)
    this.#work = {
      close: async () => {
        await partnership.finishes()
        partnership.close()
        events.close()
        progress.close()
        await chat.close()
      },
    }
  }

  async after(): Promise<void> {
    // The phone may still be needed by others.
    await this.#work?.close()
    setCurrentPhone(undefined)
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
}
