import { PushfarmError } from '../base/pushfarm-error.ts'
import type { AccountState, KnownAppState } from '../push/app-state.ts'
import type { ChatMessage } from '../push/chat-message.ts'
import { type Expectation, expect } from '../push/expectation.ts'
import { objectionTo } from '../push/sendable.ts'
import type { OwnerSettings, Situation } from '../push/situation.ts'
import { usualSituation } from '../push/usual-situation.ts'
import { traitsOf } from './phone-traits.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What is special about a trial, beside its message. */
export interface TrialDiffers {
  readonly state: KnownAppState
  readonly account: AccountState
  readonly settings: Partial<OwnerSettings>
}

/** A healthy phone with the app's channels. */
export function situationOn(tested: TestedPhone, differs: TrialDiffers): Situation {
  const { channels } = tested.app.contract
  return usualSituation(traitsOf(tested).profile, {
    appState: differs.state,
    account: differs.account,
    withinMs: tested.run.softMs,
    settings: {
      channels: Object.fromEntries(channels.map(({ id }) => [id, 4] as const)),
      firebaseDefaultChannel: channels[0]?.id ?? '',
      ...differs.settings,
    },
  })
}

/**
 * What the rules say of a message to this phone. The app's own process may post in place of the vendor's service: who does
 * so while it lives is not documented.
 */
export function expectationOn(tested: TestedPhone, message: ChatMessage, differs: TrialDiffers): Expectation {
  const expected = expect(message, situationOn(tested, differs))
  if (expected.kind === 'nothing') return expected
  const posters = [...expected.mayBePostedBy, ...tested.phone.vendor.rules.postedBy, tested.packageName]
  return { ...expected, mayBePostedBy: [...new Set(posters)] }
}

/** Throws when the message is too long to be sent: it would be lost on its way without a word. */
export function refuseWhatIsTooLong(tested: TestedPhone, message: ChatMessage, differs: TrialDiffers): void {
  const objection = objectionTo(message, situationOn(tested, differs))
  if (objection === undefined) return
  throw new PushfarmError(`The message to ${tested.phone.name} is not sent: ${objection.why}`, {
    code: 'harness/not-sendable',
    verdict: 'set-up',
    facts: { rule: objection.rule.name },
    hint: 'Shorten desc or ext.',
  })
}
