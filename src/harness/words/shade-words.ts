import { Deadline } from '../../base/deadline.ts'
import { comparePlace } from '../../push/comparison.ts'
import type { Difference } from '../../push/difference.ts'
import { PromiseBroken } from '../promise-broken.ts'
import type { TestedPhone } from '../tested-phone.ts'
import type { Trial } from '../trial.ts'

/** What a spec can say of the notification shade. */
export class ShadeWords {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** The message stands in it where an owner sees it, readable, exactly as expected. */
  async shows(trial: Trial): Promise<void> {
    if (trial.expectation.kind === 'nothing') return
    const deadline = Deadline.in(20_000)
    const { phone, shade } = this.#tested
    const { title, text } = trial.expectation
    trial.judges(['title', 'text', 'where'])
    await phone.unlock(deadline)
    await phone.openShade(deadline)
    const { place } = await shade.find(trial.token, deadline)
    trial.hearing.shownAt(place)
    const seen = await shade.read(trial.token)
    const differences: Difference[] = [...comparePlace(trial.expectation, place)]
    if (seen.text !== text)
      differences.push({ part: 'text', expected: JSON.stringify(text), seen: JSON.stringify(seen.text) })
    if (!seen.titles.includes(title))
      differences.push({ part: 'title', expected: JSON.stringify(title), seen: JSON.stringify(seen.titles) })
    await trial.photograph('shade.png')
    if (differences.length > 0) throw trial.broken(differences)
    await phone.closeShade(deadline)
  }

  /** Of every message of this run there was at most one notification, up to this one, which was looked out for. */
  sawNothingTwice(last: Trial): void {
    last.judges(['duplicate'])
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
}
