import { readScreen } from '../android/screen-nodes.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { installPassword } from './install-password.ts'
import { InstallWatch } from './install-watch.ts'
import type { TestedPhone } from './tested-phone.ts'

/** The app under test on its phone: installed, brought up to date, emptied. */
export class Installation {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** Removes the app with its data and installs it anew. */
  async renew(): Promise<void> {
    const { packageName, phone, session } = this.#tested
    this.#tested.says('installing the app')
    session.beginsAnew()
    if (await phone.isInstalled(packageName)) await phone.uninstall(packageName)
    await this.#install()
  }

  async addIfMissing(): Promise<void> {
    const { packageName, phone } = this.#tested
    if (!(await phone.isInstalled(packageName))) await this.#install()
  }

  /** Installs the same app over itself: its data stay, its process ends. */
  async update(): Promise<void> {
    this.#tested.says('updating the app')
    await this.#install()
  }

  /** The app forgets everything, its login too. */
  async clearData(deadline: Deadline): Promise<void> {
    const { packageName, phone, session } = this.#tested
    this.#tested.says("clearing the app's data")
    session.beginsAnew()
    await phone.clearData(packageName, deadline)
  }

  /**
   * Where the ROM asks its owner, answers for them. Rejects with one error for a refusal, a password that is missing or
   * wrong, and a screen that nobody knows.
   */
  async #install(): Promise<void> {
    const { browser, phone, run, watcher } = this.#tested
    // Behind a lock screen the question would run out unseen.
    await phone.unlock(Deadline.in(15_000))
    const watch = new InstallWatch({
      phone,
      events: watcher.events,
      // The session's server holds UiAutomation, so the screen is read through it.
      read: async () => readScreen(await browser.getPageSource()),
      password: installPassword(phone.name, process.env),
      strangers: 'report',
    })
    await watch.start()
    const installed = phone.install(run.app)
    // When the watch gives up first, the phone goes on waiting for an answer: what becomes of that is no news.
    installed.catch(() => undefined)
    try {
      await Promise.race([installed, watch.failed])
    } catch (error) {
      throw watch.asked ? afterQuestion(error) : error
    } finally {
      await watch.stop()
    }
  }
}

/** The ROM asked, it was answered, and it refused all the same: no switch is off then. */
function afterQuestion(error: unknown): unknown {
  if (!(error instanceof PushfarmError) || error.code !== 'farm/install-refused') return error
  return new PushfarmError(`${error.message.replace(/\.$/, '')}, though its question was answered.`, {
    code: error.code,
    verdict: error.verdict,
    facts: error.facts,
    hint: 'Look at the phone while the app is being installed: a second question, or a count that runs out.',
    cause: error,
  })
}
