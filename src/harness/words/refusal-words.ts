import { Deadline, inTime, until } from '../../base/deadline.ts'
import { countRefusals } from '../../android/refused-notifications.ts'
import { noteThatNothingIsThere } from '../nothing.ts'
import { traitsOf } from '../phone-traits.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

/** A push that is late after all would appear once the owner has set it back: the silence lasts so long at least … */
const waitedAtLeastMs = 10_000
/** … and so many times as long as the slowest push of the promise took. */
const slowerThanSeen = 10

/** What is known of the promise's messages. */
export interface RefusalMessages {
  readonly trials: readonly Trial[]
  /** Proves by a later message that nothing came. */
  readonly showsNothingOf: (trial: Trial) => Promise<void>
}

/** What a spec can say of pushes that came and that the phone refused. */
export class RefusalWords {
  readonly #tested: TestedPhone
  readonly #messages: RefusalMessages
  /** Whether the phone's log has told of the last refusal: that of some ROMs is mute. */
  #log: 'tells' | 'silent' = 'silent'

  constructor(tested: TestedPhone, messages: RefusalMessages) {
    this.#tested = tested
    this.#messages = messages
  }

  /** How many pushes of the app the phone has refused until now, by its log. */
  async count(): Promise<number> {
    const log = await this.#tested.phone.recentLog(Deadline.in(10_000))
    const { packageName, phone } = this.#tested
    const posters = traitsOf(this.#tested).postsAs === 'service' ? phone.vendor.rules.postedBy : []
    return countRefusals(log, { app: packageName, posters: [packageName, ...posters] })
  }

  /**
   * Waits for the phone to have refused one more, and no longer than a push takes at the most: not every log tells of it.
   * Where pushes of this promise have arrived before, they say how long that is.
   */
  async areMoreThan(before: number): Promise<void> {
    const refused = until(
      'the phone to refuse the push',
      async () => ((await this.count()) > before ? true : undefined),
      Deadline.in(this.#aPushTakesMs()),
      { everyMs: 200 },
    )
    this.#log = (await inTime(refused)) === undefined ? 'silent' : 'tells'
  }

  /**
   * Nothing of this message is there. Where the log has told that the phone refused it, no other message need be waited
   * for; where it has not, a later one must arrive, now that the owner allows it.
   */
  async leaveNothingOf(trial: Trial): Promise<void> {
    if (this.#log === 'tells') await noteThatNothingIsThere(this.#tested, [trial], 'the phone refused it')
    else await this.#messages.showsNothingOf(trial)
  }

  #aPushTakesMs(): number {
    const { softMs } = this.#tested.run
    const seen = this.#messages.trials.map(({ latencyMs }) => latencyMs).filter((ms) => ms !== null)
    return seen.length === 0 ? softMs : Math.min(softMs, Math.max(waitedAtLeastMs, slowerThanSeen * Math.max(...seen)))
  }
}
