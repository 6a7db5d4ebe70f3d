import { Deadline } from '../../base/deadline.ts'
import type { TestedPhone } from '../tested-phone.ts'

const dayMs = 24 * 60 * 60_000

/** What a spec can say of the world around a phone: time, the consoles, the quotas. */
export class WorldWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** A day passes for the phone's accounts and quotas. */
  async letsADayPass(): Promise<void> {
    await this.#tested.world.letPass(dayMs, Deadline.in(10_000))
  }

  /** The present comes back, and what was entered at the consoles. */
  async isSetBack(): Promise<void> {
    await this.#tested.world.setBack()
  }
}
