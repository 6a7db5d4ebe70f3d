import type { NotificationRecord } from '../../android/notification.ts'
import type { ShownWindow } from '../../android/phone.ts'
import { clockText, timeZoneOf, type Desk } from '../desk.ts'
import { box, heightOf } from '../geometry.ts'
import type { NodeActions, Rect, UiNode } from '../node.ts'
import { clearEntries } from '../notification-deeds.ts'
import {
  clearable,
  leaderOf,
  lockScreenForm,
  recordsOf,
  shadeSections,
  type ShadeEntry,
  type ShadeSections,
} from '../shade-model.ts'
import { filled, glyph, keyed, label, lineOfText, viewsOf } from '../view.ts'
import { placeGroup, placeRow, type Placed } from './notification-list.ts'
import { clearAllButton } from './shade-clear-all.ts'
import { type FoldPart, foldRow } from './shade-fold.ts'
import { quickSettingsPanel, quickTiles } from './quick-settings.ts'

const sysui = viewsOf('com.android.systemui')

/** Window title as mCurrentFocus names it: `StatusBar` up to Android 10, `NotificationShade` since. */
export function shadeTitle(apiLevel: number): string {
  return apiLevel <= 29 ? 'StatusBar' : 'NotificationShade'
}

/** The open shade: header, quick tiles, the notification list; or the quick settings in full. */
export function shadeWindow(desk: Desk): ShownWindow {
  const { metrics, phone, texts } = desk
  const settingsOpen = phone.statusBar.expanded === 'settings'
  const header = shadeHeader(desk)
  const tiles = settingsOpen ? quickSettingsPanel(desk, header.bounds.bottom) : quickTiles(desk, header.bounds.bottom)
  const listTop = tiles.bounds.bottom + metrics.dp(8)
  const frame = sysui(
    'FrameLayout',
    'qs_frame',
    { ...metrics.screen, bottom: tiles.bounds.bottom },
    { children: [tiles] },
  )
  const list = settingsOpen
    ? []
    : [
        notificationList(desk, {
          ...metrics.screen,
          top: listTop,
          bottom: metrics.height - metrics.navigationBarHeight,
        }),
      ]
  const container = sysui('FrameLayout', 'notification_container_parent', metrics.screen, {
    children: [frame, header, ...list],
  })
  const panel = sysui('FrameLayout', 'notification_panel', metrics.screen, {
    paneTitle: settingsOpen ? texts.quickSettingsPane : texts.shadePane,
    children: [container],
  })
  const root = sysui('FrameLayout', phone.rom.apiLevel >= 34 ? 'legacy_window_root' : '', metrics.screen, {
    actions: panelActions(desk),
    children: [
      sysui('View', 'scrim_behind', metrics.screen, { paint: [filled(metrics.screen, desk.palette.scrim)] }),
      ...(phone.rom.apiLevel >= 31 ? [sysui('View', 'scrim_notifications', { ...metrics.screen, top: listTop })] : []),
      panel,
    ],
  })
  return {
    title: shadeTitle(phone.rom.apiLevel),
    type: 'shade',
    packageName: 'com.android.systemui',
    root: keyed(root),
  }
}

/** A swipe up on what does not scroll closes the shade, a swipe down opens the quick settings. */
function panelActions(desk: Desk): NodeActions {
  return {
    click: () => {
      desk.phone.statusBar.collapse()
    },
    swipe: (dx, dy) => {
      if (Math.abs(dy) < desk.metrics.dp(48) || Math.abs(dx) > Math.abs(dy)) return false
      if (dy < 0) desk.phone.statusBar.collapse()
      else desk.phone.statusBar.expandSettings()
      return true
    },
  }
}

function shadeHeader(desk: Desk): UiNode {
  const { metrics, phone, texts, palette } = desk
  const dp = metrics.dp
  const top = metrics.statusBarHeight
  const bounds = box(0, top, metrics.width, dp(56))
  const clock = label(
    sysui,
    'clock',
    clockText(phone),
    { left: dp(24), top: top + dp(12) },
    { size: dp(26), color: palette.onWallpaper, lineHeight: dp(32) },
    { contentDescription: clockText(phone) },
  )
  const date = label(
    sysui,
    'date',
    texts.date(new Date(phone.clock.now()), timeZoneOf(phone)),
    { left: clock.bounds.right + dp(12), top: top + dp(20) },
    { size: dp(14), color: palette.onWallpaper, lineHeight: dp(20) },
  )
  const icons = systemIcons(desk, {
    right: metrics.width - dp(24),
    top: top + dp(20),
    id: 'shade_header_system_icons',
    ink: palette.onWallpaper,
  })
  return sysui(
    phone.rom.apiLevel >= 31 ? 'FrameLayout' : 'RelativeLayout',
    phone.rom.apiLevel >= 31 ? 'split_shade_status_bar' : 'header',
    bounds,
    { children: [clock, date, icons] },
  )
}

/** Signal, network and battery, right-aligned at `right`. */
export function systemIcons(
  desk: Desk,
  at: { readonly right: number; readonly top: number; readonly id: string; readonly ink: number },
): UiNode {
  const { phone, metrics, texts } = desk
  const { right, top, id, ink } = at
  const dp = metrics.dp
  const level = phone.power.battery.level
  const battery = box(right - dp(24), top + dp(3), dp(22), dp(12))
  const wifi = box(battery.left - dp(22), top + dp(1), dp(17), dp(16))
  const signal = box(wifi.left - dp(20), top + dp(1), dp(16), dp(16))
  const glyphs = [
    ...(phone.network.airplaneMode
      ? [{ kind: 'image' as const, rect: signal, name: glyph('airplane', ink) }]
      : [{ kind: 'image' as const, rect: signal, name: glyph('signal', ink) }]),
    ...(phone.network.wifi ? [{ kind: 'image' as const, rect: wifi, name: glyph('wifi', ink) }] : []),
  ]
  return sysui(
    'LinearLayout',
    id,
    { left: signal.left, top, right, bottom: top + dp(20) },
    {
      paint: glyphs,
      children: [
        sysui('LinearLayout', 'batteryRemainingIcon', battery, {
          contentDescription: texts.battery(level),
          paint: [
            { kind: 'rect', rect: battery, stroke: ink, strokeWidth: Math.max(1, dp(1)), radius: dp(3) },
            filled(
              box(
                battery.left + dp(2),
                battery.top + dp(2),
                ((battery.right - battery.left - dp(4)) * level) / 100,
                heightOf(battery) - dp(4),
              ),
              ink,
              dp(1),
            ),
          ],
        }),
      ],
    },
  )
}

/** The scroller with rows, section headers and the footer; everything beyond the viewport is cut off. */
function notificationList(desk: Desk, viewport: Rect): UiNode {
  const { metrics, memory } = desk
  const dp = metrics.dp
  const { open, folded } = apartFromFold(desk, shownRecords(desk))
  const isOpen = memory.foldOpen && folded.length > 0
  const sections = shadeSections(isOpen ? folded : open)
  const fold = folded.length === 0 ? undefined : isOpen ? 'header' : 'footer'
  const content = listContent(desk, sections, fold, viewport.top)
  const maximum = Math.max(0, content.bottom - viewport.bottom)
  memory.shadeScroll = Math.min(memory.shadeScroll, maximum)
  const placed =
    memory.shadeScroll === 0 ? content : listContent(desk, sections, fold, viewport.top - memory.shadeScroll)
  return sysui('ScrollView', 'notification_stack_scroller', viewport, {
    scrollable: maximum > 0,
    clips: true,
    children: placed.nodes,
    actions: {
      swipe: (dx, dy) => {
        if (Math.abs(dy) < dp(16) || Math.abs(dx) > Math.abs(dy) || maximum === 0) return false
        const next = Math.min(maximum, Math.max(0, memory.shadeScroll - dy))
        // At the end of the list the gesture belongs to the panel.
        if (next === memory.shadeScroll) return false
        memory.shadeScroll = next
        return true
      },
    },
  })
}

function listContent(
  desk: Desk,
  sections: ShadeSections,
  fold: FoldPart | undefined,
  top: number,
): { readonly nodes: readonly UiNode[]; readonly bottom: number } {
  const { metrics, palette, texts } = desk
  const dp = metrics.dp
  const column = { left: dp(16), width: metrics.width - dp(32) }
  const nodes: UiNode[] = []
  let y = top
  const all = [...sections.alerting, ...sections.silent]
  const placeFold = (part: FoldPart): void => {
    if (fold !== part) return
    nodes.push(foldRow(desk, part, box(column.left, y, column.width, dp(56))))
    y += dp(60)
  }
  placeFold('header')
  if (all.length === 0 && fold === undefined) {
    const empty = box(0, y + dp(24), metrics.width, dp(48))
    const view = sysui('TextView', 'no_notifications', empty, {
      text: texts.noNotifications,
      paint: [lineOfText(texts.noNotifications, empty, { size: dp(16), color: palette.onWallpaper, align: 'center' })],
    })
    return { nodes: [view], bottom: empty.bottom }
  }
  const add = (entry: ShadeEntry, first: boolean): void => {
    const placed = placeEntry(desk, entry, { ...column, top: y, first })
    nodes.push(placed.node)
    y += placed.height + dp(4)
  }
  sections.alerting.forEach((entry, index) => {
    add(entry, index === 0)
  })
  if (sections.silent.length > 0 && hasSections(desk)) {
    nodes.push(sectionHeader(desk, sections, box(column.left, y, column.width, dp(48))))
    y += dp(48)
  }
  sections.silent.forEach((entry, index) => {
    add(entry, sections.alerting.length === 0 && index === 0)
  })
  placeFold('footer')
  const canClear = all.flatMap(recordsOf).some(clearable)
  const footer = clearAllButton(desk, { ...column, top: y + dp(4) }, canClear, () => {
    clearEntries(desk, all)
    desk.memory.shadeScroll = 0
    // The panel closes by itself once nothing is left to see (NotificationPanelViewController).
    if (all.flatMap(recordsOf).every(clearable)) desk.phone.statusBar.collapse()
  })
  if (footer !== undefined) {
    nodes.push(footer)
    y = footer.bounds.bottom
  }
  return { nodes, bottom: y + dp(8) }
}

function apartFromFold(
  desk: Desk,
  records: readonly NotificationRecord[],
): { readonly open: readonly NotificationRecord[]; readonly folded: readonly NotificationRecord[] } {
  const isFolded = (record: NotificationRecord): boolean =>
    desk.phone.notifications.quirks.folded.has(record.packageName)
  return { open: records.filter((record) => !isFolded(record)), folded: records.filter(isFolded) }
}

/** Over the keyguard the shade keeps the lock screen's secrets. */
function shownRecords(desk: Desk): readonly NotificationRecord[] {
  const { phone } = desk
  const records = phone.notifications.list()
  return phone.power.locked ? records.filter((record) => lockScreenForm(phone, record) !== 'hidden') : records
}

function isRedacted(desk: Desk, record: NotificationRecord): boolean {
  return desk.phone.power.locked && lockScreenForm(desk.phone, record) === 'redacted'
}

/** ColorOS for mainland China mixes silent and alerting rows; sections came with Android 10. */
function hasSections(desk: Desk): boolean {
  return desk.phone.rom.apiLevel >= 29 && desk.phone.rom.vendor !== 'oppo'
}

function sectionHeader(desk: Desk, sections: ShadeSections, bounds: Rect): UiNode {
  const { metrics, palette, texts } = desk
  const dp = metrics.dp
  const clear = box(bounds.right - dp(48), bounds.top, dp(48), dp(48))
  return sysui('LinearLayout', '', bounds, {
    key: 'section:silent',
    children: [
      label(
        sysui,
        'header_label',
        texts.silent,
        { left: bounds.left + dp(16), top: bounds.top + dp(14) },
        { size: dp(14), color: palette.onWallpaper, lineHeight: dp(20) },
      ),
      sysui('ImageView', 'btn_clear_all', clear, {
        contentDescription: texts.clearSilent,
        clickable: true,
        focusable: true,
        actions: {
          click: () => {
            clearEntries(desk, sections.silent)
          },
        },
        paint: [
          {
            kind: 'image',
            rect: box(clear.left + dp(14), clear.top + dp(14), dp(20), dp(20)),
            name: glyph('close', palette.onWallpaper),
          },
        ],
      }),
    ],
  })
}

function placeEntry(
  desk: Desk,
  entry: ShadeEntry,
  at: { readonly left: number; readonly width: number; readonly top: number; readonly first: boolean },
): Placed {
  const leader = leaderOf(entry)
  if (entry.kind === 'row' || recordsOf(entry).some((record) => isRedacted(desk, record)))
    return placeRow(desk, leader, { ...at, redacted: isRedacted(desk, leader) })
  return placeGroup(desk, entry, at)
}
