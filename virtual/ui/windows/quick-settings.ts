import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { Rect, UiNode } from '../node.ts'
import { filled, glyph, label, viewsOf } from '../view.ts'

const sysui = viewsOf('com.android.systemui')

interface Tile {
  readonly name: string
  readonly detail: string
  readonly glyph: string
  readonly on: boolean
  readonly toggle: () => void
}

function tilesOf(desk: Desk): readonly Tile[] {
  const { phone, texts } = desk
  const { network, notifications, settings } = phone
  const bluetooth = settings.get('global', 'bluetooth_on') === '1'
  return [
    {
      name: texts.internet,
      detail: network.wifi ? 'WLAN' : texts.off,
      glyph: 'wifi',
      on: network.wifi,
      toggle: () => (network.wifi = !network.wifi),
    },
    {
      name: texts.bluetooth,
      detail: bluetooth ? texts.on : texts.off,
      glyph: 'bluetooth',
      on: bluetooth,
      toggle: () => {
        settings.put('global', 'bluetooth_on', bluetooth ? '0' : '1')
      },
    },
    {
      name: texts.doNotDisturb,
      detail: notifications.zenMode === 'off' ? texts.off : texts.on,
      glyph: 'moon',
      on: notifications.zenMode !== 'off',
      toggle: () => {
        notifications.setZenMode(notifications.zenMode === 'off' ? 'priority' : 'off')
      },
    },
    {
      name: texts.airplane,
      detail: network.airplaneMode ? texts.on : texts.off,
      glyph: 'airplane',
      on: network.airplaneMode,
      toggle: () => (network.airplaneMode = !network.airplaneMode),
    },
  ]
}

/** The row of tiles over the notification list. */
export function quickTiles(desk: Desk, top: number): UiNode {
  const dp = desk.metrics.dp
  const bounds = box(dp(16), top, desk.metrics.width - dp(32), dp(64))
  const width = (bounds.right - bounds.left) / 4
  const tiles = tilesOf(desk).map((tile, index) =>
    tileView(desk, tile, box(bounds.left + index * width + dp(4), top + dp(4), width - dp(8), dp(56)), 'compact'),
  )
  return sysui('LinearLayout', 'quick_qs_panel', bounds, { children: tiles })
}

/** Quick settings in full: two columns of tiles. */
export function quickSettingsPanel(desk: Desk, top: number): UiNode {
  const dp = desk.metrics.dp
  const area = { left: dp(16), top, right: desk.metrics.width - dp(16), bottom: top + dp(72) * 2 + dp(8) }
  const width = (area.right - area.left) / 2
  const tiles = tilesOf(desk).map((tile, index) =>
    tileView(
      desk,
      tile,
      box(area.left + (index % 2) * width + dp(4), top + Math.floor(index / 2) * dp(72) + dp(4), width - dp(8), dp(64)),
      'wide',
    ),
  )
  return sysui('FrameLayout', 'quick_settings_container', area, {
    children: [
      sysui('ScrollView', 'expanded_qs_scroll_view', area, {
        children: [sysui('LinearLayout', 'quick_settings_panel', area, { children: tiles })],
      }),
    ],
  })
}

function tileView(desk: Desk, tile: Tile, bounds: Rect, shape: 'compact' | 'wide'): UiNode {
  const { metrics, palette } = desk
  const dp = metrics.dp
  const side = dp(24)
  const wide = shape === 'wide'
  const symbol = wide
    ? box(bounds.left + dp(16), (bounds.top + bounds.bottom - side) / 2, side, side)
    : box((bounds.left + bounds.right - side) / 2, (bounds.top + bounds.bottom - side) / 2, side, side)
  const text = { size: dp(14), color: 0xffffffff, lineHeight: dp(18), maxWidth: bounds.right - bounds.left - dp(56) }
  return sysui('Switch', '', bounds, {
    contentDescription: `${tile.name}, ${tile.detail}`,
    checkable: true,
    checked: tile.on,
    clickable: true,
    focusable: true,
    longClickable: true,
    actions: { click: tile.toggle },
    paint: [
      filled(bounds, tile.on ? palette.accent : 0x40ffffff, dp(shape === 'wide' ? 28 : 20)),
      { kind: 'image', rect: symbol, name: glyph(tile.glyph, 0xffffffff) },
    ],
    children: wide
      ? [
          label(
            sysui,
            'tile_label',
            tile.name,
            { left: symbol.right + dp(12), top: bounds.top + dp(13) },
            { ...text, bold: true },
          ),
          label(
            sysui,
            'app_label',
            tile.detail,
            { left: symbol.right + dp(12), top: bounds.top + dp(33) },
            { ...text, size: dp(12) },
          ),
        ]
      : [],
  })
}
