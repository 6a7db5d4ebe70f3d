import type { NotificationContent } from './notification.ts'
import { notificationFlags } from './notification-text.ts'

/** android.app.Notification.FLAG_* */
export const notificationFlag = {
  ongoing: 0x2,
  autoCancel: 0x10,
  noClear: 0x20,
  foregroundService: 0x40,
  localOnly: 0x100,
  groupSummary: 0x200,
  autogroupSummary: 0x400,
} as const

/** Updates of a package beyond this many a second are dropped (DEFAULT_MAX_NOTIFICATION_ENQUEUE_RATE). */
export const mostUpdatesPerSecond = 5

/** MAX_PACKAGE_NOTIFICATIONS: Android 10 and 11 allow half of what the others do. */
export function mostNotificationsOf(apiLevel: number): number {
  return apiLevel === 29 || apiLevel === 30 ? 25 : 50
}

/** Records kept after they went (config_notificationServiceArchiveSize). */
export const archiveSize = 100

export function hasFlag(content: NotificationContent, flag: number): boolean {
  return (notificationFlags(content) & flag) !== 0
}

/** StatusBarNotification.key: `userId|pkg|id|tag|uid`, an automatic summary has its group key behind. */
export function notificationKey(given: {
  readonly packageName: string
  readonly id: number
  readonly tag: string | null
  readonly uid: number
  readonly overrideGroupKey?: string
}): string {
  const key = `0|${given.packageName}|${given.id}|${given.tag ?? 'null'}|${given.uid}`
  return given.overrideGroupKey === undefined ? key : `${key}|${given.overrideGroupKey}`
}

/** StatusBarNotification.groupKey: the group's, the channel's for one with a sort key only, else its own key. */
export function groupKeyOf(packageName: string, key: string, content: NotificationContent): string {
  if (content.groupKey !== undefined) return `0|${packageName}|g:${content.groupKey}`
  if (content.sortKey !== undefined) return `0|${packageName}|c:${content.channelId}`
  return key
}
