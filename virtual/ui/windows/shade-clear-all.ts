import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { Paint, Rect, UiNode } from '../node.ts'
import { filled, glyph, lineOfText, viewsOf } from '../view.ts'

const sysui = viewsOf('com.android.systemui')

/**
 * The list's footer by vendor: MIUI's text-less `dismiss_view`, OxygenOS's floating `clear_notifications` beside the
 * AOSP button, AOSP's `dismiss_text` with `manage_text`. Undefined where nothing is shown: AOSP and MIUI hide the
 * button when no row can be cleared.
 */
export function clearAllButton(
  desk: Desk,
  at: { readonly left: number; readonly top: number; readonly width: number },
  canClear: boolean,
  clear: () => void,
): UiNode | undefined {
  const dp = desk.metrics.dp
  const bounds = box(at.left, at.top, at.width, dp(48))
  if (desk.phone.rom.vendor === 'mi') return canClear ? miui(desk, bounds, clear) : undefined
  const buttons = [
    ...(desk.phone.rom.apiLevel >= 29
      ? [
          textButton(
            desk,
            'manage_text',
            desk.texts.manage,
            desk.texts.manage,
            { ...bounds, right: bounds.left + dp(96) },
            () => openHistory(desk),
          ),
        ]
      : []),
    ...(canClear
      ? [
          textButton(
            desk,
            'dismiss_text',
            desk.texts.clearAll,
            desk.texts.clearAllDescription,
            { ...bounds, left: bounds.right - dp(112) },
            clear,
          ),
        ]
      : []),
  ]
  if (buttons.length === 0) return undefined
  return sysui('FrameLayout', '', bounds, { key: 'footer', children: buttons })
}

function miui(desk: Desk, bounds: Rect, clear: () => void): UiNode {
  const dp = desk.metrics.dp
  const side = dp(44)
  const round = box((bounds.left + bounds.right - side) / 2, bounds.top, side, side)
  const paint: readonly Paint[] = [
    filled(round, 0x66ffffff, side / 2),
    {
      kind: 'image',
      rect: box(round.left + dp(12), round.top + dp(12), dp(20), dp(20)),
      name: glyph('close', 0xffffffff),
    },
  ]
  return sysui('View', 'dismiss_view', round, {
    key: 'footer',
    contentDescription: desk.texts.clearAllDescription,
    clickable: true,
    focusable: true,
    actions: { click: clear },
    paint,
  })
}

function textButton(
  desk: Desk,
  id: string,
  text: string,
  description: string,
  bounds: Rect,
  click: () => void | Promise<void>,
): UiNode {
  return sysui('Button', id, bounds, {
    text,
    contentDescription: description,
    clickable: true,
    focusable: true,
    actions: { click },
    paint: [
      filled(
        { ...bounds, top: bounds.top + desk.metrics.dp(4), bottom: bounds.bottom - desk.metrics.dp(4) },
        0x33ffffff,
        desk.metrics.dp(20),
      ),
      lineOfText(text, bounds, { size: desk.metrics.dp(14), color: desk.palette.onWallpaper, align: 'center' }),
    ],
  })
}

/** "Manage" opens the notification settings. */
async function openHistory(desk: Desk): Promise<void> {
  desk.phone.statusBar.collapse()
  await desk.phone.activities.start(
    { action: 'android.settings.NOTIFICATION_SETTINGS', categories: [], flags: 0x10000000, extras: {} },
    { callingPackage: 'com.android.systemui', callingUid: 10_000 },
  )
}
