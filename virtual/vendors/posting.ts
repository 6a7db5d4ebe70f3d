import type { ExtraValue, Intent, PendingIntent } from '../android/intent.ts'
import { intent } from '../android/intent.ts'
import { IntentUriError, parseIntentUri } from '../android/intent-uri.ts'
import { type NotificationChannel, newChannel } from '../android/notification.ts'
import type { InstalledPackage, Phone } from '../android/phone.ts'
import type { PushServiceName, VendorMessage } from './push-message.ts'
import type { VendorRules } from './vendor-rules.ts'

/** How one vendor's client turns a message into a notification. */
export interface Posting {
  readonly channelId: string
  /** A channel that the client makes by itself when the app has none of that id. */
  readonly ownChannel: NotificationChannel | undefined
  readonly id: number
  readonly tag: string | null
  readonly extras: Readonly<Record<string, ExtraValue>>
}

export function postingOf(
  vendor: PushServiceName,
  phone: Phone,
  app: InstalledPackage,
  message: VendorMessage,
): Posting {
  const importance = message.attention === 'silent' ? 2 : 4
  const has = (id: string): boolean =>
    phone.notifications.channels(app.packageName).some((channel) => channel.id === id)
  const named = (id: string, tag: string | null = null, ownId = id): Posting => ({
    channelId: ownId,
    ownChannel: undefined,
    id: notificationId(message),
    tag,
    extras: {},
  })
  const own = (id: string, name: string): Posting => ({ ...named(id), ownChannel: channelOf(id, name, importance) })
  switch (vendor) {
    case 'mi': {
      // com.xiaomi.push.service: "mipush|package|channel". Official MIUI names the target in the extras.
      const id = `mipush|${app.packageName}|${message.channelId || 'default'}`
      return {
        ...own(id, message.channelId || 'default'),
        extras: { target_package: app.packageName, message_id: message.id, mipush_notified: true },
      }
    }
    case 'huawei':
      // A silent class goes to a low channel of the service's own; its id is invented.
      if (message.attention === 'silent') return own('HwPushChannelID_low', 'Promotions')
      return message.channelId !== '' && has(message.channelId)
        ? named(message.channelId)
        : own('HwPushChannelID', 'Push')
    case 'honor':
      // Honor knows no channels of the app's own; these ids are invented.
      return message.attention === 'silent' ? own('HnPushChannelID_low', 'Promotions') : own('HnPushChannelID', 'Push')
    case 'oppo':
      // Nothing is made up for a channel that the app lacks: the message is then not shown.
      return named(message.channelId)
    case 'vivo':
      return own('vivo_push_channel', 'Push notifications')
    case 'meizu':
      return own('mz_push_notification_channel', 'MEIZUPUSH')
    case 'fcm':
      return {
        ...fcmPosting(app, message, has),
        id: 0,
        tag: `FCM-Notification:${String(fcmTagMs(phone))}`,
      }
  }
}

const lastTagMs = new WeakMap<Phone, number>()

/**
 * The Firebase library's tag is SystemClock.uptimeMillis() (CommonNotificationBuilder.getTag). A phone takes some ms for each
 * notification, so that no two have the same; here two could be posted within one, and one would replace the other.
 */
function fcmTagMs(phone: Phone): number {
  const ms = Math.max(Math.round(phone.uptimeMs()), (lastTagMs.get(phone) ?? 0) + 1)
  lastTagMs.set(phone, ms)
  return ms
}

/** CommonNotificationBuilder of the Firebase library: the message's channel, the manifest's default, the fallback. */
function fcmPosting(app: InstalledPackage, message: VendorMessage, has: (id: string) => boolean): Posting {
  const fallback = 'fcm_fallback_notification_channel'
  const known = [
    message.channelId,
    app.metaData['com.google.firebase.messaging.default_notification_channel_id'] ?? '',
  ].find((id) => id !== '' && has(id))
  return {
    channelId: known ?? fallback,
    ownChannel: known === undefined ? channelOf(fallback, 'Miscellaneous', 3) : undefined,
    id: 0,
    tag: null,
    extras: {},
  }
}

function channelOf(id: string, name: string, importance: number): NotificationChannel {
  return newChannel(id, name, importance, { vibration: true })
}

/** Messages that may replace each other share an id; others get one of their own. */
function notificationId(message: VendorMessage): number {
  if (message.notifyId !== undefined) return message.notifyId
  let hash = 17
  if (message.repetition !== undefined) hash += message.repetition
  for (let i = 0; i < message.id.length; i++) hash = (Math.imul(hash, 31) + message.id.charCodeAt(i)) | 0
  return hash
}

const flagNewTask = 0x10000000
const flagResetTaskIfNeeded = 0x00200000

/** What a tap sends. `by.creator` is who posts. */
export function clickIntent(
  vendor: PushServiceName,
  phone: Phone,
  app: InstalledPackage,
  message: VendorMessage,
  by: { readonly creator: string; readonly openAppExt: VendorRules['openAppExt'] },
): PendingIntent | null {
  const target = clickTarget(vendor, phone, app, message, by.openAppExt)
  return target === undefined ? null : { creatorPackage: by.creator, kind: 'activity', intent: target }
}

function clickTarget(
  vendor: PushServiceName,
  phone: Phone,
  app: InstalledPackage,
  message: VendorMessage,
  openAppExt: VendorRules['openAppExt'],
): Intent | undefined {
  const { click } = message
  switch (click.kind) {
    case 'launcher': {
      const component = phone.packages.launchActivity(app.packageName)
      if (component === undefined) return undefined
      return intent({
        action: 'android.intent.action.MAIN',
        categories: ['android.intent.category.LAUNCHER'],
        component,
        packageName: app.packageName,
        flags: flagNewTask | flagResetTaskIfNeeded,
        extras: launcherExtras(vendor, message, openAppExt),
      })
    }
    case 'intent-uri': {
      try {
        const parsed = parseIntentUri(click.uri)
        return {
          ...parsed,
          flags: parsed.flags | flagNewTask,
          extras: { ...parsed.extras, ...pageExtras(vendor, message) },
        }
      } catch (error) {
        if (error instanceof IntentUriError) return undefined
        throw error
      }
    }
    case 'activity':
      return intent({
        component: { packageName: app.packageName, className: click.className },
        flags: flagNewTask,
        extras: pageExtras(vendor, message),
      })
    case 'url':
      return intent({ action: 'android.intent.action.VIEW', data: click.url, flags: flagNewTask })
  }
}

/**
 * FCM's library hands all data pairs to the launcher activity; the others' "open app" does not carry them. What Mi's and
 * vivo's clients tell by callback is handed over with the start where the rules say that it reaches the app.
 */
function launcherExtras(
  vendor: PushServiceName,
  message: VendorMessage,
  openAppExt: VendorRules['openAppExt'],
): Readonly<Record<string, ExtraValue>> {
  if (openAppExt === 'by-callback' && vendor === 'mi') return pageExtras(vendor, message)
  if (openAppExt === 'by-callback' && vendor === 'vivo') return { ...message.extras }
  if (vendor !== 'fcm') return {}
  return {
    ...message.extras,
    'google.message_id': message.id.split('/').at(-1) ?? message.id,
    from: '200000000001',
    'gcm.n.analytics_data': {},
  }
}

/** How `ext` reaches the opened page beside what its URI holds. */
function pageExtras(vendor: PushServiceName, message: VendorMessage): Readonly<Record<string, ExtraValue>> {
  switch (vendor) {
    case 'mi':
      // PushMessageHelper.KEY_MESSAGE: a MiPushMessage.
      return {
        key_message: {
          messageId: message.id,
          messageType: 0,
          title: message.title,
          description: message.body,
          content: '',
          notifyId: message.notifyId ?? 0,
          notified: true,
          extra: { ...message.extras },
        },
      }
    case 'oppo':
    case 'meizu':
      return { ...message.extras }
    default:
      return {}
  }
}
