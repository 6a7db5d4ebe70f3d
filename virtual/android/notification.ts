import type { ExtraValue, PendingIntent } from './intent.ts'

/** android.app.Notification: what an app or a push service asks to be shown. */
export interface NotificationContent {
  readonly channelId: string
  readonly title: string | null
  readonly text: string | null
  readonly bigText?: string | null
  readonly subText?: string | null
  readonly tickerText?: string | null
  readonly category?: string
  /** android.app.Notification.FLAG_* bits. */
  readonly flags: number
  readonly groupKey?: string
  readonly groupSummary?: boolean
  readonly sortKey?: string
  readonly number?: number
  /** ms since the epoch, as the app set it; 0 when unset. */
  readonly when: number
  /** -1 secret, 0 private, 1 public. */
  readonly visibility: -1 | 0 | 1
  /** ARGB, unsigned. */
  readonly color: number
  readonly contentIntent: PendingIntent | null
  readonly deleteIntent?: PendingIntent | null
  readonly actions?: readonly { readonly title: string; readonly intent: PendingIntent | null }[]
  /** Extras beyond the standard ones. */
  readonly extras?: Readonly<Record<string, ExtraValue>>
  /** Fully qualified style class or undefined, e.g. `android.app.Notification$BigTextStyle`. */
  readonly template?: string
}

/** A posted (or archived) notification as NotificationManagerService keeps it. */
export interface NotificationRecord {
  /** `userId|pkg|id|tag|uid`, with the word null for no tag. */
  readonly key: string
  readonly userId: number
  /** The app in whose name it is shown. */
  readonly packageName: string
  readonly uid: number
  /** Who called notify(): the app or a vendor's push service. */
  readonly opPkg: string
  readonly pid: number
  readonly id: number
  readonly tag: string | null
  readonly content: NotificationContent
  /** 0 none ... 4 high; the effective one. */
  readonly importance: number
  readonly postedAtMs: number
  readonly updatedAtMs: number
  /** `userId|pkg|g:GROUP` or the key itself for a lone one. */
  readonly groupKey: string
  /** Do not disturb held back sound and heads-up. */
  readonly intercepted: boolean
  readonly seen: boolean
}

/** android.app.NotificationChannel */
export interface NotificationChannel {
  readonly id: string
  readonly name: string
  readonly description: string | null
  /** 0 none (blocked) ... 4 high. */
  readonly importance: number
  /** As the app made it (mOriginalImportance, Android 11); `importance` where nothing is given. */
  readonly originalImportance?: number
  readonly lockscreenVisibility: number
  readonly sound: string | null
  readonly vibration: boolean
  readonly lights: boolean
  readonly showBadge: boolean
  readonly bypassDnd: boolean
  readonly groupId: string | null
  /** Bits the user changed (mUserLockedFields). */
  readonly userLockedFields: number
}

/** A channel as `new NotificationChannel(id, name, importance)` makes it, but for what the app sets (frameworks/base, NotificationChannel.java). */
export function newChannel(
  id: string,
  name: string,
  importance: number,
  set: Partial<Omit<NotificationChannel, 'id' | 'name' | 'importance'>> = {},
): NotificationChannel {
  return {
    id,
    name,
    description: null,
    importance,
    // Notification.VISIBILITY_NO_OVERRIDE
    lockscreenVisibility: -1000,
    // Settings.System.DEFAULT_NOTIFICATION_URI
    sound: 'content://settings/system/notification_sound',
    vibration: false,
    lights: false,
    showBadge: true,
    bypassDnd: false,
    groupId: null,
    userLockedFields: 0,
    ...set,
  }
}

/** Why a notification went away: NotificationListenerService.REASON_*. */
export const cancelReason = {
  click: 1,
  cancel: 2,
  cancelAll: 3,
  error: 4,
  packageChanged: 5,
  packageBanned: 7,
  appCancel: 8,
  appCancelAll: 9,
  listenerCancel: 10,
  groupSummaryCanceled: 12,
  unautobundled: 16,
  channelBanned: 17,
  snoozed: 18,
  timeout: 19,
  channelRemoved: 20,
  clearData: 21,
} as const
export type CancelReason = (typeof cancelReason)[keyof typeof cancelReason]
