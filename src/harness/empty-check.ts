import { PushfarmError } from '../base/pushfarm-error.ts'
import type { Part } from '../push/difference.ts'

/**
 * Rejects a check that came to its end without having looked: a forgotten `await`, a loop over rows that were none. It must
 * not be told as a promise that was kept.
 *
 * @param claimed rows of the promise that apply to the phone
 * @param trials the messages that were sent, with what was compared of each
 */
export function refuseEmptyCheck(
  promise: string,
  claimed: readonly unknown[],
  trials: readonly { readonly judged: readonly Part[] }[],
): void {
  if (trials.some(({ judged }) => judged.length > 0)) return
  if (trials.length === 0 && claimed.length === 0) return
  const sent = trials.length === 1 ? 'one message' : `${String(trials.length)} messages`
  throw new PushfarmError(
    trials.length === 0
      ? `The promise ${promise} names rows and sent no message.`
      : `The promise ${promise} sent ${sent} and compared nothing.`,
    {
      code: 'harness/empty-check',
      verdict: 'set-up',
      facts: { promise, sent: trials.length },
      hint: 'Look for an await that is missing in the spec, and for a loop that never turns.',
    },
  )
}
