import type { NotificationRecord } from '../../android/notification.ts'
import { appIcon } from '../app-icon.ts'
import { labelOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { NodeActions, Rect, UiNode } from '../node.ts'
import { clearable } from '../shade-model.ts'
import { textWidth, wrapText } from '../text-width.ts'
import { filled, glyph, label, lineOfText, viewsOf, type Given, type ViewMaker } from '../view.ts'

/** One notification in the list and on the lock screen. */
export interface RowRequest {
  readonly record: NotificationRecord
  readonly left: number
  readonly top: number
  readonly width: number
  readonly form: 'collapsed' | 'expanded' | 'redacted'
  readonly actions: NodeActions
  readonly onToggle: () => void
  readonly onAction: (index: number) => void | Promise<void>
}

const sysui = viewsOf('com.android.systemui')

/** Whether there is more to show than a collapsed row does. */
export function expandable(desk: Desk, record: NotificationRecord, width: number): boolean {
  const { content } = record
  if ((content.actions?.length ?? 0) > 0) return true
  const body = content.bigText ?? content.text ?? ''
  if (content.bigText !== undefined && content.bigText !== null && content.bigText !== content.text) return true
  return textWidth(body, desk.metrics.dp(14)) > width - desk.metrics.dp(108) || body.includes('\n')
}

/**
 * A row with the ids of its Android version: header on top up to 11, headerless when collapsed from 12 on. Layouts:
 * notification_template_header.xml, notification_template_material_base.xml of the framework,
 * status_bar_notification_row.xml of SystemUI.
 */
export function notificationRow(desk: Desk, request: RowRequest): { readonly node: UiNode; readonly height: number } {
  const { record, form } = request
  const modern = desk.phone.rom.apiLevel >= 31
  const canExpand = form !== 'redacted' && expandable(desk, record, request.width)
  const draft = new RowDraft(desk, request, canExpand)
  const inside = modern && form !== 'expanded' ? draft.headerless() : draft.withHeader(modern)
  const bounds = box(request.left, request.top, request.width, inside.height)
  const tappable = record.content.contentIntent !== null
  const row = sysui('FrameLayout', modern ? 'expandableNotificationRow' : '', bounds, {
    key: `row:${record.key}`,
    clickable: tappable,
    focusable: true,
    longClickable: clearable(record),
    actions: request.actions,
    paint: [filled(bounds, desk.palette.card, desk.metrics.dp(desk.palette.cardRadiusDp))],
    children: [
      sysui('View', 'backgroundNormal', bounds),
      ...(desk.phone.rom.apiLevel <= 34 ? [sysui('View', 'backgroundDimmed', bounds)] : []),
      sysui('FrameLayout', form === 'redacted' ? 'expandedPublic' : 'expanded', bounds, {
        children: [
          sysui('FrameLayout', 'android:status_bar_latest_event_content', bounds, { children: inside.children }),
        ],
      }),
    ],
  })
  return { node: row, height: inside.height }
}

class RowDraft {
  readonly #desk: Desk
  readonly #request: RowRequest
  readonly #canExpand: boolean
  readonly #make: ViewMaker

  constructor(desk: Desk, request: RowRequest, canExpand: boolean) {
    this.#desk = desk
    this.#request = request
    this.#canExpand = canExpand
    this.#make = sysui
  }

  /** Android 12+, collapsed: icon left, title with the time beside it, one line of text, expand button right. */
  headerless(): { readonly children: readonly UiNode[]; readonly height: number } {
    const { left, top, width } = this.#request
    const dp = this.#dp
    const height = dp(83)
    const textLeft = left + dp(52)
    const textRight = left + width - dp(56)
    const title = this.#title(textLeft, top + dp(20), textRight - textLeft - dp(56))
    const time = this.#time(
      textLeft + (title === undefined ? 0 : title.bounds.right - textLeft) + dp(14),
      top + dp(22),
      this.#desk.phone.rom.apiLevel,
    )
    const divider =
      title === undefined
        ? []
        : [
            label(
              this.#make,
              'android:time_divider',
              '•',
              { left: title.bounds.right + dp(4), top: top + dp(22) },
              this.#small(),
            ),
          ]
    const topLine = this.#make(
      'ViewGroup',
      'android:notification_top_line',
      box(textLeft, top + dp(20), textRight - textLeft, dp(20)),
      {
        children: [...(title === undefined ? [] : [title]), ...divider, time],
      },
    )
    const body = this.#body(textLeft, top + dp(41), textRight - textLeft)
    const mainColumn = this.#make(
      'LinearLayout',
      'android:notification_main_column',
      box(textLeft, top + dp(41), textRight - textLeft, dp(20)),
      {
        children: [
          this.#make('FrameLayout', '', box(textLeft, top + dp(41), textRight - textLeft, dp(20)), {
            children: body === undefined ? [] : [body],
          }),
        ],
      },
    )
    const column = this.#make(
      'LinearLayout',
      'android:notification_headerless_view_column',
      box(textLeft, top, textRight - textLeft, height),
      {
        children: [topLine, mainColumn],
      },
    )
    const rowBox = box(textLeft, top, width - dp(52), height)
    const view = this.#make('LinearLayout', 'android:notification_headerless_view_row', rowBox, {
      children: [column, ...(this.#canExpand ? [this.#touchContainer(height)] : [])],
    })
    return { children: [this.#expandTarget(dp(52), height), this.#icon(top + dp(29)), view], height }
  }

  /** The header with the app's name: every row up to Android 11, expanded ones after. */
  withHeader(modern: boolean): { readonly children: readonly UiNode[]; readonly height: number } {
    const { left, top, width, form } = this.#request
    const dp = this.#dp
    const textLeft = left + dp(modern ? 52 : 16)
    const textWidthPx = width - dp(modern ? 52 : 16) - dp(16)
    const header = this.#header(modern)
    let y = top + dp(modern ? 44 : 42)
    const parts: UiNode[] = []
    const title = this.#title(textLeft, y, textWidthPx)
    if (title !== undefined) {
      parts.push(title)
      y += dp(20)
    }
    const body = form === 'expanded' ? this.#bigText(textLeft, y, textWidthPx) : this.#body(textLeft, y, textWidthPx)
    if (body !== undefined) {
      parts.push(body)
      y = body.bounds.bottom
    }
    const column = this.#make(
      'LinearLayout',
      'android:notification_main_column',
      { left: textLeft, top: top + dp(42), right: textLeft + textWidthPx, bottom: Math.max(y, top + dp(62)) },
      { children: parts },
    )
    const actions = form === 'expanded' ? this.#actionButtons(y + dp(8)) : undefined
    const bottom = actions === undefined ? y + dp(14) : actions.bounds.bottom
    const height = Math.max(bottom - top, dp(modern ? 83 : 92))
    return { children: [header, column, ...(actions === undefined ? [] : [actions])], height }
  }

  #header(modern: boolean): UiNode {
    const { left, top, width, record } = this.#request
    const dp = this.#dp
    const small = this.#small()
    const name = label(
      this.#make,
      'android:app_name_text',
      labelOf(this.#desk.phone, record.packageName),
      { left: left + dp(modern ? 52 : 40), top: top + dp(16) },
      { ...small, maxWidth: width / 2 },
    )
    const subText = record.content.subText ?? ''
    const extra =
      subText === ''
        ? []
        : [
            label(
              this.#make,
              'android:header_text',
              subText,
              { left: name.bounds.right + dp(12), top: top + dp(16) },
              { ...small, maxWidth: width / 4 },
            ),
          ]
    const afterName = (extra[0] ?? name).bounds.right
    const divider = label(
      this.#make,
      'android:time_divider',
      '•',
      { left: afterName + dp(4), top: top + dp(16) },
      small,
    )
    const time = this.#time(divider.bounds.right + dp(4), top + dp(16), this.#desk.phone.rom.apiLevel)
    const line = [name, ...extra, divider, time]
    const headerBox = box(left, top, width, dp(modern ? 56 : 42))
    const icon = this.#icon(top + dp(modern ? 16 : 14))
    const expand = this.#canExpand ? [this.#expandButton(headerBox)] : []
    if (!modern) {
      return this.#make('FrameLayout', 'android:notification_header', headerBox, {
        children: [icon, ...line, ...expand],
      })
    }
    return this.#make('RelativeLayout', 'android:notification_header', headerBox, {
      children: [
        this.#make(
          'ViewGroup',
          'android:notification_top_line',
          box(left + dp(52), top + dp(12), width - dp(108), dp(24)),
          { children: line },
        ),
        this.#expandTarget(dp(52), dp(56)),
        icon,
        ...expand,
      ],
    })
  }

  #title(left: number, top: number, maxWidth: number): UiNode | undefined {
    const { form, record } = this.#request
    const title = form === 'redacted' ? labelOf(this.#desk.phone, record.packageName) : record.content.title
    if (title === null || title === '') return undefined
    return label(
      this.#make,
      'android:title',
      title,
      { left, top },
      { size: this.#dp(14), color: this.#desk.palette.cardText, bold: true, maxWidth, lineHeight: this.#dp(19.4) },
    )
  }

  #body(left: number, top: number, maxWidth: number): UiNode | undefined {
    const { form, record } = this.#request
    const text = form === 'redacted' ? this.#desk.texts.contentsHidden : record.content.text
    if (text === null || text === '') return undefined
    // One line is drawn, with an ellipsis; the accessibility text is the whole.
    const style = { size: this.#dp(14), color: this.#desk.palette.cardSecondary, maxWidth, lineHeight: this.#dp(20) }
    const bounds = box(left, top, maxWidth, this.#dp(20))
    return this.#make('TextView', 'android:text', bounds, {
      text,
      paint: [lineOfText(text.replaceAll('\n', ' '), bounds, style)],
    })
  }

  #bigText(left: number, top: number, maxWidth: number): UiNode | undefined {
    const { content } = this.#request.record
    const big = content.bigText ?? ''
    const text = big === '' ? (content.text ?? '') : big
    if (text === '') return undefined
    const lineHeight = this.#dp(20)
    const lines = wrapText(text, this.#dp(14), maxWidth).slice(0, 12)
    const style = { size: this.#dp(14), color: this.#desk.palette.cardSecondary }
    // A plain style keeps its `text`; BigTextStyle has `big_text` in its place.
    const bigStyle = big !== '' || desk12(this.#desk)
    return this.#make(
      'TextView',
      bigStyle ? 'android:big_text' : 'android:text',
      box(left, top, maxWidth, lineHeight * lines.length),
      {
        text,
        paint: lines.map((line, index) =>
          lineOfText(line, box(left, top + index * lineHeight, maxWidth, lineHeight), style),
        ),
      },
    )
  }

  #actionButtons(top: number): UiNode | undefined {
    const { record, left, width, onAction } = this.#request
    const given = record.content.actions ?? []
    if (given.length === 0) return undefined
    const dp = this.#dp
    const area = box(left, top, width, dp(48))
    let x = left + dp(16)
    const buttons = given.map((action, index) => {
      const bounds = box(x, top, textWidth(action.title, dp(14)) + dp(24), dp(48))
      x = bounds.right
      return this.#make('Button', 'android:action0', bounds, {
        text: action.title,
        clickable: true,
        focusable: true,
        actions: { click: () => onAction(index) },
        paint: [
          lineOfText(action.title, bounds, {
            size: dp(14),
            color: this.#desk.palette.accent,
            bold: true,
            align: 'center',
          }),
        ],
      })
    })
    return this.#make('FrameLayout', 'android:actions_container', area, {
      children: [
        this.#make('LinearLayout', 'android:actions_container_layout', area, {
          children: [this.#make('LinearLayout', 'android:actions', area, { children: buttons })],
        }),
      ],
    })
  }

  #time(left: number, top: number, apiLevel: number): UiNode {
    const { record } = this.#request
    const at = record.content.when > 0 ? record.content.when : record.postedAtMs
    const text = agoText(this.#desk, at)
    // DateTimeView draws "1h" and says "1 hour ago" to accessibility.
    return label(
      this.#make,
      'android:time',
      text,
      { left, top },
      this.#small(),
      apiLevel >= 31 ? {} : { contentDescription: text },
    )
  }

  #icon(top: number): UiNode {
    const { left, record } = this.#request
    const side = this.#dp(desk12(this.#desk) ? 24 : 18)
    const bounds = box(left + this.#dp(16), top, side, side)
    return this.#make('ImageView', 'android:icon', bounds, {
      paint: appIcon(record.packageName, labelOf(this.#desk.phone, record.packageName), bounds),
    })
  }

  #expandTarget(width: number, height: number): UiNode {
    return this.#make(
      'FrameLayout',
      'android:alternate_expand_target',
      box(this.#request.left, this.#request.top, width, height),
      this.#canExpand ? { clickable: true, actions: { click: this.#request.onToggle } } : {},
    )
  }

  #touchContainer(height: number): UiNode {
    const { left, top, width } = this.#request
    const bounds = box(left + width - this.#dp(56), top, this.#dp(56), height)
    return this.#make('FrameLayout', 'android:expand_button_touch_container', bounds, {
      children: [this.#expandButton(bounds)],
    })
  }

  #expandButton(within: Rect): UiNode {
    const dp = this.#dp
    const expanded = this.#request.form === 'expanded'
    const texts = this.#desk.texts
    const bounds = { ...within, left: within.right - dp(56) }
    const pill = box(bounds.left + dp(16), (bounds.top + bounds.bottom) / 2 - dp(12), dp(24), dp(24))
    const icon = this.#make('ImageView', 'android:expand_button_icon', pill, {
      paint: [
        filled(pill, 0x14000000, dp(12)),
        { kind: 'image', rect: pill, name: glyph(expanded ? 'up' : 'down', this.#desk.palette.cardSecondary) },
      ],
    })
    const given: Given = {
      contentDescription: expanded ? texts.collapse : texts.expand,
      clickable: true,
      focusable: true,
      actions: { click: this.#request.onToggle },
    }
    if (!desk12(this.#desk))
      return this.#make('ImageView', 'android:expand_button', pill, { ...given, paint: icon.paint })
    return this.#make('Button', 'android:expand_button', bounds, {
      ...given,
      children: [this.#make('LinearLayout', 'android:expand_button_pill', pill, { children: [icon] })],
    })
  }

  #small(): { readonly size: number; readonly color: number; readonly lineHeight: number } {
    return { size: this.#dp(12), color: this.#desk.palette.cardSecondary, lineHeight: this.#dp(16) }
  }

  readonly #dp = (value: number): number => this.#desk.metrics.dp(value)
}

function desk12(desk: Desk): boolean {
  return desk.phone.rom.apiLevel >= 31
}

/** DateTimeView's words for a moment in the past. */
export function agoText(desk: Desk, atMs: number): string {
  const minutes = Math.floor((desk.phone.clock.now() - atMs) / 60_000)
  if (minutes < 1) return desk.texts.now
  if (minutes < 60) return desk.texts.minutesAgo(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? desk.texts.hoursAgo(hours) : desk.texts.daysAgo(Math.floor(hours / 24))
}
