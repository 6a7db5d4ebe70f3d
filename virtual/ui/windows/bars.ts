import type { ShownWindow } from '../../android/phone.ts'
import { appIcon } from '../app-icon.ts'
import { clockText, labelOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import { leaderOf, shadeSections } from '../shade-model.ts'
import { filled, glyph, keyed, label, viewsOf } from '../view.ts'
import type { Paint, UiNode } from '../node.ts'
import { systemIcons } from './shade-window.ts'

const sysui = viewsOf('com.android.systemui')

/** The status bar over apps and the home screen: clock, icons of notifications, signal and battery. */
export function statusBarWindow(
  desk: Desk,
  style: 'dark-icons' | 'light-icons' | 'light-icons-on-scrim' | 'empty',
): ShownWindow {
  const { metrics, phone } = desk
  const ink = style === 'dark-icons' ? 0xff1b1b1f : 0xffffffff
  const dp = metrics.dp
  const bounds = { ...metrics.screen, bottom: metrics.statusBarHeight }
  const middle = Math.round((metrics.statusBarHeight - dp(20)) / 2)
  const clock = label(
    sysui,
    'clock',
    clockText(phone),
    { left: dp(16), top: middle },
    { size: dp(14), color: ink, bold: true, lineHeight: dp(20) },
    { contentDescription: clockText(phone) },
  )
  const root = sysui('FrameLayout', '', bounds, {
    // Light icons get a shadow over an app, whose colour behind them is not known.
    paint: style === 'light-icons-on-scrim' ? [filled(bounds, 0x52000000)] : [],
    children: [
      sysui('LinearLayout', 'status_bar_contents', bounds, {
        // The open shade has a header of its own in their place.
        children:
          style === 'empty'
            ? []
            : [
                clock,
                notificationIcons(desk, clock.bounds.right + dp(10), middle),
                systemIcons(desk, { right: metrics.width - dp(16), top: middle, id: 'system_icons', ink }),
              ],
      }),
    ],
  })
  return { title: 'StatusBar', type: 'status-bar', packageName: 'com.android.systemui', root: keyed(root) }
}

/** At most four icons, then a dot (StatusBarIconController, MAX_DOTS aside). */
function notificationIcons(desk: Desk, left: number, top: number): UiNode {
  const dp = desk.metrics.dp
  const sections = shadeSections(desk.phone.notifications.list())
  const records = [...sections.alerting, ...sections.silent].map(leaderOf).filter((record) => record.importance > 1)
  const shown = records.slice(0, 4).map((record, index) => {
    const bounds = box(left + index * dp(20), top + dp(2), dp(16), dp(16))
    return sysui('ImageView', '', bounds, {
      key: `icon:${record.key}`,
      contentDescription: `${labelOf(desk.phone, record.packageName)}: ${record.content.title ?? ''}`,
      paint: appIcon(record.packageName, labelOf(desk.phone, record.packageName), bounds),
    })
  })
  const end = left + shown.length * dp(20)
  const dot: readonly Paint[] =
    records.length > 4 ? [filled(box(end + dp(4), top + dp(8), dp(4), dp(4)), desk.palette.onWallpaper, dp(2))] : []
  return sysui('FrameLayout', 'notification_icon_area', box(left, top, Math.max(1, end - left + dp(12)), dp(20)), {
    children: shown,
    paint: dot,
  })
}

/** Whether gestures replace the three buttons: what the owner set, else told by the height of the ROM's bar. */
export function gestureNavigation(desk: Desk): boolean {
  const mode = desk.phone.settings.get('secure', 'navigation_mode')
  if (mode !== null) return mode === '2'
  return desk.metrics.navigationBarHeight < desk.metrics.dp(40)
}

/** Three buttons or the gesture handle. */
export function navigationBarWindow(
  desk: Desk,
  press: (key: 'back' | 'home' | 'recents') => void | Promise<void>,
): ShownWindow | undefined {
  const { metrics } = desk
  if (metrics.navigationBarHeight === 0) return undefined
  const dp = metrics.dp
  const bounds = { ...metrics.screen, top: metrics.height - metrics.navigationBarHeight }
  const children: readonly UiNode[] = gestureNavigation(desk) ? [handle(desk)] : buttons(desk, press)
  const root = sysui('FrameLayout', 'navigation_bar_frame', bounds, {
    paint: gestureNavigation(desk) ? [] : [filled(bounds, 0x66000000)],
    children: [sysui('FrameLayout', 'nav_buttons', { ...bounds, left: dp(0) }, { children })],
  })
  return { title: 'NavigationBar0', type: 'navigation-bar', packageName: 'com.android.systemui', root: keyed(root) }
}

function handle(desk: Desk): UiNode {
  const { metrics } = desk
  const dp = metrics.dp
  const bounds = box((metrics.width - dp(120)) / 2, metrics.height - dp(10), dp(120), dp(4))
  return sysui('ImageView', 'home_handle', bounds, {
    paint: [
      filled(bounds, 0xd0ffffff, dp(2)),
      { kind: 'rect', rect: bounds, stroke: 0x40000000, strokeWidth: 1, radius: dp(2) },
    ],
  })
}

function buttons(desk: Desk, press: (key: 'back' | 'home' | 'recents') => void | Promise<void>): readonly UiNode[] {
  const { metrics, phone } = desk
  const dp = metrics.dp
  const chinese = phone.rom.locale.startsWith('zh')
  const words = {
    back: chinese ? '返回' : 'Back',
    home: chinese ? '主屏幕' : 'Home',
    recents: chinese ? '概览' : 'Overview',
  }
  // The Chinese vendors put recents on the left, AOSP back.
  const order =
    phone.rom.vendor === 'google' ? (['back', 'home', 'recents'] as const) : (['recents', 'home', 'back'] as const)
  const top = metrics.height - metrics.navigationBarHeight
  return order.map((key, index) => {
    const center = (metrics.width * (index * 2 + 1)) / 6
    const bounds = box(center - dp(40), top, dp(80), metrics.navigationBarHeight)
    const symbol = box(center - dp(10), top + metrics.navigationBarHeight / 2 - dp(10), dp(20), dp(20))
    return sysui('ImageView', key === 'recents' ? 'recent_apps' : key, bounds, {
      contentDescription: words[key],
      clickable: true,
      focusable: true,
      longClickable: key !== 'back',
      actions: { click: () => press(key) },
      paint: [{ kind: 'image', rect: symbol, name: glyph(`nav-${key}`, 0xffffffff) }],
    })
  })
}
