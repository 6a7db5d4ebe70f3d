import { PushfarmError } from '../../base/pushfarm-error.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

const untold = { package: null, channelId: null }

/** What a spec can say of what the phone's owner sets. */
export class OwnerWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** The channel of a notification that has appeared is the one of the push service. */
  findsTheServiceChannelOf(trial: Trial): void {
    const { arrival } = trial
    const { package: owner, channelId } = arrival === undefined || arrival.kind === 'not-shown' ? untold : arrival.first
    if (owner === null || channelId === null)
      throw new PushfarmError('No notification tells the channel of the push service.', {
        code: 'harness/no-channel',
        verdict: 'infrastructure',
        facts: { token: trial.token },
      })
    this.#tested.ownersHand.knowsServiceChannel({ package: owner, id: channelId })
  }

  /** The settings are as they were. */
  async setsItBack(): Promise<void> {
    await this.#tested.ownersHand.setBack()
  }
}
