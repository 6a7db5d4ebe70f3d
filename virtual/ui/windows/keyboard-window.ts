import type { ShownWindow } from '../../android/phone.ts'
import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { filled, keyed, lineOfText, viewsOf } from '../view.ts'

/** What a soft key does to the focused field. */
export type SoftKey =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'code'; readonly keyCode: number }

const rows: readonly (readonly string[])[] = [
  ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'],
  ['q', 'w', 'e', 'r', 't', 'y', 'u', 'i', 'o', 'p'],
  ['a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l'],
  ['z', 'x', 'c', 'v', 'b', 'n', 'm', '⌫'],
  [',', ' ', '.', '↵'],
]

/** IMEs of Appium that draw nothing. */
const invisibleIme = /^io\.appium\.settings\//

/** The soft keyboard; undefined for an input method without a view. */
export function keyboardWindow(desk: Desk, press: (key: SoftKey) => void): ShownWindow | undefined {
  const { metrics, phone } = desk
  if (invisibleIme.test(phone.inputMethods.current)) return undefined
  const packageName = phone.inputMethods.current.split('/')[0] ?? ''
  const make = viewsOf(packageName === '' ? 'com.android.inputmethod.latin' : packageName)
  const dp = metrics.dp
  const height = dp(260)
  const bounds = box(0, metrics.height - metrics.navigationBarHeight - height, metrics.width, height)
  const keys = rows.flatMap((row, rowIndex): readonly UiNode[] => {
    const top = bounds.top + dp(8) + rowIndex * dp(50)
    return layOut(row, metrics.width, dp(4)).map(({ name, left, width }) => {
      const key = box(left, top, width, dp(44))
      const action: SoftKey =
        name === '⌫'
          ? { kind: 'code', keyCode: 67 }
          : name === '↵'
            ? { kind: 'code', keyCode: 66 }
            : { kind: 'text', text: name }
      return make('TextView', '', key, {
        contentDescription: name === ' ' ? 'Space' : name === '⌫' ? 'Delete' : name === '↵' ? 'Enter' : name,
        clickable: true,
        actions: {
          click: () => {
            press(action)
          },
        },
        paint: [
          filled(key, 0xffffffff, dp(6)),
          lineOfText(name, key, { size: dp(20), color: 0xff1b1b1f, align: 'center' }),
        ],
      })
    })
  })
  const root = make('FrameLayout', '', bounds, {
    paint: [filled(bounds, 0xffd7dbe3)],
    children: [make('FrameLayout', 'android:inputArea', bounds, { children: keys })],
  })
  return { title: 'InputMethod', type: 'input-method', packageName, root: keyed(root) }
}

function layOut(
  row: readonly string[],
  width: number,
  gap: number,
): readonly { readonly name: string; readonly left: number; readonly width: number }[] {
  const weights = row.map((name) => (name === ' ' ? 5 : name === '⌫' || name === '↵' ? 1.5 : 1))
  const unit =
    (width - gap) /
    Math.max(
      10,
      weights.reduce((sum, weight) => sum + weight, 0),
    )
  let left = (width - unit * weights.reduce((sum, weight) => sum + weight, 0)) / 2
  return row.map((name, index) => {
    const space = unit * (weights[index] ?? 1)
    const placed = { name, left: left + gap / 2, width: space - gap }
    left += space
    return placed
  })
}
