import type { Display } from '../display.ts'
import type { Fonts } from '../text/fonts.ts'
import { layoutParagraph } from '../text/paragraph.ts'
import type { TextStyle } from '../text/paragraph.ts'
import type { Paint, Rect, UiNode } from '../../ui/node.ts'
import { uiNode } from '../../ui/node.ts'

export interface AlertOptions {
  readonly title?: string
  readonly message?: string
  readonly cancelable?: boolean
  readonly buttonPositive?: string
  readonly buttonNegative?: string
  readonly buttonNeutral?: string
  readonly items?: readonly string[]
}

export type AlertAnswer = { readonly kind: 'clicked'; readonly which: number } | { readonly kind: 'dismissed' }

interface OpenAlert {
  readonly id: number
  readonly options: AlertOptions
  readonly answer: (answer: AlertAnswer) => void
}

/** What a tap on a node of an alert does. */
interface Button {
  readonly key: string
  readonly bounds: Rect
  readonly which: number
}

/** AlertDialogs of the app: own windows in the platform's look. The newest is on top. */
export class AlertDialogs {
  readonly #display: Display
  readonly #fonts: Fonts
  readonly #packageName: string
  readonly #open: OpenAlert[] = []
  #lastId = 0
  #pressed: Button | undefined

  constructor(display: Display, fonts: Fonts, packageName: string) {
    this.#display = display
    this.#fonts = fonts
    this.#packageName = packageName
  }

  show(options: AlertOptions, answer: (answer: AlertAnswer) => void): void {
    // one alert fragment at a time: a new one dismisses the old (DialogModule.kt, dismissExisting)
    this.#close()
    this.#open.push({ id: ++this.#lastId, options, answer })
  }

  get shown(): boolean {
    return this.#open.length > 0
  }

  titles(): readonly string[] {
    return this.#open.map((alert) => alert.options.title ?? '')
  }

  roots(): readonly UiNode[] {
    return this.#open.map((alert) => this.#layout(alert).root)
  }

  /** BACK. */
  dismiss(): void {
    const alert = this.#open.at(-1)
    if (alert === undefined || alert.options.cancelable === false) return
    this.#close()
  }

  /** Screen pixels. */
  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): void {
    const alert = this.#open.at(-1)
    if (alert === undefined) return
    const { buttons, panel } = this.#layout(alert)
    const under = buttons.find((button) => contains(button.bounds, x, y))
    if (phase === 'down') {
      this.#pressed = under
      if (under === undefined && !contains(panel, x, y)) this.dismiss()
    } else if (phase === 'up') {
      const pressed = this.#pressed
      this.#pressed = undefined
      if (pressed !== undefined && pressed.key === under?.key) this.#choose(pressed.which)
    } else if (phase === 'cancel') {
      this.#pressed = undefined
    }
  }

  /** ACTION_CLICK; false when there is no such button. */
  click(key: string): boolean {
    const alert = this.#open.at(-1)
    const button = alert === undefined ? undefined : this.#layout(alert).buttons.find((one) => one.key === key)
    if (button === undefined) return false
    this.#choose(button.which)
    return true
  }

  #choose(which: number): void {
    this.#open.pop()?.answer({ kind: 'clicked', which })
  }

  #close(): void {
    this.#open.pop()?.answer({ kind: 'dismissed' })
  }

  /** AppCompat's abc_alert_dialog_material: parentPanel with title, message or list, and the button bar. */
  #layout(alert: OpenAlert): { readonly root: UiNode; readonly buttons: readonly Button[]; readonly panel: Rect } {
    const { density, width, height } = this.#display
    const dp = (value: number): number => Math.round(value * density)
    const prefix = `alert-${String(alert.id)}`
    const panelWidth = Math.min(width - dp(48), dp(560))
    const left = Math.round((width - panelWidth) / 2)
    const inner = panelWidth - dp(48)
    const { options } = alert
    const title = this.#text(options.title ?? '', this.#style(20, 0xde000000, 'medium'), inner)
    const message = this.#text(options.message ?? '', this.#style(16, 0x8a000000, 'regular'), inner)
    // AppCompat shows a list only when there is no message
    const items = options.message === undefined ? (options.items ?? []) : []
    const captions: readonly (readonly [string | undefined, number, string])[] = [
      [options.buttonNeutral, -3, 'button3'],
      [options.buttonNegative, -2, 'button2'],
      [options.buttonPositive, -1, 'button1'],
    ]
    const shownCaptions = captions.filter(([caption]) => caption !== undefined && caption !== '')
    const titleHeight = options.title === undefined || options.title === '' ? 0 : dp(18) + title.height
    const messageHeight = options.message === undefined || options.message === '' ? 0 : dp(20) + message.height
    const barHeight = shownCaptions.length > 0 ? dp(52) : dp(8)
    const panelHeight = titleHeight + messageHeight + items.length * dp(48) + dp(8) + barHeight
    const top = Math.round((height - panelHeight) / 2)
    const panel = { left, top, right: left + panelWidth, bottom: top + panelHeight }
    const buttons: Button[] = []
    const children: UiNode[] = []
    const widget = (
      name: string,
      className: string,
      id: string,
      bounds: Rect,
      text: string,
      paint: readonly Paint[],
      which?: number,
    ): UiNode => {
      const key = `${prefix}-${name}`
      if (which !== undefined) buttons.push({ key, bounds, which })
      const active = which !== undefined
      const resourceId = id
      return uiNode({
        key,
        className,
        packageName: this.#packageName,
        resourceId,
        bounds,
        text,
        paint,
        clickable: active,
        focusable: active,
      })
    }
    let y = top
    if (titleHeight > 0) {
      const bounds = { left: left + dp(24), top: y + dp(18), right: left + dp(24) + inner, bottom: y + titleHeight }
      const id = `${this.#packageName}:id/alert_title`
      children.push(widget('title', 'android.widget.TextView', id, bounds, options.title ?? '', title.paint(bounds)))
      y += titleHeight
    }
    if (messageHeight > 0) {
      const bounds = { left: left + dp(24), top: y + dp(20), right: left + dp(24) + inner, bottom: y + messageHeight }
      children.push(
        widget(
          'message',
          'android.widget.TextView',
          'android:id/message',
          bounds,
          options.message ?? '',
          message.paint(bounds),
        ),
      )
      y += messageHeight
    }
    items.forEach((item, index) => {
      const bounds = { left, top: y, right: panel.right, bottom: y + dp(48) }
      const text = this.#text(item, this.#style(16, 0xde000000, 'regular'), inner)
      const paint = text.paint({ ...bounds, left: left + dp(24), top: y + Math.round((dp(48) - text.height) / 2) })
      children.push(
        widget(`item-${String(index)}`, 'android.widget.TextView', 'android:id/text1', bounds, item, paint, index),
      )
      y += dp(48)
    })
    let right = panel.right - dp(8)
    for (const [caption, which, id] of [...shownCaptions].reverse()) {
      const style = this.#style(14, 0xff008577, 'medium')
      const text = this.#text((caption ?? '').toUpperCase(), style, inner)
      const buttonWidth = Math.max(dp(64), Math.ceil(text.width) + dp(16))
      const bounds = { left: right - buttonWidth, top: panel.bottom - dp(50), right, bottom: panel.bottom - dp(2) }
      const paint = text.paint({
        ...bounds,
        left: bounds.left + Math.round((buttonWidth - text.width) / 2),
        top: bounds.top + Math.round((dp(48) - text.height) / 2),
      })
      // the theme's textAllCaps: what is drawn and what accessibility reads are upper case
      children.push(
        widget(id, 'android.widget.Button', `android:id/${id}`, bounds, (caption ?? '').toUpperCase(), paint, which),
      )
      right -= buttonWidth
    }
    const root = uiNode({
      key: `${prefix}-decor`,
      className: 'android.widget.FrameLayout',
      packageName: this.#packageName,
      bounds: panel,
      paint: [{ kind: 'rect', rect: panel, fill: 0xffffffff, radius: dp(4) }],
      children: [
        uiNode({
          key: `${prefix}-content`,
          className: 'android.widget.FrameLayout',
          packageName: this.#packageName,
          resourceId: 'android:id/content',
          bounds: panel,
          children: [
            uiNode({
              key: `${prefix}-panel`,
              className: 'android.widget.LinearLayout',
              packageName: this.#packageName,
              resourceId: `${this.#packageName}:id/parentPanel`,
              bounds: panel,
              children,
            }),
          ],
        }),
      ],
    })
    return { root, buttons, panel }
  }

  #style(sp: number, color: number, weight: TextStyle['weight']): TextStyle {
    const size = Math.round(sp * this.#display.density * this.#display.fontScale)
    return { size, lineHeight: undefined, weight, letterSpacing: 0, color }
  }

  #text(
    text: string,
    style: TextStyle,
    maxWidth: number,
  ): { readonly width: number; readonly height: number; readonly paint: (bounds: Rect) => Paint[] } {
    const paragraph = layoutParagraph(
      this.#fonts,
      [{ text, style, tag: 0 }],
      { maxLines: 0, ellipsis: false, includeFontPadding: true },
      maxWidth,
    )
    return {
      width: paragraph.width,
      height: paragraph.height,
      paint: (bounds) =>
        paragraph.lines.flatMap((line) =>
          line.pieces.map((piece) => ({
            kind: 'text' as const,
            text: piece.text,
            x: bounds.left + piece.x,
            baseline: bounds.top + line.baseline,
            size: style.size,
            color: style.color,
            ...(style.weight === 'regular' ? {} : { bold: true }),
          })),
        ),
    }
  }
}

function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom
}
