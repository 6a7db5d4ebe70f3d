import type { NotificationEntry } from '../android/notification-dump.ts'
import type { ShadeRow } from '../app/shade-rows.ts'
import { type TestedApp, ownerOf } from './notification-owner.ts'

export type RowOwner = 'app' | 'foreign' | 'unknown'

/**
 * Whose a row of the shade is. The app's name decides where the row shows it; otherwise title and text are compared with
 * what the dump lists of each app. A row that fits two apps belongs to nobody that can be told.
 *
 * @param entries those of the dump that carry the message or hide what they say, of all apps
 */
export function rowOwner(
  row: ShadeRow,
  entries: readonly NotificationEntry[],
  app: TestedApp & { readonly appName: string },
): RowOwner {
  if (row.appName === app.appName) return 'app'
  // A push service that posts in its own name shows its own name too.
  const inServicesName = entries.some((one) => one.package !== app.packageName && ownerOf(one, app) !== 'foreign')
  if (row.appName !== null && !inServicesName) return 'foreign'
  const fitting = entries.filter((entry) => fits(row, entry)).map((entry) => ownerOf(entry, app))
  if (fitting.length === 0 || fitting.includes('unknown')) return 'unknown'
  const foreign = fitting.filter((owner) => owner === 'foreign').length
  return foreign === 0 ? 'app' : foreign === fitting.length ? 'foreign' : 'unknown'
}

/** What a row leaves out, or the dump hides, does not speak against it: collapsed rows of some ROMs show the title alone. */
function fits(row: ShadeRow, entry: NotificationEntry): boolean {
  const titleFits = row.title === null || entry.title === null || row.title === entry.title
  const hidden = entry.text === null && (entry.textRedacted || entry.unreadable !== undefined)
  const textFits = row.text === null || hidden || [entry.text, entry.bigText].some((text) => text === row.text)
  return titleFits && textFits
}
