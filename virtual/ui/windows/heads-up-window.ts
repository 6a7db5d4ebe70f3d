import type { NotificationRecord } from '../../android/notification.ts'
import type { ShownWindow } from '../../android/phone.ts'
import type { Desk } from '../desk.ts'
import { keyed, viewsOf } from '../view.ts'
import { placeRow } from './notification-list.ts'
import { shadeTitle } from './shade-window.ts'

const sysui = viewsOf('com.android.systemui')

/** A row that peeks over the app. It never has the focus: UiAutomator sees it only among all windows. */
export function headsUpWindow(desk: Desk, record: NotificationRecord): ShownWindow {
  const { metrics } = desk
  const left = metrics.dp(16)
  const placed = placeRow(desk, record, {
    left,
    width: metrics.width - 2 * left,
    top: metrics.statusBarHeight + metrics.dp(8),
    first: false,
    redacted: false,
  })
  const swipe = placed.node.actions?.swipe
  const row = {
    ...placed.node,
    actions: {
      ...placed.node.actions,
      // Up hides the banner, sideways dismisses the row, down opens the shade.
      swipe: (dx: number, dy: number) => {
        if (Math.abs(dy) > Math.abs(dx)) {
          desk.memory.headsUpKey = undefined
          if (dy > 0) desk.phone.statusBar.expandNotifications()
          return true
        }
        return swipe?.(dx, dy) ?? false
      },
    },
  }
  const root = sysui('FrameLayout', '', placed.node.bounds, {
    children: [sysui('ScrollView', 'notification_stack_scroller', placed.node.bounds, { children: [row] })],
  })
  return {
    title: shadeTitle(desk.phone.rom.apiLevel),
    type: 'heads-up',
    packageName: 'com.android.systemui',
    root: keyed(root),
  }
}
