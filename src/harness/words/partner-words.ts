import { ChatComposer } from '../../app/chat-composer.ts'
import { conversationIdWith } from '../../push/message.ts'
import { noteThatNothingIsThere } from '../nothing.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

/** What a spec can say of another phone, which acts for this promise. */
export class PartnerWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** One of these phones of the run acts from now on; says which. */
  async changesToOneOf(names: readonly string[]): Promise<string> {
    return this.#tested.partnership.changesToOneOf(names)
  }

  /** The owner of this phone logs in on the other one, with the app there going to the background. */
  async takesTheOwner(): Promise<void> {
    this.#tested.partnership.isLent()
    await this.#tested.partnership.does({ kind: 'log-in', as: this.#tested.owner })
  }

  /** The message of the trial, sent to the owner of this phone, appears there, and here is nothing. */
  async showsInstead(trial: Trial): Promise<void> {
    const { partnership } = this.#tested
    const { token, message, sentAtMs } = trial
    const latencyMs = await partnership.does({ kind: 'shows', token, message, change: {}, sentAtMs })
    await noteThatNothingIsThere(
      this.#tested,
      [trial],
      `it came to ${partnership.name} after ${String(latencyMs)} ms, where its user is logged in`,
    )
  }

  /** The app there shows that its user has logged in elsewhere. */
  async isKicked(): Promise<void> {
    await this.#tested.partnership.does({ kind: 'is-kicked' })
  }

  async showsNothingOf(trial: Trial): Promise<void> {
    await this.#tested.partnership.does({ kind: 'shows-nothing-of', token: trial.token })
  }

  /** Nothing of a refused message is here, after a later one from the same app has arrived. */
  async hasLeftNothingOf(trial: Trial): Promise<void> {
    await noteThatNothingIsThere(this.#tested, [trial], "a later message from the partner's app arrived")
  }

  /** The owner of this phone puts the partner's on the blocklist, in the app. */
  async isBlocked(): Promise<void> {
    this.#tested.partnership.afterwards(() => this.#setBlocked(false))
    await this.#setBlocked(true)
  }

  async isFreeToWrite(): Promise<void> {
    await this.#setBlocked(false)
  }

  async #setBlocked(blocked: boolean): Promise<void> {
    const tested = this.#tested
    const deadline = tested.steps(60_000)
    await tested.session.logIn()
    await tested.clearShade(deadline)
    await tested.bringAppToFront(deadline)
    await tested.app.toConversations(deadline)
    const composer = new ChatComposer(tested.browser, tested.app.contract)
    await composer.open(conversationIdWith(tested.partnership.owner), deadline)
    await composer.setBlocked(blocked, deadline)
    await tested.app.toConversations(deadline)
  }
}
