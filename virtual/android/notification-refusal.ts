import type { EnqueueRefusal, Notifications } from './phone.ts'
import { mostNotificationsOf, notificationKey } from './notification-limits.ts'
import { notificationText } from './notification-text.ts'

export interface Refused {
  readonly why: EnqueueRefusal
  readonly request: Parameters<Notifications['post']>[0]
  readonly apiLevel: number
  /** -1 for a package that is not there. */
  readonly uid: number
  readonly updatesPerSecond: number
}

/** What NotificationManagerService logs (tag NotificationService) when it does not take a notification. */
export function refusalLine({ why, request, apiLevel, uid, updatesPerSecond }: Refused): {
  readonly priority: string
  readonly message: string
} {
  const { packageName, opPkg, id, tag, content } = request
  switch (why) {
    case 'package-missing':
      return { priority: 'W', message: `Cannot create a context for sending app ${packageName}` }
    case 'no-channel':
      return {
        priority: 'E',
        message:
          `No Channel found for pkg=${packageName}, channelId=${content.channelId}, id=${id}, tag=${tag ?? 'null'}, ` +
          `opPkg=${opPkg}, callingUid=${uid}, userId=0, incomingUserId=0, notificationUid=${uid}, ` +
          `notification=${notificationText(content, apiLevel)}`,
      }
    case 'rate-limited':
      return {
        priority: 'W',
        message:
          `Package enqueue rate is ${updatesPerSecond.toFixed(5)}. ` +
          `Shedding ${notificationKey({ packageName, id, tag, uid })}. package=${packageName}`,
      }
    case 'too-many':
      return {
        priority: 'E',
        message:
          `Package has already posted or enqueued ${mostNotificationsOf(apiLevel)} notifications.  ` +
          `Not showing more.  package=${packageName}`,
      }
    case 'no-permission':
    case 'blocked-app':
    case 'blocked-channel':
      return { priority: 'E', message: `Suppressing notification from package ${packageName} by user request.` }
  }
}
