import { intent } from '../../android/intent.ts'
import type { Phone } from '../../android/phone.ts'
import { labelOf, type Desk } from '../desk.ts'
import type { UiNode } from '../node.ts'
import { importanceWhenOn } from './channel-page.ts'
import { footer, mainSwitch, page, preference, type RowMaker, switchRow } from './settings-page.ts'

/** What an app may show: its own switch, and below it one row for each of its channels. */
export function appNotificationPage(desk: Desk, app: string): UiNode {
  const { phone, texts } = desk
  const enabled = phone.notifications.appEnabled(app)
  const name = labelOf(phone, app)
  const title = phone.rom.apiLevel >= 31 ? texts.allNotificationsOf(name) : texts.showNotifications
  const toggle = (): void => {
    phone.notifications.setAppEnabled(app, !enabled)
  }
  const channels = enabled ? phone.notifications.channels(app) : []
  return page(desk, texts.notificationSettings, [
    (top) => preference(desk, top, { title: name, icon: app }),
    (top) => mainSwitch(desk, top, title, enabled, toggle),
    ...channels.map((channel): RowMaker => {
      const on = channel.importance > 0
      return (top) =>
        switchRow(desk, top, {
          key: `channel:${channel.id}`,
          title: channel.name,
          checked: on,
          toggle: () => {
            // ChannelListPreferenceController; up to Android 10 a channel comes back silent.
            const again = phone.rom.apiLevel >= 30 ? importanceWhenOn(phone, channel) : 2
            phone.notifications.setChannelImportance(app, channel.id, on ? 0 : again)
          },
          open: () => openChannel(phone, app, channel.id),
        })
    }),
    ...(enabled ? [] : [(top: number) => footer(desk, top, texts.notificationsBlocked)]),
  ])
}

/** Opens the page as another page of Settings does. */
export async function openAppNotifications(phone: Phone, app: string): Promise<void> {
  await open(phone, 'android.settings.APP_NOTIFICATION_SETTINGS', { 'android.provider.extra.APP_PACKAGE': app })
}

async function openChannel(phone: Phone, app: string, channelId: string): Promise<void> {
  await open(phone, 'android.settings.CHANNEL_NOTIFICATION_SETTINGS', {
    'android.provider.extra.APP_PACKAGE': app,
    'android.provider.extra.CHANNEL_ID': channelId,
  })
}

async function open(phone: Phone, action: string, extras: Readonly<Record<string, string>>): Promise<void> {
  await phone.activities.start(intent({ action, extras }), {
    callingPackage: 'com.android.settings',
    callingUid: 1000,
  })
}
