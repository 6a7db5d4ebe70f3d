import type { RowContext } from '../matrix-row.ts'
import type { SituationChange } from '../usual-situation.ts'

/** A channel of the class, and what has to be entered before it is one. */
export interface RegisteredChannel {
  readonly id: string
  readonly situation: SituationChange
}

/**
 * A channel that the vendor granted as private or public: one of those that the app's owner has registered. Where there is
 * none, `otherwise` is registered for the row, which takes a laboratory.
 */
export function registeredChannel(
  { phone: { entered = {} } }: RowContext,
  granted: 'private' | 'public',
  otherwise: string,
): RegisteredChannel {
  const { vendorChannels = {} } = entered
  const id = Object.keys(vendorChannels).find((one) => vendorChannels[one] === granted)
  if (id !== undefined) return { id, situation: {} }
  return { id: otherwise, situation: { console: { vendorChannels: { ...vendorChannels, [otherwise]: granted } } } }
}
