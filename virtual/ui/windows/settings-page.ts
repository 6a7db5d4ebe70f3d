import type { NodeActions, Rect, UiNode } from '../node.ts'
import { appIcon } from '../app-icon.ts'
import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import { wrapText } from '../text-width.ts'
import { filled, label, lineOfText, viewsOf } from '../view.ts'

/** Views of the Settings app. */
export const settings = viewsOf('com.android.settings')
export const ink = 0xff1b1b1f
export const faint = 0xff5e5e66

/** One row of a page, made for the place where it begins. */
export type RowMaker = (top: number) => PageRow

export interface PageRow {
  readonly node: UiNode
  readonly height: number
}

/** A page: title above, its rows in a list below. */
export function page(desk: Desk, title: string, rows: readonly RowMaker[]): UiNode {
  const { metrics } = desk
  const dp = metrics.dp
  const barTop = metrics.statusBarHeight
  const bar = box(0, barTop, metrics.width, dp(104))
  let y = bar.bottom
  const nodes = rows.map((make) => {
    const row = make(y)
    y += row.height
    return row.node
  })
  const list = { ...metrics.screen, top: bar.bottom, bottom: metrics.height - metrics.navigationBarHeight }
  return settings('FrameLayout', '', metrics.screen, {
    paint: [filled(metrics.screen, 0xfff5f5f8)],
    children: [
      settings('FrameLayout', 'android:content', metrics.screen, {
        children: [
          settings('FrameLayout', 'collapsing_toolbar', bar, {
            contentDescription: title,
            children: [
              label(
                settings,
                '',
                title,
                { left: dp(24), top: bar.top + dp(48) },
                { size: dp(28), color: ink, maxWidth: metrics.width - dp(48) },
              ),
            ],
          }),
          settings('androidx.recyclerview.widget.RecyclerView', 'recycler_view', list, {
            clips: true,
            scrollable: y > list.bottom,
            focusable: true,
            children: nodes,
          }),
        ],
      }),
    ],
  })
}

/** A row with a title, and a summary below it. */
export function preference(
  desk: Desk,
  top: number,
  row: {
    readonly title: string
    readonly summary?: string
    readonly icon?: string
    readonly click?: () => void | Promise<void>
  },
): PageRow {
  const dp = desk.metrics.dp
  const bounds = box(0, top, desk.metrics.width, dp(72))
  const iconBox = box(dp(24), top + dp(18), dp(36), dp(36))
  const left = row.icon === undefined ? dp(24) : dp(76)
  const lines = row.summary === undefined ? dp(24) : dp(14)
  return {
    height: dp(72),
    node: settings('LinearLayout', '', bounds, {
      key: `row:${row.icon ?? row.title}`,
      ...(row.click === undefined ? {} : { clickable: true, focusable: true, actions: { click: row.click } }),
      children: [
        ...(row.icon === undefined
          ? []
          : [
              settings('LinearLayout', 'android:icon_frame', iconBox, {
                children: [
                  settings('ImageView', 'android:icon', iconBox, { paint: appIcon(row.icon, row.title, iconBox) }),
                ],
              }),
            ]),
        label(
          settings,
          'android:title',
          row.title,
          { left, top: top + lines },
          { size: dp(18), color: ink, maxWidth: desk.metrics.width - left - dp(24) },
        ),
        ...(row.summary === undefined
          ? []
          : [
              label(
                settings,
                'android:summary',
                row.summary,
                { left, top: top + dp(40) },
                { size: dp(14), color: faint, maxWidth: desk.metrics.width - left - dp(24) },
              ),
            ]),
      ],
    }),
  }
}

/** The switch of a whole page, above its rows. */
export function mainSwitch(desk: Desk, top: number, title: string, checked: boolean, toggle: () => void): PageRow {
  const { metrics, palette, phone } = desk
  const dp = metrics.dp
  const old = phone.rom.apiLevel < 31
  const bounds = box(dp(16), top + dp(8), metrics.width - dp(32), dp(64))
  const switchBox = box(bounds.right - dp(72), bounds.top + dp(16), dp(52), dp(32))
  return {
    height: dp(80),
    node: settings('LinearLayout', old ? 'switch_bar' : 'main_switch_bar', bounds, {
      key: 'main-switch',
      clickable: true,
      focusable: true,
      actions: { click: toggle },
      paint: [filled(bounds, 0xffe0e6f5, dp(28))],
      children: [
        label(
          settings,
          'switch_text',
          title,
          { left: bounds.left + dp(24), top: bounds.top + dp(21) },
          { size: dp(18), color: ink, maxWidth: switchBox.left - bounds.left - dp(32) },
        ),
        settings('Switch', old ? 'switch_widget' : 'android:switch_widget', switchBox, {
          checkable: true,
          checked,
          paint: switchPaint(switchBox, checked, palette.accent),
        }),
      ],
    }),
  }
}

/** A row with a switch at its end; where the row has an action of its own, the switch is a second target. */
export function switchRow(
  desk: Desk,
  top: number,
  given: {
    readonly key: string
    readonly title: string
    readonly summary?: string
    readonly checked: boolean
    readonly toggle: () => void
    readonly open?: () => Promise<void>
  },
): PageRow {
  const { metrics, palette } = desk
  const { checked, key, open, summary, title, toggle } = given
  const dp = metrics.dp
  const row = preference(desk, top, { title, ...(summary === undefined ? {} : { summary }) })
  const switchBox = box(metrics.width - dp(76), top + dp(20), dp(52), dp(32))
  const actions: NodeActions = { click: toggle }
  const frame = settings('LinearLayout', 'android:widget_frame', switchBox, {
    children: [
      settings('Switch', open === undefined ? 'android:switch_widget' : 'switchWidget', switchBox, {
        checkable: true,
        checked,
        ...(open === undefined ? {} : { clickable: true, focusable: true, actions }),
        paint: switchPaint(switchBox, checked, palette.accent),
      }),
    ],
  })
  return {
    height: row.height,
    node: {
      ...row.node,
      key,
      clickable: true,
      focusable: true,
      actions: open === undefined ? actions : { click: open },
      children: [...row.node.children, frame],
    },
  }
}

function switchPaint(bounds: Rect, checked: boolean, accent: number): UiNode['paint'] {
  const height = bounds.bottom - bounds.top
  const knob = box(checked ? bounds.right - height + 4 : bounds.left + 4, bounds.top + 4, height - 8, height - 8)
  return [filled(bounds, checked ? accent : 0xffb9bcc6, height / 2), filled(knob, 0xffffffff, height / 2)]
}

/** Words below the rows. */
export function footer(desk: Desk, top: number, text: string): PageRow {
  const { metrics } = desk
  const dp = metrics.dp
  const width = metrics.width - dp(48)
  const lines = wrapText(text, dp(14), width)
  const bounds = box(dp(24), top + dp(16), width, lines.length * dp(20))
  return {
    height: bounds.bottom - top + dp(16),
    node: settings('TextView', 'android:title', bounds, {
      text,
      paint: lines.map((line, index) =>
        lineOfText(line, box(bounds.left, bounds.top + index * dp(20), width, dp(20)), { size: dp(14), color: faint }),
      ),
    }),
  }
}
