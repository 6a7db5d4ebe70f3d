import { setTimeout } from 'node:timers/promises'
import { Deadline, until, inTime } from '../../base/deadline.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

const dayMs = 24 * 60 * 60_000

/** What a spec can say of the world around a phone: time, the consoles, the quotas. */
export class WorldWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** So many seconds pass: at the servers alone where a laboratory can do that, else really. */
  async letsSecondsPass(seconds: number): Promise<void> {
    const { world } = this.#tested
    if (world.can('clock')) await world.letPass(seconds * 1000, Deadline.in(10_000))
    else await setTimeout(seconds * 1000)
  }

  /** A day passes for the phone's accounts and quotas. */
  async letsADayPass(): Promise<void> {
    await this.#tested.world.letPass(dayMs, Deadline.in(10_000))
  }

  /** The vendor refused the message, and for the reason that the rules name, where a laboratory shows the push records. */
  async refuses(trial: Trial): Promise<void> {
    const { world, owner, phone } = this.#tested
    if (trial.expectation.kind !== 'nothing' || trial.expectation.at !== 'vendor' || !world.can('records')) return
    const expected = String(trial.expectation.code)
    const refusal = until(
      "the vendor's refusal",
      () => world.refusalOf(owner.userId, trial.msgKey ?? '', Deadline.in(5000)),
      Deadline.in(5000),
      { everyMs: 50 },
    )
    const seen = await inTime(refusal)
    trial.judges(['nothing'])
    if (seen !== expected)
      throw trial.broken([
        {
          part: 'nothing',
          expected: `that ${phone.vendor.label} refuses it with ${expected}`,
          seen: seen === undefined ? 'that it is taken' : `the refusal ${seen}`,
        },
      ])
  }

  /** The present comes back, and what was entered at the consoles. */
  async isSetBack(): Promise<void> {
    await this.#tested.world.setBack()
  }
}
