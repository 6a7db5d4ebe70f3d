import type { NotificationRecord } from '../../android/notification.ts'
import { labelOf, type Desk } from '../desk.ts'
import { appIcon } from '../app-icon.ts'
import { box } from '../geometry.ts'
import type { NodeActions, UiNode } from '../node.ts'
import { dismissEntry, openNotification, pressAction } from '../notification-deeds.ts'
import type { ShadeEntry } from '../shade-model.ts'
import { filled, glyph, label, viewsOf } from '../view.ts'
import { agoText, expandable, notificationRow } from './notification-row.ts'

/** Where a column of rows goes. */
export interface Column {
  readonly left: number
  readonly width: number
}

export interface Placed {
  readonly node: UiNode
  readonly height: number
}

const sysui = viewsOf('com.android.systemui')

/** A lone row. `first` is the topmost one, which the shade expands by itself where the ROM does not keep rows collapsed. */
export function placeRow(
  desk: Desk,
  record: NotificationRecord,
  at: Column & { readonly top: number; readonly first: boolean; readonly redacted: boolean },
): Placed {
  const expanded = desk.memory.expandedRows.get(record.key) ?? (at.first && !desk.phone.rom.notifications.collapsedRows)
  const form = at.redacted ? 'redacted' : expanded && expandable(desk, record, at.width) ? 'expanded' : 'collapsed'
  return notificationRow(desk, {
    record,
    left: at.left,
    top: at.top,
    width: at.width,
    form,
    actions: rowActions(desk, { kind: 'row', record }),
    onToggle: () => desk.memory.expandedRows.set(record.key, form !== 'expanded'),
    onAction: (index) => pressAction(desk, record, index),
  })
}

function rowActions(desk: Desk, entry: ShadeEntry): NodeActions {
  const record = entry.kind === 'row' ? entry.record : entry.summary
  return {
    click: () => openNotification(desk, record),
    swipe: (dx, dy) => {
      // A swipe sideways beyond a quarter of the row; anything else belongs to the list.
      if (Math.abs(dx) < desk.metrics.width / 4 || Math.abs(dx) < Math.abs(dy) * 1.5) return false
      dismissEntry(desk, entry)
      return true
    },
  }
}

/** A group: collapsed with one line per child, or expanded with a full row per child. */
export function placeGroup(
  desk: Desk,
  entry: ShadeEntry & { readonly kind: 'group' },
  at: Column & { readonly top: number },
): Placed {
  const dp = desk.metrics.dp
  const expanded = desk.memory.expandedGroups.has(entry.groupKey)
  const headerHeight = dp(56)
  const children: UiNode[] = []
  let y = at.top + (expanded ? headerHeight : dp(48))
  if (expanded) {
    for (const record of entry.children) {
      const row = placeRow(desk, record, { left: at.left, width: at.width, top: y, first: false, redacted: false })
      children.push(row.node)
      y += row.height + dp(1)
    }
  } else {
    // Eight lines at most; further children are not in the tree (NUMBER_OF_CHILDREN_WHEN_SYSTEM_EXPANDED and the like).
    for (const record of entry.children.slice(0, 8)) {
      children.push(childLine(desk, record, { ...at, top: y }))
      y += dp(27.4)
    }
    y += dp(6)
  }
  const height = y - at.top
  const bounds = box(at.left, at.top, at.width, height)
  const toggle = (): void => {
    if (expanded) desk.memory.expandedGroups.delete(entry.groupKey)
    else desk.memory.expandedGroups.add(entry.groupKey)
  }
  const tappable = entry.summary.content.contentIntent !== null
  const actions = rowActions(desk, entry)
  const node = sysui('FrameLayout', rowId(desk), bounds, {
    key: `group:${entry.groupKey}`,
    clickable: tappable,
    focusable: true,
    longClickable: true,
    // A group without an intent of its own opens when it is tapped.
    actions: tappable ? actions : { ...actions, click: toggle },
    paint: [filled(bounds, desk.palette.card, dp(desk.palette.cardRadiusDp))],
    children: [
      sysui('View', 'backgroundNormal', bounds),
      sysui('ViewGroup', 'notification_children_container', bounds, {
        children: [groupHeader(desk, entry, { ...at, height: headerHeight }, expanded, toggle), ...children],
      }),
    ],
  })
  return { node, height }
}

function groupHeader(
  desk: Desk,
  entry: ShadeEntry & { readonly kind: 'group' },
  at: Column & { readonly top: number; readonly height: number },
  expanded: boolean,
  toggle: () => void,
): UiNode {
  const dp = desk.metrics.dp
  const record = entry.summary
  const small = { size: dp(12), color: desk.palette.cardSecondary, lineHeight: dp(16) }
  const top = at.top + dp(20)
  const name = label(
    sysui,
    'android:app_name_text',
    labelOf(desk.phone, record.packageName),
    { left: at.left + dp(52), top },
    { ...small, maxWidth: at.width / 2 },
  )
  const divider = label(sysui, 'android:time_divider', '•', { left: name.bounds.right + dp(4), top }, small)
  const newest = entry.children[0] ?? record
  const time = label(
    sysui,
    'android:time',
    agoText(desk, newest.updatedAtMs),
    { left: divider.bounds.right + dp(4), top },
    small,
  )
  const iconBounds = box(at.left + dp(16), at.top + dp(16), dp(24), dp(24))
  const buttonBounds = box(at.left + at.width - dp(71), at.top, dp(71), at.height)
  const pill = box(buttonBounds.right - dp(56), at.top + dp(16), dp(40), dp(24))
  const number = expanded
    ? []
    : [
        label(
          sysui,
          'android:expand_button_number',
          String(entry.children.length),
          { left: pill.left + dp(8), top: pill.top + dp(4) },
          { ...small, color: desk.palette.cardText },
        ),
      ]
  const arrow = box(pill.right - dp(22), pill.top + dp(2), dp(20), dp(20))
  return sysui('RelativeLayout', 'android:notification_header', box(at.left, at.top, at.width, at.height), {
    children: [
      sysui(
        'ViewGroup',
        'android:notification_top_line',
        box(at.left + dp(52), at.top + dp(12), at.width - dp(123), dp(32)),
        { children: [name, divider, time] },
      ),
      sysui('FrameLayout', 'android:alternate_expand_target', box(at.left, at.top, dp(52), at.height), {
        clickable: true,
        actions: { click: toggle },
      }),
      sysui('ImageView', 'android:icon', iconBounds, {
        paint: appIcon(record.packageName, labelOf(desk.phone, record.packageName), iconBounds),
      }),
      sysui('Button', 'android:expand_button', buttonBounds, {
        contentDescription: expanded ? desk.texts.collapse : desk.texts.expand,
        clickable: true,
        focusable: true,
        actions: { click: toggle },
        children: [
          sysui('LinearLayout', 'android:expand_button_pill', pill, {
            paint: [filled(pill, 0x14000000, dp(12))],
            children: [
              ...number,
              sysui('ImageView', 'android:expand_button_icon', arrow, {
                paint: [
                  { kind: 'image', rect: arrow, name: glyph(expanded ? 'up' : 'down', desk.palette.cardSecondary) },
                ],
              }),
            ],
          }),
        ],
      }),
    ],
  })
}

/** One child of a collapsed group: title and text on one line; not clickable, the tap belongs to the group. */
function childLine(desk: Desk, record: NotificationRecord, at: Column & { readonly top: number }): UiNode {
  const dp = desk.metrics.dp
  const right = at.left + at.width - dp(12)
  const title = label(
    sysui,
    'notification_title',
    record.content.title ?? '',
    { left: at.left + dp(52), top: at.top },
    { size: dp(14), color: desk.palette.cardText, bold: true, maxWidth: at.width / 2, lineHeight: dp(19.4) },
  )
  const textLeft = title.bounds.right + dp(6)
  const text = label(
    sysui,
    'notification_text',
    record.content.text ?? '',
    { left: textLeft, top: at.top },
    { size: dp(14), color: desk.palette.cardSecondary, maxWidth: right - textLeft, lineHeight: dp(19.4) },
  )
  const bounds = box(at.left, at.top, at.width, dp(19.4))
  return sysui('FrameLayout', rowId(desk), bounds, {
    key: `row:${record.key}`,
    longClickable: true,
    children: [
      sysui('FrameLayout', 'expanded', bounds, {
        children: [sysui('LinearLayout', '', bounds, { children: [title, text] })],
      }),
    ],
  })
}

function rowId(desk: Desk): string {
  return desk.phone.rom.apiLevel >= 31 ? 'expandableNotificationRow' : ''
}
