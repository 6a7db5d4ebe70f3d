import type { NotificationEntry } from '../android/notification-dump.ts'

/** The app under test, and the push services that may post in its place. */
export interface TestedApp {
  readonly packageName: string
  /** Packages that post notifications of this phone's push service. */
  readonly postedBy: readonly string[]
}

/**
 * Whose notification an entry is. `app`: it stands in the app's name, or its extras name the app. `service`: the push
 * service posted it in its own name and does not say for whom. `unknown`: that part of the entry cannot be read.
 */
export type Owner = 'app' | 'service' | 'foreign' | 'unknown'

/** Old MIUI posts as com.xiaomi.xmsf with the app in the extras; Android 10 and later let a service post as the app. */
export function ownerOf(entry: NotificationEntry, app: TestedApp): Owner {
  if (entry.targetPackage !== undefined) return entry.targetPackage === app.packageName ? 'app' : 'foreign'
  if (entry.package === app.packageName) return 'app'
  if (entry.package === null) return entry.unreadable === undefined ? 'foreign' : 'unknown'
  return app.postedBy.includes(entry.package) ? 'service' : 'foreign'
}

/** Entries that may be the app's first, in their order; those of other apps behind them. */
export function ownFirst(entries: readonly NotificationEntry[], app: TestedApp): readonly NotificationEntry[] {
  const isOwn = (entry: NotificationEntry): boolean => ownerOf(entry, app) !== 'foreign'
  return [...entries.filter(isOwn), ...entries.filter((entry) => !isOwn(entry))]
}

/** Whether title, text or long text of an entry hold the token. */
export function carries(entry: NotificationEntry, token: string): boolean {
  return [entry.title, entry.text, entry.bigText].some((text) => text?.includes(token) === true)
}

/** A part of it cannot be read, and title and text do not show that it is another message. */
export function mayHide(entry: NotificationEntry, token: string, app: TestedApp): boolean {
  if (entry.unreadable === undefined || carries(entry, token) || ownerOf(entry, app) === 'foreign') return false
  return entry.title === null || entry.text === null
}

/** The dump hides what it says: it does not tell whether it carries a message. */
export function isRedacted(entry: NotificationEntry): boolean {
  return entry.titleRedacted || entry.textRedacted
}

/** What of the posted carries the message with this token, the app's own first. */
export function entriesOf(
  token: string,
  posted: readonly NotificationEntry[],
  app: TestedApp,
): readonly NotificationEntry[] {
  return ownFirst(
    posted.filter((entry) => carries(entry, token)),
    app,
  )
}
