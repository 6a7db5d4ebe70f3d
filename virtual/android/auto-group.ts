import type { PendingIntent } from './intent.ts'
import type { NotificationRecord } from './notification.ts'
import { hasFlag, notificationFlag, notificationKey } from './notification-limits.ts'

/** From this many ungrouped notifications of a package on they are put under a summary (config_autoGroupAtCount). */
export const autogroupAtCount = 4
/** GroupHelper.AUTOGROUP_KEY: the override group, and the summary's tag. */
const autogroupKey = 'ranker_group'
const summaryId = 2_147_483_647

/** Group key of what was grouped automatically. */
export function autogroupOf(packageName: string): string {
  return `0|${packageName}|g:${autogroupKey}`
}

/** What may be put under an automatic summary. */
export function isUngrouped(record: NotificationRecord): boolean {
  const { groupKey, sortKey } = record.content
  return groupKey === undefined && sortKey === undefined && !hasFlag(record.content, notificationFlag.foregroundService)
}

/** GroupHelper's summary: no text of its own, the looks of the first child; a tap opens the app. */
export function autogroupSummary(
  first: NotificationRecord,
  nowMs: number,
  contentIntent: PendingIntent | null,
): NotificationRecord {
  const { packageName, uid, content } = first
  const tag = autogroupKey
  return {
    ...first,
    key: notificationKey({ packageName, id: summaryId, tag, uid, overrideGroupKey: autogroupKey }),
    id: summaryId,
    tag,
    postedAtMs: nowMs,
    updatedAtMs: nowMs,
    groupKey: autogroupOf(packageName),
    seen: false,
    content: {
      channelId: content.channelId,
      title: null,
      text: null,
      flags: notificationFlag.localOnly | notificationFlag.groupSummary | notificationFlag.autogroupSummary,
      groupKey: autogroupKey,
      groupSummary: true,
      when: nowMs,
      visibility: content.visibility,
      color: content.color,
      contentIntent,
    },
  }
}
