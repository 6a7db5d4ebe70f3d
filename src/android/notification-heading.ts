/** What stands below a heading of `dumpsys notification`. */
export type Section = 'posted' | 'enqueued' | 'archived' | 'snoozed' | 'other'

/** Headings of NotificationManagerService.dumpImpl, Android 8 to 16. */
const headings: readonly (readonly [RegExp, Section])[] = [
  [/^ {0,4}Notification List:\s*$/, 'posted'],
  [/^ {0,4}Enqueued Notification List:\s*$/, 'enqueued'],
  [/^ {0,4}mArchive=Archive \(\d+ notifications?\)/, 'archived'],
  [/^ {0,4}Snoozed notifications:\s*$/, 'snoozed'],
  [/^ {0,3}Pending snoozed notifications:?\s*$/, 'snoozed'],
  [
    /^ {0,4}(?:Toast Queue|Ranking Config|Notification Preferences|Notification listeners|Notification assistant services|Zen Mode|Zen Log|Condition providers|Group summaries|Usage Stats|Last notification sound timestamps|TimeToLive alarms|Notification attention state|Lights List):\s*$/,
    'other',
  ],
  [/^ {0,4}(?:mUseAttentionLight|mMaxPackageEnqueueRate|mListenerHints|hideSilentStatusBar)=/, 'other'],
  [/^ {0,4}Current Notification Manager state/, 'other'],
  [/^(?:PackagePreferences|Restored without uid|Records):\s*$/, 'other'],
  [/^-{9,}(?:\s|$)|^DUMP OF SERVICE /, 'other'],
]

/** Undefined for a line that is no heading. */
export function headingOf(line: string): Section | undefined {
  return headings.find(([pattern]) => pattern.test(line))?.[1]
}

/** Headings that other services and tools print as well: they do not tell that a text is a dump of notifications. */
export function isOrdinaryHeading(line: string): boolean {
  return /^-|^DUMP OF SERVICE |^\s*(?:Toast Queue|Lights List|Condition providers|Usage Stats|Records):/.test(line)
}
