import { Deadline } from '../base/deadline.ts'
import { type KnownAppState, isLoggedInHere } from '../push/app-state.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { TrialPlan } from './trial-plan.ts'

/** How a message is sent: after the app was brought to its state, or with everything as it is now. */
export type Arrangement = 'anew' | 'as-it-is'

/** Makes the app, the settings of the phone's owner and the world around them what the plan says that they are. */
export async function arrange(
  tested: TestedPhone,
  { plan, state }: { readonly plan: TrialPlan; readonly state: KnownAppState },
  arrangement: Arrangement,
): Promise<void> {
  const { account = 'logged-in' } = plan.change
  const { conversation, ...settings } = plan.change.settings ?? {}
  const chosen =
    conversation === undefined
      ? 'as-it-was'
      : await tested.receiveOptions.choose(plan.message, conversation, Deadline.in(60_000))
  // Where it was chosen the app is in front now, whatever it did before.
  if (isLoggedInHere(account) && (arrangement === 'anew' || chosen === 'chosen')) {
    const gestures = Deadline.in(60_000)
    await tested.clearShade(gestures)
    await tested.journey.bringTo(state, gestures)
  }
  const changes = Deadline.in(60_000)
  await tested.ownersHand.apply(settings, changes)
  // The world of a burst was arranged for its first message: a quota set again would forget what is on its way.
  if (plan.counted === undefined) await tested.world.arrange(plan.change, changes)
}
