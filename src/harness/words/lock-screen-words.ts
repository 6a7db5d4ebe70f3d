import { Deadline } from '../../base/deadline.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'
import { missesText, seesText } from './seen-text.ts'

/** What a spec can say of the lock screen. */
export class LockScreenWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** What the rules say of it: the whole text, a row without its content, or no row. */
  async showsWhatItMay(trial: Trial): Promise<void> {
    if (trial.expectation.kind === 'nothing') return
    const tested = this.#tested
    await tested.phone.wake(Deadline.in(20_000))
    switch (trial.expectation.where.lockScreen) {
      case 'whole':
        trial.judges(['arrival'])
        return seesText(tested, trial.token, 'the lock screen to show the message')
      case 'content-hidden':
        trial.judges(['arrival'])
        await seesText(tested, tested.appName, 'the lock screen to show that the app has a message')
        return this.#hides(trial)
      case 'absent':
        return this.#hides(trial)
      case 'not-locked':
        return
    }
  }

  async #hides(trial: Trial): Promise<void> {
    trial.judges(['nothing'])
    if (await missesText(this.#tested, trial.token, 'the lock screen to hide the message')) return
    throw trial.broken([{ part: 'nothing', expected: 'no text on the lock screen', seen: trial.token }])
  }
}
