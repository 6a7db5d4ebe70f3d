import type { PendingIntent } from '../../android/intent.ts'
import type { DumpRequest } from './dump-request.ts'

const kinds = { activity: 'startActivity', broadcast: 'broadcastIntent', service: 'startService' } as const

/**
 * PendingIntent.toString() inside the system server. NotificationManager has put the intents of posted notifications on
 * its allow list for 30 s, which is printed from Android 9 on, in other words from 12 on.
 */
export function pendingIntentText(
  pending: PendingIntent | null | undefined,
  owner: string,
  request: DumpRequest,
): string {
  if (pending === null || pending === undefined) return 'null'
  const { apiLevel, hash } = request
  const key = `${owner}/${pending.kind}`
  const token = hash('allowlist-token', 'NotificationManagerService')
  const allowed =
    apiLevel >= 31
      ? ` (allowlist: ${token}:+30s0ms/0/NOTIFICATION_SERVICE/NotificationManagerService)`
      : ` (whitelist: ${token}:+30s0ms)`
  return `PendingIntent{${hash('PendingIntent', key)}: PendingIntentRecord{${hash('PendingIntentRecord', key)} ${pending.creatorPackage} ${kinds[pending.kind]}${allowed}}}`
}
