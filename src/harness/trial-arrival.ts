import type { NotificationEntry } from '../android/notification-dump.ts'
import { type Deadline, inTime } from '../base/deadline.ts'
import type { Arrival, Sighting } from '../push/outcome.ts'
import { type Awaited, lookOutFor } from './lookout.ts'
import type { TestedPhone } from './tested-phone.ts'

/** android.app.NotificationManager.IMPORTANCE_LOW: below it nothing is heard or peeks. */
const importanceLow = 2

/** Waits for the notification of a message; that none comes by the deadline is an arrival too. */
export async function arrivalOf(tested: TestedPhone, message: Awaited, deadline: Deadline): Promise<Arrival> {
  tested.says(`waiting for ${message.token}`)
  const entries = await inTime(lookOutFor(tested, message, deadline))
  if (entries === undefined) {
    message.hearing.notListed()
    return { kind: 'not-shown', withinMs: deadline.totalMs }
  }
  const first = sightingOf(tested, message, entries[0])
  const kind =
    first.importance !== null && first.importance >= 0 && first.importance < importanceLow ? 'silent' : 'shown'
  return { kind, first, count: entries.length }
}

function sightingOf(tested: TestedPhone, { sentAtMs, hearing }: Awaited, entry: NotificationEntry): Sighting {
  const postedAtMs = entry.postedAtMs ?? entry.updatedAtMs
  const seenAtMs = postedAtMs === null ? Date.now() : postedAtMs - tested.clock.offsetMs
  return {
    package: entry.package,
    postedBy: entry.opPkg,
    key: entry.key ?? '',
    channelId: entry.channelId,
    importance: entry.importance,
    sound: entry.intercepted === null ? null : entry.intercepted ? 'held-back' : 'let-through',
    title: entry.title,
    text: entry.text ?? entry.bigText,
    place: hearing.shade.kind === 'shown' ? hearing.shade.place : null,
    latencyMs: Math.max(0, Math.round(seenAtMs - sentAtMs)),
  }
}
