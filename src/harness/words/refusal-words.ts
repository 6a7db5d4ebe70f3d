import { Deadline, until } from '../../base/deadline.ts'
import { noteThatNothingIsThere } from '../nothing.ts'
import { traitsOf } from '../phone-traits.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

/** What a spec can say of pushes that came and that the phone refused. */
export class RefusalWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /**
   * How many pushes of the app the phone has refused until now, by its log: notifications that the owner's switch stopped
   * (NotificationManagerService.isBlocked), and those that Google's service could not hand to a stopped app.
   */
  async count(): Promise<number> {
    const log = await this.#tested.phone.recentLog(Deadline.in(10_000))
    const { packageName, phone } = this.#tested
    const posters = traitsOf(this.#tested).postsAs === 'service' ? phone.vendor.rules.postedBy : []
    const suppressed = [packageName, ...posters].map((name) => `Suppressing notification from package ${name} `)
    return log
      .split('\n')
      .filter(
        (line) =>
          suppressed.some((text) => line.includes(text)) ||
          (line.includes('result=CANCELLED') && line.includes(packageName)),
      ).length
  }

  /** Waits until the phone has refused one more: the push came, and was stopped there. */
  async areMoreThan(before: number): Promise<void> {
    await until(
      'the phone to refuse the push',
      async () => ((await this.count()) > before ? true : undefined),
      Deadline.in(this.#tested.run.softMs),
      { everyMs: 200 },
    )
  }

  /** Nothing of this message is there, after the phone has refused it: no other message need be waited for. */
  async leaveNothingOf(trial: Trial): Promise<void> {
    await noteThatNothingIsThere(this.#tested, [trial], 'the phone refused it')
  }
}
