import { Deadline } from '../../base/deadline.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'
import { AppWords } from './app-words.ts'

/** What a spec can say of what happens to the installed app, and of what was never said about it. */
export class PackageWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** It is brought up to date with its data kept. Nobody opens it. */
  async isUpdated(): Promise<void> {
    await this.#tested.installation.update()
  }

  /** Swiped away, it loses its data, as by "clear storage" in the settings. Nobody opens it. */
  async losesItsData(): Promise<void> {
    await this.#tested.journey.bringTo('swiped-away', Deadline.in(60_000))
    await this.#tested.installation.clearData(Deadline.in(30_000))
  }

  /** Swiped away, it is removed and installed anew. Nobody opens it. */
  async isReplaced(): Promise<void> {
    await this.#tested.journey.bringTo('swiped-away', Deadline.in(60_000))
    await this.#tested.installation.renew()
  }

  /** Installed anew, the owner logs in and leaves its question for the right to notify without an answer. */
  async leavesItsQuestionOpen(): Promise<void> {
    await this.#tested.installation.renew()
    await this.#tested.session.logIn(this.#tested.owner, 'leave')
  }

  /** It asks again and is allowed; where it need not ask, the owner turns its switch in the settings on. */
  async isAllowedToNotify(): Promise<void> {
    if (this.#tested.permission.isAskedFor) await new AppWords(this.#tested).asksAndIsAllowed()
    else await this.#tested.ownersHand.allowNotifications(Deadline.in(60_000))
  }

  /**
   * Whether the notification of a message is still posted. Android takes away those of an app that is updated
   * (NotificationManagerService, PACKAGE_REMOVED and PACKAGE_ADDED); not those that a push service posted in its own name.
   */
  async keepsNotificationOf(trial: Trial): Promise<boolean> {
    return (await this.#tested.watcher.look()).some((entry) => trial.matches(entry))
  }
}
