import type { PushPanel } from '../../app/sample-app.ts'
import { Deadline, until } from '../../base/deadline.ts'
import type { Difference } from '../../push/difference.ts'
import { PromiseBroken } from '../promise-broken.ts'
import type { TestedPhone } from '../tested-phone.ts'

/** What a spec can say of the push token: how the app gets one, and whether the server learns of it. */
export class TokenWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** The app, installed anew, initialises push before its user logs in, and not again after it. */
  async isAskedForBeforeTheLogin(): Promise<void> {
    await this.#tested.installation.renew()
    await this.#tested.session.logIn(this.#tested.owner, 'allow', { pushInit: 'before-login' })
  }

  /** The app's push SDK answered that it registered nobody. */
  async isRefused(): Promise<PushPanel> {
    const { app } = this.#tested
    const deadline = Deadline.in(40_000)
    await this.#tested.bringAppToFront(deadline)
    await app.openPushPanel(deadline)
    const panel = await until(
      "the push SDK's answer",
      async () => {
        const now = await app.pushPanel()
        return now.registrationCode === null || now.registrationCode === 'none' ? undefined : now
      },
      deadline,
      { everyMs: 80 },
    )
    await app.toConversations(deadline)
    if (panel.registrationCode !== '0' && (panel.token === null || panel.token === 'none')) return panel
    throw new PromiseBroken(this.#tested.phone.name, [
      {
        part: 'nothing',
        expected: 'no token, and a code that says why',
        seen: `code ${String(panel.registrationCode)}, the token ${String(panel.token)}`,
      },
    ])
  }

  /** The app has a token, and reported it with the certificate that the console has for this push service. */
  isReportedWith(panel: PushPanel): void {
    const { certificateId } = this.#tested.world
    const differences: Difference[] = []
    if (panel.token === null || panel.token === 'none')
      differences.push({ part: 'arrival', expected: 'a token', seen: String(panel.token) })
    if (!/^[1-9]\d*$/.test(panel.certificateId ?? ''))
      differences.push({ part: 'arrival', expected: 'a certificate id', seen: String(panel.certificateId) })
    else if (certificateId !== undefined && panel.certificateId !== String(certificateId))
      differences.push({
        part: 'arrival',
        expected: `the certificate ${certificateId}, as the app's contract says`,
        seen: String(panel.certificateId),
      })
    if (differences.length > 0) throw new PromiseBroken(this.#tested.phone.name, differences)
  }

  /** From the next login on the app's token does not reach the server; needs a laboratory that can break things. */
  async isNotReported(): Promise<void> {
    await this.#tested.session.logIn()
    await this.#tested.session.logOut()
    await this.#tested.world.inject('token-not-reported', Deadline.in(10_000))
    await this.#tested.session.logIn()
  }

  /** The user logs out and in again: the app does all that belongs to a login. */
  async isReportedAnew(): Promise<void> {
    await this.#tested.session.logOut()
    await this.#tested.world.setBack()
    await this.#tested.session.logIn()
  }
}
