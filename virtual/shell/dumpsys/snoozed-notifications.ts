import { cancelReason, type NotificationRecord } from '../../android/notification.ts'
import type { Phone } from '../../android/phone.ts'
import type { TimerId } from '../../clock.ts'

export interface Snoozed {
  readonly record: NotificationRecord
  readonly untilMs: number
  readonly timer: TimerId
}
const byPhone = new WeakMap<Phone, Map<string, Snoozed>>()

/** What SnoozeHelper holds: notifications put away until a time (`cmd notification snooze`). */
export function snoozedNotifications(phone: Phone): readonly Snoozed[] {
  return [...(byPhone.get(phone)?.values() ?? [])]
}

/** Takes the notification off the shade for `forMs`; then it is posted again. */
export function snooze(phone: Phone, record: NotificationRecord, forMs: number): Snoozed {
  const held = byPhone.get(phone) ?? new Map<string, Snoozed>()
  byPhone.set(phone, held)
  phone.notifications.cancel(record.key, cancelReason.snoozed)
  const timer = phone.clock.setTimeout(() => void unsnooze(phone, record.key), forMs)
  const snoozed = { record, untilMs: phone.clock.now() + forMs, timer }
  held.set(record.key, snoozed)
  return snoozed
}

/** Posts it again; false when it was not snoozed. */
export function unsnooze(phone: Phone, key: string): boolean {
  const snoozed = byPhone.get(phone)?.get(key)
  if (snoozed === undefined) return false
  phone.clock.clearTimeout(snoozed.timer)
  byPhone.get(phone)?.delete(key)
  const { packageName, opPkg, pid, id, tag, content } = snoozed.record
  phone.notifications.post({ packageName, opPkg, pid, id, tag, content })
  return true
}
