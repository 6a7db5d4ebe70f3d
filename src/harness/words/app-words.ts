import { byTestId } from '../../app/locator.ts'
import { PermissionDialog } from '../../app/permission-dialog.ts'
import { Deadline, until } from '../../base/deadline.ts'
import { PushfarmError } from '../../base/pushfarm-error.ts'
import type { KnownAppState } from '../../push/app-state.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'
import { missesText, seesText } from './seen-text.ts'

/** What a spec can say of the app on the phone. */
export class AppWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** Installs it anew, without its data. */
  async installs(): Promise<void> {
    const { phone, packageName } = this.#tested
    await this.#tested.installation.renew()
    if ((await phone.packageState(packageName, Deadline.in(10_000))) === undefined)
      throw new PushfarmError(`${packageName} is not on ${phone.name} after its installation.`, {
        code: 'harness/not-installed',
        verdict: 'infrastructure',
      })
  }

  /** Installs it anew, logs the owner in and answers its question for the right to notify. */
  async installsAndAnswers(answer: 'allow' | 'deny'): Promise<void> {
    await this.installs()
    await this.#tested.session.logIn(this.#tested.owner, answer)
  }

  /** By the gestures a user makes; phone and server show it before anything goes on. */
  async isBroughtTo(state: KnownAppState): Promise<void> {
    await this.#tested.journey.bringTo(state, this.#tested.steps(60_000))
  }

  async goesHome(): Promise<void> {
    await this.#tested.journey.goHome(this.#tested.steps())
  }

  /** In front, it shows the message. */
  async shows(trial: Trial): Promise<void> {
    await seesText(this.#tested, trial.token, 'the app to show the message')
  }

  /** Opened on the conversation of `later`, it shows that message and not `absent`, which was sent before. */
  async opensOn(later: Trial, absent: Trial): Promise<void> {
    const tested = this.#tested
    const deadline = Deadline.in(60_000)
    await tested.session.logIn()
    await tested.bringAppToFront(deadline)
    await tested.app.toConversations(deadline)
    await tested.app.askServer(later.message.from.userId, deadline)
    await seesText(tested, later.token, 'the conversation to show the later message')
    absent.judges(['nothing'])
    if (await missesText(tested, absent.token, 'the conversation to be without the message')) return
    const expected = 'nothing of it in its conversation'
    throw absent.broken([{ part: 'nothing', expected, seen: `the text ${absent.token} in the app` }])
  }

  /** It asks again, by the button of its push panel, and the dialog is granted. */
  async asksAndIsAllowed(): Promise<void> {
    const deadline = Deadline.in(30_000)
    const { app, browser, phone } = this.#tested
    await this.#tested.bringAppToFront(deadline)
    await app.openPushPanel(deadline)
    await browser.$(byTestId(app.contract.testIds.pushPanel.askPermission)).click()
    const dialog = new PermissionDialog(browser, phone.vendor)
    await until(
      'the permission to be granted',
      async () => {
        await dialog.allowIfShown()
        return (await this.#tested.permission.isGranted(deadline)) ? true : undefined
      },
      deadline,
      { everyMs: 100 },
    )
  }
}
