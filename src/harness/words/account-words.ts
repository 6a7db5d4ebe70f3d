import type { PushPanel } from '../../app/sample-app.ts'
import { Deadline, until } from '../../base/deadline.ts'
import type { Difference } from '../../push/difference.ts'
import { PromiseBroken } from '../promise-broken.ts'
import type { TestedPhone } from '../tested-phone.ts'

/** What a spec can say of who is logged in. */
export class AccountWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  async logsIn(): Promise<void> {
    await this.#tested.session.logIn()
  }

  async logsOut(): Promise<void> {
    await this.#tested.session.logOut()
  }

  /** The server kicks the owner (REST). */
  async isKicked(): Promise<void> {
    await this.#tested.session.logIn()
    await this.#tested.session.kick()
  }

  /** The app, opened again, shows that its user has logged in elsewhere. */
  async noticesTheKick(): Promise<void> {
    await this.#tested.session.noticesKick()
  }

  /** Logs in with a UserSig that is good for so long. */
  async logsInForSeconds(signatureSeconds: number): Promise<void> {
    await this.#tested.session.logIn()
    await this.#tested.session.logOut()
    await this.#tested.session.logIn(this.#tested.owner, 'allow', { signatureSeconds })
  }

  /** The app shows that its login has expired. */
  async noticesTheExpiry(): Promise<void> {
    await this.#tested.session.noticesExpiry()
  }

  /** Somebody else takes the phone: the owner logs out, the visitor in. */
  async isTakenByAVisitor(): Promise<void> {
    await this.#tested.session.logIn()
    await this.#tested.session.logIn(this.#tested.visitor)
  }

  /** The app has a registration id, and the push service and Chat both accepted it. */
  async isRegisteredForPush(): Promise<PushPanel> {
    const tested = this.#tested
    const deadline = Deadline.in(30_000)
    // A heads-up notification would lie over the button.
    await tested.clearShade(deadline)
    await tested.bringAppToFront(deadline)
    await tested.app.openPushPanel(deadline)
    const panel = await until(
      'the registration for push',
      async () => {
        const now = await tested.app.pushPanel()
        return now.registrationCode === null || now.registrationCode === 'none' ? undefined : now
      },
      deadline,
      { everyMs: 80 },
    )
    const differences: Difference[] = []
    if (panel.registrationCode !== '0')
      differences.push({
        part: 'arrival',
        expected: 'registration code 0',
        seen: `code ${String(panel.registrationCode)}`,
      })
    if (panel.registrationId === null || panel.registrationId === 'none')
      differences.push({ part: 'arrival', expected: 'a registration id', seen: 'none' })
    if (panel.loginUser !== tested.owner.userId)
      differences.push({
        part: 'conversation',
        expected: `the login ${tested.owner.userId}`,
        seen: String(panel.loginUser),
      })
    if (differences.length > 0) throw new PromiseBroken(tested.phone.name, differences)
    await tested.app.toConversations(deadline)
    return panel
  }

  /** The token of a registration is another than that of an earlier one. */
  hasAnotherToken(before: PushPanel, after: PushPanel): void {
    if (after.token !== null && after.token !== 'none' && after.token !== before.token) return
    throw new PromiseBroken(this.#tested.phone.name, [
      { part: 'arrival', expected: `another token than ${String(before.token)}`, seen: String(after.token) },
    ])
  }
}
