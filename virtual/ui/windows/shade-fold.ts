import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { Rect, UiNode } from '../node.ts'
import { filled, glyph, lineOfText, viewsOf } from '../view.ts'

const sysui = viewsOf('com.android.systemui')

/** `footer` stands below the list and opens the fold; `header` stands above what was behind it, and closes it. */
export type FoldPart = 'header' | 'footer'

/** MIUI's FoldFooterView and FoldHeaderView: clickable rows without ids, a text and the image `tips`. */
export function foldRow(desk: Desk, part: FoldPart, bounds: Rect): UiNode {
  const dp = desk.metrics.dp
  const textBounds = { ...bounds, left: bounds.left + dp(16), right: bounds.right - dp(64) }
  const tips = box(bounds.right - dp(44), bounds.top + dp(16), dp(24), dp(24))
  return sysui('FrameLayout', '', bounds, {
    key: `fold:${part}`,
    clickable: true,
    actions: {
      click: () => {
        desk.memory.foldOpen = part === 'footer'
        desk.memory.shadeScroll = 0
      },
    },
    paint: [filled(bounds, desk.palette.card, dp(desk.palette.cardRadiusDp))],
    children: [
      sysui('TextView', '', textBounds, {
        text: desk.texts.unimportant,
        paint: [lineOfText(desk.texts.unimportant, textBounds, { size: dp(14), color: desk.palette.cardText })],
      }),
      sysui('ImageView', 'tips', tips, {
        paint: [
          { kind: 'image', rect: tips, name: glyph(part === 'footer' ? 'down' : 'up', desk.palette.cardSecondary) },
        ],
      }),
    ],
  })
}
