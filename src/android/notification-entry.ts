/** One notification as a dump tells it. null where the text does not say. */
export interface NotificationEntry {
  /** The app in whose name it stands. */
  readonly package: string | null
  /** Who called notify(): the app, or a vendor's push service in its name. Printed since Android 10. */
  readonly opPkg: string | null
  /** The app that a push service names in the extras when it posts under its own name: old MIUI's `target_package`. */
  readonly targetPackage?: string
  readonly userId: number | null
  readonly id: number | null
  readonly tag: string | null
  readonly key: string | null
  readonly channelId: string | null
  /** NotificationManager.IMPORTANCE_*: -1000 unspecified, 0 none, 1 min, 2 low, 3 default, 4 high. */
  readonly importance: number | null
  /** Do not disturb holds its sound and its heads-up back (mIntercept). */
  readonly intercepted: boolean | null
  readonly title: string | null
  readonly text: string | null
  /** The dump was made without --noredact: there is a title, but the text does not show it. */
  readonly titleRedacted: boolean
  readonly textRedacted: boolean
  readonly bigText: string | null
  /** android.app.Notification.FLAG_* bits. */
  readonly flags: number | null
  readonly ongoing: boolean | null
  /** -1 secret, 0 private, 1 public. */
  readonly visibility: number | null
  readonly groupKey: string | null
  readonly groupSummary: boolean | null
  /** ms since the epoch by the phone's clock: when it was first posted (mCreationTimeMs). */
  readonly postedAtMs: number | null
  /** ms since the epoch by the phone's clock (mUpdateTimeMs). */
  readonly updatedAtMs: number | null
  /** Set when a part of this entry is cut off or garbled: what is missing must not be taken for absent. */
  readonly unreadable?: { readonly line: number; readonly why: string }
}

/** What `dumpsys notification` holds. Only `posted` is on the phone now. */
export interface NotificationDump {
  readonly posted: readonly NotificationEntry[]
  /** Gone, kept for history. */
  readonly archived: readonly NotificationEntry[]
  /** Handed in but not yet posted. */
  readonly enqueued: readonly NotificationEntry[]
  readonly snoozed: readonly NotificationEntry[]
}

export const nothingSaid: NotificationEntry = {
  package: null,
  opPkg: null,
  userId: null,
  id: null,
  tag: null,
  key: null,
  channelId: null,
  importance: null,
  intercepted: null,
  title: null,
  text: null,
  titleRedacted: false,
  textRedacted: false,
  bigText: null,
  flags: null,
  ongoing: null,
  visibility: null,
  groupKey: null,
  groupSummary: null,
  postedAtMs: null,
  updatedAtMs: null,
}
