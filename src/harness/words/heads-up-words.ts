import { Deadline, inTime, until } from '../../base/deadline.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

/** How long a row peeks (SystemUI's heads_up_notification_decay), ms: who has not seen it by then will not. */
const peeksMs = 5000

/** What a spec can say of a notification that peeks over what the user does. */
export class HeadsUpWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /**
   * Looks while the message arrives, for what peeks is gone soon: it peeks where the rules say so, and does not where they
   * say that it must not. What they do not know is not judged.
   */
  async showsWhatItMay(trial: Trial): Promise<void> {
    if (trial.expectation.kind === 'nothing') return
    const { headsUp } = trial.expectation.where
    if (headsUp === 'unknown') return
    const arriving = trial.observe()
    const [arrival, peeked] = await Promise.all([arriving, this.#peeks(trial.token, arriving)])
    // That nothing arrives is another finding than that it does not peek.
    if (arrival.kind === 'not-shown') return
    trial.judges([headsUp === 'yes' ? 'arrival' : 'nothing'])
    if (headsUp === 'yes' && !peeked)
      throw trial.broken([{ part: 'arrival', expected: 'that it peeks over the screen', seen: 'in the shade only' }])
    if (headsUp === 'no' && peeked)
      throw trial.broken([{ part: 'nothing', expected: 'that nothing peeks over the screen', seen: trial.token }])
  }

  /** A row that peeks stands in the shade's window, which has no focus: it is found among all windows only. */
  async #peeks(token: string, arriving: Promise<unknown>): Promise<boolean> {
    const { browser, run } = this.#tested
    let shownUntilMs = Infinity
    const arrived = arriving.then(() => (shownUntilMs = performance.now() + peeksMs))
    await browser.updateSettings({ enableMultiWindows: true })
    try {
      const seen = until(
        `${token} to peek`,
        async () => {
          if ((await browser.getPageSource()).includes(token)) return true
          return performance.now() > shownUntilMs ? false : undefined
        },
        Deadline.in(run.hardMs + peeksMs),
        { everyMs: 100 },
      )
      return (await inTime(seen)) ?? false
    } finally {
      await browser.updateSettings({ enableMultiWindows: false })
      await arrived
    }
  }
}
