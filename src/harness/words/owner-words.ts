import { PushfarmError } from '../../base/pushfarm-error.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

/** What a spec can say of what the phone's owner sets. */
export class OwnerWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** The channel of a notification that has appeared is the one of the push service. */
  findsTheServiceChannelOf(trial: Trial): void {
    const { arrival } = trial
    if (arrival === undefined || arrival.kind === 'not-shown' || arrival.first.channelId === null)
      throw new PushfarmError('No notification tells the channel of the push service.', {
        code: 'harness/no-channel',
        verdict: 'infrastructure',
        facts: { token: trial.token },
      })
    this.#tested.ownersHand.knowsServiceChannel({ package: arrival.first.package, id: arrival.first.channelId })
  }

  /** The settings are as they were. */
  async setsItBack(): Promise<void> {
    await this.#tested.ownersHand.setBack()
  }
}
