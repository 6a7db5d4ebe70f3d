import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { NotificationEntry } from '../android/notification-dump.ts'
import type { Awaited } from './lookout.ts'
import { entriesOf, isRedacted, mayHide, ownerOf } from './notification-owner.ts'
import { rowOwner } from './row-owner.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What of a phone has to do with a tap. */
type Tapped = Pick<TestedPhone, 'phone' | 'shade' | 'testedApp' | 'watcher'>

/**
 * Opens the shade and taps the row of this message that belongs to the app under test; another app's row with the same
 * text is never tapped. The dump is read while the shade comes down: only where it lists such a row, or hides texts, or
 * where the row is in a group, the rows themselves are read too, which costs a page source.
 */
export async function tapOwnRow(tested: Tapped, message: Awaited, deadline: Deadline): Promise<void> {
  const app = tested.testedApp
  const { token, hearing } = message
  const opening = tested.phone.openShade(deadline).then(() => tested.shade.find(token, deadline))
  const [posted, found] = await Promise.all([tested.watcher.look(), opening])
  const entries = entriesOf(token, posted, app)
  hearing.listed(entries, app)
  const foreign = entries.filter((entry) => ownerOf(entry, app) === 'foreign')
  const unclear = posted.some((entry) => isRedacted(entry) || entry.unreadable !== undefined)
  hearing.shownAt(found.place)
  if (foreign.length > 0 || unclear || isGrouped(entries[0], posted))
    await tested.shade.tap(token, deadline, await chooseOwnRow(tested, token, posted))
  else await tested.shade.tap(token, deadline, 0, found)
}

/**
 * The log tells whose row a tap hit (notification_clicked). A tap that went to another app says nothing of the app under
 * test: rejects then. Call it when what the tap opened has been waited for.
 *
 * @param sinceMs when the tap began, ms of Date.now
 */
export function refuseTapOfAnotherApp(tested: Tapped, token: string, sinceMs: number): void {
  const app = tested.testedApp
  const clicked = tested.watcher.ledger.clickedSince(sinceMs)
  const own = [app.packageName, ...app.postedBy]
  if (clicked.length === 0 || clicked.some((name) => own.includes(name))) return
  throw new PushfarmError(
    `The tap on ${token} hit a notification of ${clicked.join(', ')}, not of ${app.packageName}.`,
    {
      code: 'harness/tapped-another-app',
      verdict: 'infrastructure',
      facts: { token, clicked },
      hint: 'Something moved in the shade while it was tapped: keep other apps of the phone quiet.',
    },
  )
}

/**
 * Which of the elements that show the token to tap; expands the group that the row is a line of.
 *
 * @param posted what the dump lists, of all apps
 */
export async function chooseOwnRow(
  tested: Tapped,
  token: string,
  posted: readonly NotificationEntry[],
): Promise<number> {
  const app = tested.testedApp
  const entries = entriesOf(token, posted, app)
  // What the dump hides may be the message too; a push service that posts in its own name is known by nothing else then.
  const possible = [...entries, ...posted.filter((entry) => isRedacted(entry) || mayHide(entry, token, app))]
  for (let expanded = false; ; expanded = true) {
    const rows = await tested.shade.rowsWith(token)
    // Without a list that can be read the first element is what there is; the log tells afterwards whose it was.
    if (rows.length === 0 && entries.every((entry) => ownerOf(entry, app) !== 'foreign')) return 0
    const owners = rows.map((row) => rowOwner(row, possible, app))
    const own = rows[owners.indexOf('app')] ?? (owners.includes('foreign') || rows.length > 1 ? undefined : rows[0])
    if (own === undefined)
      throw new PushfarmError(
        `The shade of ${tested.phone.name} shows ${token} in ${rows.length} rows, and none is known to be ${app.appName}'s.`,
        {
          code: 'harness/row-of-another-app',
          verdict: 'infrastructure',
          facts: { token, rows: rows.map(({ appName, title, text }) => ({ appName, title, text })) },
          hint: 'Keep other apps of the phone from showing the same messages: mirrors, copies of the app, message boxes.',
        },
      )
    if (own.collapsedIn === null || expanded) return own.hits[0] ?? 0
    await tested.shade.expandGroup(own.collapsedIn)
  }
}

function isGrouped(entry: NotificationEntry | undefined, posted: readonly NotificationEntry[]): boolean {
  if (entry?.groupKey == null) return false
  return posted.filter((other) => other.groupKey === entry.groupKey).length > 2
}
