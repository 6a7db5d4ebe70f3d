import { box } from './geometry.ts'
import { uiNode, type Paint, type Rect, type UiNode } from './node.ts'
import { textWidth } from './text-width.ts'

/** A node before it has a key: `keyed` gives every node of a finished tree one. */
export type Given = Partial<Omit<UiNode, 'className' | 'packageName' | 'bounds'>>

/** Makes the views of one package. A class without dots is one of android.widget or android.view. */
export type ViewMaker = (className: string, id: string, bounds: Rect, given?: Given) => UiNode

/** An id without a colon belongs to `packageName`; `android:title` is short for `android:id/title`. */
export function viewsOf(packageName: string): ViewMaker {
  return (className, id, bounds, given = {}) =>
    uiNode({
      key: '',
      ...given,
      className: fullClass(className),
      packageName,
      bounds,
      resourceId: fullId(packageName, id),
    })
}

function fullClass(name: string): string {
  if (name.includes('.')) return name
  return name === 'View' || name === 'ViewGroup' ? `android.view.${name}` : `android.widget.${name}`
}

function fullId(packageName: string, id: string): string {
  if (id === '') return ''
  if (id.includes(':id/')) return id
  const colon = id.indexOf(':')
  return colon < 0 ? `${packageName}:id/${id}` : `${id.slice(0, colon)}:id/${id.slice(colon + 1)}`
}

export interface LabelStyle {
  /** Text size in pixels. */
  readonly size: number
  readonly color: number
  readonly bold?: boolean
  readonly maxWidth?: number
  readonly align?: 'left' | 'center'
  /** Height of the line; 1.2 of the size unless given. */
  readonly lineHeight?: number
}

/** A one-line TextView whose bounds hug its text; centred ones fill `maxWidth`. */
export function label(
  make: ViewMaker,
  id: string,
  text: string,
  at: { readonly left: number; readonly top: number },
  style: LabelStyle,
  given: Given = {},
): UiNode {
  const lineHeight = style.lineHeight ?? Math.round(style.size * 1.2)
  const full = textWidth(text, style.size)
  const room = style.maxWidth ?? full
  const width = style.align === 'center' ? room : Math.min(full, room)
  const bounds = box(at.left, at.top, Math.max(1, width), lineHeight)
  return make('TextView', id, bounds, {
    text,
    ...given,
    // The estimate of the width may fall short of the font's: only a given width cuts what is drawn.
    paint: [...(given.paint ?? []), lineOfText(text, { ...bounds, right: bounds.left + room }, style, full > room)],
  })
}

/** One line of text, vertically in the middle of `bounds`. */
export function lineOfText(text: string, bounds: Rect, style: LabelStyle, cut = true): Paint {
  const center = style.align === 'center'
  return {
    kind: 'text',
    text,
    x: center ? (bounds.left + bounds.right) / 2 : bounds.left,
    baseline: (bounds.top + bounds.bottom) / 2 + style.size * 0.36,
    size: style.size,
    color: style.color,
    ...(style.bold === true ? { bold: true } : {}),
    ...(center ? { align: 'center' as const } : {}),
    ...(cut ? { maxWidth: bounds.right - bounds.left + 2 } : {}),
  }
}

export function filled(rect: Rect, fill: number, radius = 0): Paint {
  return { kind: 'rect', rect, fill, radius }
}

/**
 * Gives every node of a tree its key: the one it was made with, or its path of ids and positions. A node with a key of
 * its own keeps the identity of its subtree when its siblings come and go.
 */
export function keyed(root: UiNode): UiNode {
  return withKey(root, root.key === '' ? 'root' : root.key)
}

function withKey(node: UiNode, key: string): UiNode {
  const seen = new Map<string, number>()
  const children = node.children.map((child) => {
    if (child.key !== '') return withKey(child, child.key)
    const name =
      child.resourceId === ''
        ? child.className.slice(child.className.lastIndexOf('.') + 1)
        : child.resourceId.slice(child.resourceId.indexOf('/') + 1)
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return withKey(child, `${key}/${name}${count === 0 ? '' : String(count)}`)
  })
  return { ...node, key, children }
}

/** Name of a drawn symbol in a colour, for a paint of kind `image`. */
export function glyph(name: string, color: number): string {
  return `glyph:${name}:${color.toString(16).padStart(8, '0')}`
}
