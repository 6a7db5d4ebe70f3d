import type { Rect } from './node.ts'

/** Whole pixels from left, top, width and height. */
export function box(left: number, top: number, width: number, height: number): Rect {
  const l = Math.round(left)
  const t = Math.round(top)
  return { left: l, top: t, right: l + Math.round(width), bottom: t + Math.round(height) }
}

export function widthOf(rect: Rect): number {
  return rect.right - rect.left
}

export function heightOf(rect: Rect): number {
  return rect.bottom - rect.top
}

/** As android.graphics.Rect.centerX and centerY: integer halves. */
export function centerOf(rect: Rect): { readonly x: number; readonly y: number } {
  return { x: (rect.left + rect.right) >> 1, y: (rect.top + rect.bottom) >> 1 }
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom
}

/** Undefined when the two share no pixel. */
export function intersect(a: Rect, b: Rect): Rect | undefined {
  const rect = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  }
  return rect.left < rect.right && rect.top < rect.bottom ? rect : undefined
}
