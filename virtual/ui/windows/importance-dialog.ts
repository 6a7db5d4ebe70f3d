import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { filled, label } from '../view.ts'
import { ink, settings } from './settings-page.ts'

/** What Android 8 and 9 offer for a category, the loudest first (NotificationManager.IMPORTANCE_*). */
const degrees = [4, 3, 2, 1] as const

/** The list from which the importance of a category is chosen. */
export function importanceDialog(desk: Desk, current: number, choose: (importance: number) => void): UiNode {
  const { memory, metrics, palette, texts } = desk
  const dp = metrics.dp
  const card = box(dp(24), metrics.height / 2 - dp(160), metrics.width - dp(48), dp(320))
  const choice = (importance: number, index: number): UiNode => {
    const bounds = box(card.left, card.top + dp(72) + index * dp(56), card.right - card.left, dp(56))
    return {
      ...label(
        settings,
        'android:text1',
        texts.importances[importance] ?? '',
        { left: bounds.left + dp(64), top: bounds.top + dp(16) },
        {
          size: dp(16),
          color: importance === current ? palette.accent : ink,
          maxWidth: bounds.right - bounds.left - dp(80),
        },
      ),
      key: `importance:${String(importance)}`,
      className: 'android.widget.CheckedTextView',
      bounds,
      checkable: true,
      checked: importance === current,
      clickable: true,
      focusable: true,
      actions: {
        click: () => {
          memory.settingsConfirm = undefined
          choose(importance)
        },
      },
    }
  }
  return settings('FrameLayout', '', metrics.screen, {
    key: 'importance',
    paint: [filled(metrics.screen, 0x66000000)],
    children: [
      settings('LinearLayout', 'android:parentPanel', card, {
        paint: [filled(card, 0xffffffff, dp(24))],
        children: [
          label(
            settings,
            'android:alertTitle',
            texts.importance,
            { left: card.left + dp(24), top: card.top + dp(24) },
            { size: dp(20), color: ink },
          ),
          ...degrees.map(choice),
        ],
      }),
    ],
  })
}
