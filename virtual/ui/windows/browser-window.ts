import type { ActivityRecord, ShownWindow } from '../../android/phone.ts'
import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import { filled, keyed, label, viewsOf } from '../view.ts'

const ink = 0xff1b1b1f
const faint = 0xff5e5e66

/**
 * The browser with the page that an intent opened: its address stands in the bar. A virtual phone has no way out into the
 * web, so the page itself stays as empty as it is on a phone without a network. The ids are AOSP's browser's.
 */
export function browserWindow(desk: Desk, { component, intent }: ActivityRecord): ShownWindow {
  const { metrics } = desk
  const { dp } = metrics
  const make = viewsOf(component.packageName)
  const address = intent.data ?? ''
  const bar = box(0, metrics.statusBarHeight, metrics.width, dp(56))
  const field = box(dp(16), bar.top + dp(8), metrics.width - dp(32), dp(40))
  const page = { ...metrics.screen, top: bar.bottom, bottom: metrics.height - metrics.navigationBarHeight }
  const title = { left: dp(24), top: page.top + dp(48) }
  const wide = metrics.width - dp(48)
  return {
    title: `${component.packageName}/${component.className}`,
    type: 'activity',
    packageName: component.packageName,
    root: keyed(
      make('FrameLayout', '', metrics.screen, {
        paint: [filled(metrics.screen, 0xffffffff)],
        children: [
          make('LinearLayout', 'taburlbar', bar, {
            paint: [filled(bar, 0xfff1f1f4)],
            children: [
              make('EditText', 'url', field, {
                text: address,
                clickable: true,
                focusable: true,
                paint: label(
                  make,
                  '',
                  address,
                  { left: field.left + dp(8), top: field.top + dp(10) },
                  {
                    size: dp(15),
                    color: ink,
                    maxWidth: field.right - field.left - dp(16),
                  },
                ).paint,
              }),
            ],
          }),
          make('android.webkit.WebView', '', page, {
            focusable: true,
            scrollable: true,
            children: [label(make, '', hostOf(address), title, { size: dp(20), color: faint, maxWidth: wide })],
          }),
        ],
      }),
    ),
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
