import type { Intent } from '../../android/intent.ts'
import type { ActivityRecord, ShownWindow } from '../../android/phone.ts'
import { labelOf, type Desk } from '../desk.ts'
import type { UiNode } from '../node.ts'
import { keyed } from '../view.ts'
import { appDetailsPage } from './app-details-page.ts'
import { appNotificationPage, openAppNotifications } from './app-notification-page.ts'
import { channelPage } from './channel-page.ts'
import { page, preference } from './settings-page.ts'

/** Pages of the Settings app by the intent that opened them; anything else is the list of apps. */
export function settingsWindow(desk: Desk, activity: ActivityRecord): ShownWindow {
  return {
    title: `${activity.component.packageName}/${activity.component.className}`,
    type: 'activity',
    packageName: 'com.android.settings',
    root: keyed(pageFor(desk, activity.intent) ?? appList(desk)),
  }
}

function pageFor(desk: Desk, opened: Intent): UiNode | undefined {
  const app = targetOf(opened)
  if (app === undefined) return undefined
  switch (opened.action) {
    case 'android.settings.APP_NOTIFICATION_SETTINGS':
      return appNotificationPage(desk, app)
    case 'android.settings.CHANNEL_NOTIFICATION_SETTINGS': {
      const channelId = opened.extras['android.provider.extra.CHANNEL_ID']
      const channel = typeof channelId === 'string' ? channelPage(desk, app, channelId) : undefined
      return channel ?? appNotificationPage(desk, app)
    }
    case 'android.settings.APPLICATION_DETAILS_SETTINGS':
      return appDetailsPage(desk, app)
    default:
      return undefined
  }
}

function targetOf(given: Intent): string | undefined {
  const extra = given.extras['android.provider.extra.APP_PACKAGE']
  if (typeof extra === 'string') return extra
  return given.data?.startsWith('package:') === true ? given.data.slice('package:'.length) : undefined
}

function appList(desk: Desk): UiNode {
  const { phone, texts } = desk
  const apps = phone.packages.all().filter((one) => !one.system)
  const rows = apps.map(
    (one) => (top: number) =>
      preference(desk, top, {
        title: labelOf(phone, one.packageName),
        summary: phone.notifications.appEnabled(one.packageName) ? texts.on : texts.off,
        icon: one.packageName,
        click: () => openAppNotifications(phone, one.packageName),
      }),
  )
  return page(desk, texts.notificationSettings, rows)
}
