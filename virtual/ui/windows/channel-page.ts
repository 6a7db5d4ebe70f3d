import type { NotificationChannel } from '../../android/notification.ts'
import type { Phone } from '../../android/phone.ts'
import { labelOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { filled, label } from '../view.ts'
import { importanceDialog } from './importance-dialog.ts'
import { faint, footer, ink, mainSwitch, page, type PageRow, preference, settings, switchRow } from './settings-page.ts'

/** NotificationManager.IMPORTANCE_* */
const low = 2
const normal = 3
const high = 4
/** Two buttons and "Pop on screen" came with Android 10; before it one list of five degrees. */
const buttonsSinceApiLevel = 29

/**
 * One category of an app (ChannelNotificationSettings): a switch, and while it is on how much it disturbs. undefined when
 * the app has no such channel, or may show nothing at all.
 */
export function channelPage(desk: Desk, app: string, channelId: string): UiNode | undefined {
  const { memory, phone, texts } = desk
  const channel = phone.notifications.channels(app).find(({ id }) => id === channelId)
  if (channel === undefined || !phone.notifications.appEnabled(app)) return undefined
  const on = channel.importance > 0
  const set = (importance: number): void => {
    phone.notifications.setChannelImportance(app, channelId, importance)
  }
  const whole = page(desk, texts.channelSettings, [
    (top) => preference(desk, top, { title: channel.name, summary: labelOf(phone, app), icon: app }),
    (top) =>
      mainSwitch(desk, top, texts.showNotifications, on, () => {
        set(on ? 0 : importanceWhenOn(phone, channel))
      }),
    ...(on
      ? phone.rom.apiLevel >= buttonsSinceApiLevel
        ? buttons(desk, channel, set)
        : [
            (top: number) =>
              preference(desk, top, {
                title: texts.importance,
                summary: texts.importances[channel.importance] ?? '',
                click: () => {
                  memory.settingsConfirm = 'importance'
                },
              }),
          ]
      : [(top: number) => footer(desk, top, texts.channelBlocked)]),
  ])
  if (memory.settingsConfirm !== 'importance') return whole
  return { ...whole, children: [...whole.children, importanceDialog(desk, channel.importance, set)] }
}

/** What the switch turns it on to (BlockPreferenceController): from Android 11 on as the app made it. */
export function importanceWhenOn(phone: Phone, channel: NotificationChannel): number {
  const original = channel.originalImportance ?? normal
  return phone.rom.apiLevel >= 30 && original > 0 ? original : normal
}

function buttons(
  desk: Desk,
  channel: NotificationChannel,
  set: (importance: number) => void,
): readonly ((top: number) => PageRow)[] {
  const { phone, texts } = desk
  const loud = channel.importance >= normal
  const alert = phone.rom.apiLevel >= 30 ? texts.alertingByDefault : texts.alerting
  return [
    (top) =>
      importanceButton(desk, top, 'alert', { title: alert, summary: texts.alertingSummary, selected: loud }, () => {
        if (!loud) set(normal)
      }),
    (top) =>
      importanceButton(
        desk,
        top,
        'silence',
        { title: texts.silent, summary: texts.silentSummary, selected: !loud },
        () => {
          if (loud) set(low)
        },
      ),
    ...(loud
      ? [
          (top: number) =>
            switchRow(desk, top, {
              key: 'pop-on-screen',
              title: texts.popOnScreen,
              summary: texts.popOnScreenSummary,
              checked: channel.importance >= high,
              toggle: () => {
                set(channel.importance >= high ? normal : high)
              },
            }),
        ]
      : []),
  ]
}

/** ImportancePreference: `alert` and `silence` with an icon, a label and a summary each. */
function importanceButton(
  desk: Desk,
  top: number,
  id: 'alert' | 'silence',
  words: { readonly title: string; readonly summary: string; readonly selected: boolean },
  click: () => void,
): PageRow {
  const { metrics, palette } = desk
  const dp = metrics.dp
  const bounds = box(dp(16), top + dp(4), metrics.width - dp(32), dp(76))
  const left = bounds.left + dp(56)
  const room = bounds.right - left - dp(16)
  const icon = box(bounds.left + dp(16), bounds.top + dp(24), dp(24), dp(24))
  const color = words.selected ? palette.accent : ink
  return {
    height: dp(84),
    node: settings('LinearLayout', id, bounds, {
      key: `importance:${id}`,
      clickable: true,
      focusable: true,
      selected: words.selected,
      actions: { click },
      paint: [filled(bounds, words.selected ? 0xffdfe7fb : 0xffececf1, dp(16))],
      children: [
        settings('ImageView', `${id}_icon`, icon, { paint: [filled(icon, color, dp(12))] }),
        label(
          settings,
          `${id}_label`,
          words.title,
          { left, top: bounds.top + dp(14) },
          { size: dp(18), color, maxWidth: room },
        ),
        label(
          settings,
          `${id}_summary`,
          words.summary,
          { left, top: bounds.top + dp(42) },
          { size: dp(14), color: faint, maxWidth: room },
        ),
      ],
    }),
  }
}
