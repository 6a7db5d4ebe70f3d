import type { PushPanel } from '../app/sample-app.ts'
import { Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { AppState } from '../push/app-state.ts'
import type { Difference } from '../push/difference.ts'
import { proveThatNothingCame } from './nothing.ts'
import type { TestedPhone } from './tested-phone.ts'
import { type MessageWish, PromiseBroken, Trial } from './trial.ts'

/** What a spec can say of a phone. */
export class PhoneWords {
  readonly trials: Trial[] = []
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** What the vendor is called, for titles that differ by vendor. */
  get vendor(): string {
    return this.#tested.phone.vendor.label
  }

  async installsTheApp(): Promise<void> {
    await this.#tested.installAnew()
    const state = await this.#tested.phone.packageState(this.#tested.packageName, Deadline.in(10_000))
    if (state === undefined)
      throw new PushfarmError(
        `${this.#tested.packageName} is not on ${this.#tested.phone.name} after its installation.`,
        {
          code: 'harness/not-installed',
          verdict: 'infrastructure',
        },
      )
  }

  async logsIn(): Promise<void> {
    await this.#tested.logIn()
  }

  async logsOut(): Promise<void> {
    await this.#tested.logOut()
  }

  /** The app has a registration id, and the push service and Chat both accepted it. */
  async isRegisteredForPush(): Promise<PushPanel> {
    const deadline = Deadline.in(30_000)
    await this.#tested.bringAppToFront(deadline)
    await this.#tested.app.openPushPanel(deadline)
    const panel = await until(
      'the registration for push',
      async () => {
        const now = await this.#tested.app.pushPanel()
        return now.registrationCode === null || now.registrationCode === 'none' ? undefined : now
      },
      deadline,
      { everyMs: 80 },
    )
    const differences = [
      ...(panel.registrationCode === '0'
        ? []
        : [
            {
              part: 'arrival' as const,
              expected: 'registration code 0',
              seen: `code ${String(panel.registrationCode)}`,
            },
          ]),
      ...(panel.registrationId === null || panel.registrationId === 'none'
        ? [{ part: 'arrival' as const, expected: 'a registration id', seen: 'none' }]
        : []),
      ...(panel.loginUser === this.#tested.owner.userId
        ? []
        : [
            {
              part: 'conversation' as const,
              expected: `the login ${this.#tested.owner.userId}`,
              seen: String(panel.loginUser),
            },
          ]),
    ]
    if (differences.length > 0) throw new PromiseBroken(this.#tested.phone.name, differences)
    await this.#tested.app.toConversations(deadline)
    return panel
  }

  /** A friend writes while the app is in this state. */
  async getsMessageWhile(state: AppState, wish: MessageWish = {}): Promise<Trial> {
    await this.#tested.logIn()
    return this.#keep(await Trial.send(this.#tested, state, wish))
  }

  /** A friend writes although nobody is logged in. */
  async getsMessageAfterLogout(wish: MessageWish = {}): Promise<Trial> {
    return this.#keep(await Trial.send(this.#tested, 'background', wish, 'logged-out'))
  }

  /** Nothing of this message appears. */
  async showsNothingOf(trial: Trial): Promise<void> {
    await proveThatNothingCame(this.#tested, trial, async () => {
      await this.#tested.logIn()
      return this.#keep(await Trial.send(this.#tested, 'cache-killed'))
    })
  }

  /** The message stands in the shade, readable, exactly so. */
  async showsInTheShade(trial: Trial): Promise<void> {
    const deadline = Deadline.in(20_000)
    const { phone, shade } = this.#tested
    if (trial.expectation.kind !== 'shown') return
    const { title, text } = trial.expectation
    await phone.unlock(deadline)
    await phone.openShade(deadline)
    await shade.waitForText(trial.message.token, deadline)
    const seen = await shade.read(trial.message.token)
    const differences: Difference[] = [
      ...(seen.text === text
        ? []
        : [{ part: 'text' as const, expected: JSON.stringify(text), seen: JSON.stringify(seen.text) }]),
      ...(seen.titles.includes(title)
        ? []
        : [{ part: 'title' as const, expected: JSON.stringify(title), seen: JSON.stringify(seen.titles) }]),
    ]
    await trial.photograph('shade.png')
    if (differences.length > 0) throw trial.broken(differences)
    await phone.closeShade(deadline)
  }

  /** Of every message of this run there was at most one notification. */
  async sawNothingTwice(): Promise<void> {
    const twice = this.#tested.sightings.repeated()
    if (twice.length === 0) return
    throw new PromiseBroken(
      this.#tested.phone.name,
      twice.map(({ token, keys }) => ({
        part: 'duplicate',
        expected: `one notification of ${token}`,
        seen: `${keys.length}: ${keys.join(', ')}`,
      })),
    )
  }

  #keep(trial: Trial): Trial {
    this.trials.push(trial)
    return trial
  }
}
