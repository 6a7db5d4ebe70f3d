import type { Deadline } from '../base/deadline.ts'
import type { ShadePlace } from '../push/outcome.ts'
import type { ShadeRow } from '../app/shade-rows.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What the shade shows of a message. */
export interface SeenInShade {
  readonly place: ShadePlace
  readonly rows: readonly ShadeRow[]
}

/** Unlocks, looks through the whole shade and closes it again. It changes what is observed: only where nothing else tells. */
export async function lookThroughShade(
  tested: TestedPhone,
  token: string,
  deadline: Deadline,
): Promise<SeenInShade | undefined> {
  await tested.phone.unlock(deadline)
  await tested.phone.openShade(deadline)
  try {
    const found = await tested.shade.look(token, deadline)
    return found === undefined ? undefined : { place: found.place, rows: await tested.shade.rowsWith(token) }
  } finally {
    await tested.phone.closeShade(deadline)
  }
}

/**
 * Which of the tokens stand in the open list, by one look without unfolding anything; undefined where the phone is dark or
 * locked and would have to be changed for it.
 */
export async function glanceIntoShade(
  tested: TestedPhone,
  tokens: readonly string[],
  deadline: Deadline,
): Promise<ReadonlySet<string> | undefined> {
  const { showing, screenOn } = await tested.phone.keyguard(deadline)
  if (showing !== false || screenOn === false) return undefined
  await tested.phone.openShade(deadline)
  try {
    return await tested.shade.glance(tokens, deadline)
  } finally {
    await tested.phone.closeShade(deadline)
  }
}
