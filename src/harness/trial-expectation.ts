import { PushfarmError } from '../base/pushfarm-error.ts'
import type { ChatMessage } from '../push/chat-message.ts'
import { type Expectation, expect } from '../push/expectation.ts'
import { objectionTo } from '../push/sendable.ts'
import type { Situation } from '../push/situation.ts'
import { type SituationChange, usualSituation } from '../push/usual-situation.ts'
import { traitsOf } from './phone-traits.ts'
import type { TestedPhone } from './tested-phone.ts'

/** A healthy phone with the app's channels, at this time of the day, but for what differs. */
export function situationOn(tested: TestedPhone, change: SituationChange): Situation {
  const { channels } = tested.app.contract
  return usualSituation(traitsOf(tested).profile, {
    withinMs: tested.run.softMs,
    timeOfDay: tested.world.timeOfDay,
    ...change,
    switches: { ...tested.phone.entry.switches, ...change.switches },
    console: { ...tested.world.entered, ...change.console },
    settings: {
      channels: Object.fromEntries(channels.map(({ id }) => [id, 4] as const)),
      firebaseDefaultChannel: tested.channelId,
      ...change.settings,
    },
  })
}

/** What the rules say of a message to this phone. */
export function expectationOn(tested: TestedPhone, message: ChatMessage, change: SituationChange): Expectation {
  return expect(message, situationOn(tested, change))
}

/** Throws when the message is too long to be sent: it would be lost on its way without a word. */
export function refuseWhatIsTooLong(tested: TestedPhone, message: ChatMessage, change: SituationChange): void {
  const objection = objectionTo(message, situationOn(tested, change))
  if (objection === undefined) return
  throw new PushfarmError(`The message to ${tested.phone.name} is not sent: ${objection.why}`, {
    code: 'harness/not-sendable',
    verdict: 'set-up',
    facts: { rule: objection.rule.name },
    hint: 'Shorten desc or ext.',
  })
}
