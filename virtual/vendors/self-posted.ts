import { intent } from '../android/intent.ts'
import { type NotificationContent, newChannel } from '../android/notification.ts'
import type { Phone } from '../android/phone.ts'

const channelId = 'im_push_online'

interface PostRequest {
  readonly packageName: string
  readonly opPkg: string
  readonly pid: number
  readonly id: number
  readonly tag: string | null
  readonly content: NotificationContent
}

/** A notification that the app's own process posts for a message of its own connection. */
export function selfPosted(
  phone: Phone,
  packageName: string,
  pid: number,
  message: { readonly title: string; readonly desc: string; readonly ext: string; readonly messageId: string },
): PostRequest {
  if (!phone.notifications.channels(packageName).some(({ id }) => id === channelId)) {
    phone.notifications.createChannel(packageName, newChannel(channelId, 'Messages', 4, { vibration: true }))
  }
  const component = phone.packages.launchActivity(packageName)
  let id = 7
  for (let i = 0; i < message.messageId.length; i++) id = (Math.imul(id, 31) + message.messageId.charCodeAt(i)) | 0
  return {
    packageName,
    opPkg: packageName,
    pid,
    id,
    tag: null,
    content: {
      channelId,
      title: message.title,
      text: message.desc,
      flags: 0x10,
      when: phone.clock.now(),
      visibility: 0,
      color: 0,
      contentIntent:
        component === undefined
          ? null
          : {
              creatorPackage: packageName,
              kind: 'activity',
              intent: intent({
                action: 'android.intent.action.MAIN',
                component,
                flags: 0x10000000,
                extras: { ext: message.ext },
              }),
            },
    },
  }
}
