import type { NotificationRecord } from '../android/notification.ts'
import type { Phone } from '../android/phone.ts'

/** What the notification list shows, before it is laid out. */
export type ShadeEntry =
  | { readonly kind: 'row'; readonly record: NotificationRecord }
  | {
      readonly kind: 'group'
      readonly groupKey: string
      readonly summary: NotificationRecord
      /** Newest first, at least two. */
      readonly children: readonly NotificationRecord[]
    }

export interface ShadeSections {
  readonly alerting: readonly ShadeEntry[]
  readonly silent: readonly ShadeEntry[]
}

/**
 * Sections and groups as SystemUI's ShadeListBuilder makes them: a summary with at least two children is a group, with
 * one child only the child shows, and children without a summary stand alone.
 */
export function shadeSections(records: readonly NotificationRecord[]): ShadeSections {
  const entries = entriesOf(records)
  return {
    alerting: entries.filter((entry) => importanceOf(entry) >= 3),
    silent: entries.filter((entry) => importanceOf(entry) < 3),
  }
}

function entriesOf(records: readonly NotificationRecord[]): readonly ShadeEntry[] {
  const entries: ShadeEntry[] = []
  for (const members of byGroup(records).values()) {
    const summary = members.find((record) => record.content.groupSummary === true)
    const children = newestFirst(members.filter((record) => record !== summary))
    if (summary !== undefined && children.length >= 2)
      entries.push({ kind: 'group', groupKey: summary.groupKey, summary, children })
    else if (children.length === 0 && summary !== undefined) entries.push({ kind: 'row', record: summary })
    else for (const record of children) entries.push({ kind: 'row', record })
  }
  return entries.sort((a, b) => rankOf(b) - rankOf(a))
}

function byGroup(records: readonly NotificationRecord[]): ReadonlyMap<string, readonly NotificationRecord[]> {
  const groups = new Map<string, NotificationRecord[]>()
  for (const record of records) groups.set(record.groupKey, [...(groups.get(record.groupKey) ?? []), record])
  return groups
}

function newestFirst(records: readonly NotificationRecord[]): readonly NotificationRecord[] {
  return [...records].sort((a, b) => b.updatedAtMs - a.updatedAtMs)
}

/** The record that stands for an entry. */
export function leaderOf(entry: ShadeEntry): NotificationRecord {
  return entry.kind === 'row' ? entry.record : entry.summary
}

export function recordsOf(entry: ShadeEntry): readonly NotificationRecord[] {
  return entry.kind === 'row' ? [entry.record] : [entry.summary, ...entry.children]
}

function importanceOf(entry: ShadeEntry): number {
  return Math.max(...recordsOf(entry).map((record) => record.importance))
}

function rankOf(entry: ShadeEntry): number {
  return Math.max(...recordsOf(entry).map((record) => record.updatedAtMs))
}

/** Notification.FLAG_ONGOING_EVENT and FLAG_NO_CLEAR: neither a swipe nor "clear all" removes these. */
export function clearable(record: NotificationRecord): boolean {
  return (record.content.flags & (0x02 | 0x20)) === 0
}

/** How a row shows on the lock screen. */
export type LockScreenForm = 'shown' | 'redacted' | 'hidden'

/**
 * KeyguardNotificationVisibilityProvider and NotificationLockscreenUserManager: the owner's two switches, the
 * notification's own visibility and the channel's.
 */
export function lockScreenForm(phone: Phone, record: NotificationRecord): LockScreenForm {
  const secureSetting = (key: string): string | null => phone.settings.get('secure', key)
  if (secureSetting('lock_screen_show_notifications') === '0') return 'hidden'
  if (record.importance <= 1 || record.content.visibility === -1) return 'hidden'
  if (record.importance === 2 && secureSetting('lock_screen_show_silent_notifications') === '0') return 'hidden'
  const channel = phone.notifications.channels(record.packageName).find((one) => one.id === record.content.channelId)
  if (channel?.lockscreenVisibility === -1) return 'hidden'
  const isPrivate = record.content.visibility === 0 || channel?.lockscreenVisibility === 0
  const showsPrivate = secureSetting('lock_screen_allow_private_notifications') !== '0'
  return isPrivate && !showsPrivate ? 'redacted' : 'shown'
}
