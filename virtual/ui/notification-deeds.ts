import { cancelReason, type NotificationRecord } from '../android/notification.ts'
import type { Desk } from './desk.ts'
import { clearable, recordsOf, type ShadeEntry } from './shade-model.ts'

/**
 * Runs `then` on an unlocked phone: at once, after the keyguard went away, or, with a PIN, when the owner has entered it
 * (KeyguardDismissHandler).
 */
export async function whenUnlocked(desk: Desk, then: () => void | Promise<void>): Promise<void> {
  const { power } = desk.phone
  if (!power.locked || power.dismissKeyguard()) {
    await then()
    return
  }
  desk.memory.bouncer = { digits: '', wrong: false, then }
  desk.phone.statusBar.collapse()
}

/** The owner taps a row: unlock, collapse the shade, send the content intent. */
export async function openNotification(desk: Desk, record: NotificationRecord): Promise<void> {
  if (record.content.contentIntent === null) return
  await whenUnlocked(desk, async () => {
    desk.phone.statusBar.collapse()
    if (desk.memory.headsUpKey === record.key) desk.memory.headsUpKey = undefined
    await desk.phone.notifications.click(record.key)
  })
}

/** The owner taps one of a row's buttons. The intent is sent; the row stays (Notification.Action has no auto-cancel). */
export async function pressAction(desk: Desk, record: NotificationRecord, index: number): Promise<void> {
  const action = record.content.actions?.[index]
  const pending = action?.intent
  if (pending === null || pending === undefined) return
  await whenUnlocked(desk, async () => {
    if (pending.run !== undefined) {
      await pending.run()
      return
    }
    if (pending.kind !== 'activity') return
    desk.phone.statusBar.collapse()
    const uid = desk.phone.packages.get(pending.creatorPackage)?.uid ?? record.uid
    await desk.phone.activities.start(pending.intent, { callingPackage: pending.creatorPackage, callingUid: uid })
  })
}

/** The owner swipes a row or a whole group away. False when nothing of it may go. */
export function dismissEntry(desk: Desk, entry: ShadeEntry): boolean {
  const records = entry.kind === 'row' ? [entry.record] : [...entry.children, entry.summary]
  let dismissed = false
  for (const record of records)
    dismissed = (clearable(record) && desk.phone.notifications.dismiss(record.key)) || dismissed
  return dismissed
}

/** "Clear all" of the list or of one section: leaves ongoing and no-clear rows. */
export function clearEntries(desk: Desk, entries: readonly ShadeEntry[]): void {
  for (const record of entries.flatMap(recordsOf))
    if (clearable(record)) desk.phone.notifications.cancel(record.key, cancelReason.cancelAll)
}
