import type { Failure } from './failure.ts'
import type { Journal } from './journal.ts'

/** Why nothing more can be checked on this worker's phone: each worker tests one. */
let lost: Failure | undefined

export function whyPhoneIsLost(): Failure | undefined {
  return lost
}

/** From now on no promise is checked; it is written down once. */
export function losePhone(
  tested: { readonly journal: Journal; readonly phone: { readonly name: string } },
  failure: Failure,
): void {
  lost = failure
  tested.journal.write({ kind: 'phone-lost', phone: tested.phone.name, error: failure.message })
}
