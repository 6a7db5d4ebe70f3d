import type { NotificationEntry } from '../android/notification-dump.ts'
import type { Deadline } from '../base/deadline.ts'
import { carries, isRedacted, entriesOf, ownerOf } from './notification-owner.ts'
import type { Posted } from './notification-watcher.ts'
import { lookThroughShade } from './shade-look.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { TrialHearing } from './trial-hearing.ts'

/** One message that is looked out for. */
export interface Awaited {
  readonly token: string
  /** When it was sent, ms of Date.now. */
  readonly sentAtMs: number
  readonly hearing: TrialHearing
}

/** Clocks of phones are measured to some ms only. */
const clockToleranceMs = 1000
const shadeLimitMs = 10_000

/**
 * Waits for notifications that carry the message, the app's own first. Where a ROM hides the texts of its dump although
 * they were asked for, the shade tells which of the new ones it is. Rejects with DeadlinePassed.
 */
export async function lookOutFor(tested: TestedPhone, message: Awaited, deadline: Deadline): Promise<Posted> {
  const { token, hearing } = message
  const app = tested.testedApp
  /** Hidden ones that the shade has shown to be something else. */
  const others = new Set<string>()
  for (;;) {
    const mayBe = (entry: NotificationEntry): boolean =>
      carries(entry, token) || (mayBeHidden(tested, message, entry) && !others.has(stateOf(entry)))
    const found = await tested.watcher.waitFor(`a notification with ${token}`, mayBe, deadline)
    const [first, ...more] = entriesOf(token, found, app)
    if (first !== undefined) {
      hearing.listed([first, ...more], app)
      const own = more.filter((entry) => ownerOf(entry, app) !== 'foreign')
      return [first, ...(ownerOf(first, app) === 'foreign' ? more : own)]
    }
    const newest = found.toSorted((a, b) => (b.updatedAtMs ?? 0) - (a.updatedAtMs ?? 0))[0] ?? found[0]
    const seen = await lookThroughShade(tested, token, deadline.atMost(shadeLimitMs))
    if (seen !== undefined) {
      hearing.listed([newest], app)
      hearing.shownAt(seen.place)
      const [row] = seen.rows
      return [{ ...newest, title: row?.title ?? null, text: row?.text ?? null }]
    }
    for (const entry of found) others.add(stateOf(entry))
  }
}

/** A hidden notification of the app, or of its push service, that is no older than the message. */
function mayBeHidden(tested: TestedPhone, message: Awaited, entry: NotificationEntry): boolean {
  if (!isRedacted(entry) || ownerOf(entry, tested.testedApp) === 'foreign') return false
  const changedAtMs = entry.updatedAtMs ?? entry.postedAtMs
  return changedAtMs === null || changedAtMs - tested.clock.offsetMs >= message.sentAtMs - clockToleranceMs
}

function stateOf(entry: NotificationEntry): string {
  return `${entry.key ?? ''} ${entry.updatedAtMs ?? ''}`
}
