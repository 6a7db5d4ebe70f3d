import { Deadline } from '../base/deadline.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { Trial } from './trial.ts'

/**
 * Proves a negative without sitting out the limit where that can be avoided: a control message, sent later on the same way
 * to the same phone, arrives while these have not. If the control does not arrive either, waiting for it has used up
 * their limit.
 */
export async function proveThatNothingCame(
  tested: TestedPhone,
  trials: readonly Trial[],
  sendControl: () => Promise<Trial>,
): Promise<void> {
  const deadline = Deadline.in(60_000 + tested.run.softMs)
  const { state } = await tested.chat.onlineState(tested.owner.userId, deadline)
  const control = await sendControl()
  const arrival = await control.observe()
  const because =
    arrival.kind === 'not-shown' ? 'its limit passed' : `a later message arrived; the account was ${state}`
  for (const trial of trials) await noteThatNothingIsThere(tested, trial, because)
}

/** @param because what makes sure that it will not come later either */
export async function noteThatNothingIsThere(tested: TestedPhone, trial: Trial, because: string): Promise<void> {
  trial.judges(['nothing'])
  const deadline = Deadline.in(20_000)
  const entries = (await tested.phone.notifications(deadline)).posted.filter((entry) => trial.matches(entry))
  const keys = new Set([...entries.map((entry) => entry.key ?? ''), ...tested.sightings.keysOf(trial.token)])
  if (keys.size > 0)
    throw trial.broken([
      {
        part: 'nothing',
        expected: trial.expectation.kind === 'nothing' ? `nothing, because ${trial.expectation.why}` : 'nothing',
        seen: `a notification ${[...keys].join(', ')} (${because})`,
      },
    ])
  trial.arrival = {
    kind: 'not-shown',
    withinMs: trial.waitedMs,
    because,
  }
}
