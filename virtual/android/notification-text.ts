import type { NotificationContent } from './notification.ts'

/** android.app.Notification.FLAG_*, in the order in which their names are printed (API 35 on). */
const flagNames: readonly (readonly [number, string])[] = [
  [0x1, 'SHOW_LIGHTS'],
  [0x2, 'ONGOING_EVENT'],
  [0x4, 'INSISTENT'],
  [0x8, 'ONLY_ALERT_ONCE'],
  [0x10, 'AUTO_CANCEL'],
  [0x20, 'NO_CLEAR'],
  [0x40, 'FOREGROUND_SERVICE'],
  [0x80, 'HIGH_PRIORITY'],
  [0x100, 'LOCAL_ONLY'],
  [0x200, 'GROUP_SUMMARY'],
  [0x400, 'AUTOGROUP_SUMMARY'],
  [0x800, 'CAN_COLORIZE'],
  [0x1000, 'BUBBLE'],
  [0x2000, 'NO_DISMISS'],
  [0x4000, 'FSI_REQUESTED_BUT_DENIED'],
  [0x8000, 'USER_INITIATED_JOB'],
  [0x10000, 'LIFETIME_EXTENDED_BY_DIRECT_REPLY'],
]
/** Names that only Android 16 knows. */
const flagNames36: typeof flagNames = [...flagNames, [0x20000, 'SILENT'], [0x40000, 'PROMOTED_ONGOING']]
const groupSummaryFlag = 0x200

/** All flags of a notification: a group summary carries FLAG_GROUP_SUMMARY. */
export function notificationFlags(content: NotificationContent): number {
  return content.groupSummary === true ? content.flags | groupSummaryFlag : content.flags
}

/**
 * Flags as a dump prints them: hexadecimal up to API 34, names from 35 on (Notification.flagsToString). A word of unknown
 * bits alone prints as `0` there, as on the real phones.
 */
export function flagsText(flags: number, apiLevel: number): string {
  if (apiLevel < 35) return `0x${flags.toString(16)}`
  const known = apiLevel >= 36 ? flagNames36 : flagNames
  const names = known.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name)
  if (names.length === 0) return '0'
  const unknown = known.reduce((rest, [bit]) => rest & ~bit, flags)
  if (unknown !== 0) names.push(`UNKNOWN(0x${(unknown >>> 0).toString(16).padStart(8, '0')})`)
  return names.join('|')
}

/** Notification.toString() of the phone's version; it stands in dumps and in the events log. */
export function notificationText(content: NotificationContent, apiLevel: number): string {
  const parts = [`channel=${content.channelId}`]
  parts.push(apiLevel >= 30 ? 'shortcut=null' : 'pri=0')
  parts.push('contentView=null', 'vibrate=null', 'sound=null')
  if ((content.tickerText ?? null) !== null) parts.push('tick')
  parts.push(apiLevel >= 35 ? 'defaults=0' : 'defaults=0x0')
  parts.push(`flags=${flagsText(notificationFlags(content), apiLevel)}`, `color=${colorText(content.color)}`)
  if (content.category !== undefined) parts.push(`category=${content.category}`)
  if (content.groupKey !== undefined) parts.push(`groupKey=${content.groupKey}`)
  if (content.sortKey !== undefined) parts.push(`sortKey=${content.sortKey}`)
  if (content.actions !== undefined && content.actions.length > 0)
    parts.push(`actions=${String(content.actions.length)}`)
  parts.push(`vis=${visibilityText(content.visibility)}`)
  return `Notification(${parts.join(' ')})`
}

/** `0x%08x` of an ARGB colour. */
export function colorText(color: number): string {
  return `0x${(color >>> 0).toString(16).padStart(8, '0')}`
}

function visibilityText(visibility: -1 | 0 | 1): string {
  return visibility === 1 ? 'PUBLIC' : visibility === 0 ? 'PRIVATE' : 'SECRET'
}
