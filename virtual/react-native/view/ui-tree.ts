import type { ContentArea } from '../display.ts'
import { stringProp } from '../fabric/props.ts'
import { enclosing } from '../fabric/geometry.ts'
import { clips } from '../input/hit-test.ts'
import type { Matrix } from '../layout/matrix.ts'
import { multiply, transformOf, translation } from '../layout/matrix.ts'
import type { Rect, UiNode } from '../../ui/node.ts'
import { attributesOf } from './accessibility.ts'
import type { View } from './flattening.ts'
import type { PainterTools } from './paint.ts'
import { ownOpacity, paintView } from './paint.ts'

interface Position {
  /** From the parent view's coordinates to dp of the window. */
  readonly matrix: Matrix
  /** Screen pixels that are visible. */
  readonly clip: Rect
  readonly opacity: number
}

/** The nodes of a window's views. What is not visible is left out, with all that it contains. */
export function uiNodes(tools: PainterTools, packageName: string, views: readonly View[], area: ContentArea): UiNode[] {
  const clip = { left: area.left, top: area.top, right: area.left + area.width, bottom: area.top + area.height }
  const position: Position = { matrix: translation(0, 0), clip, opacity: 1 }
  return views.flatMap((view) => node(tools, packageName, view, area, position))
}

function node(tools: PainterTools, packageName: string, view: View, area: ContentArea, parent: Position): UiNode[] {
  const { family } = view
  const { props } = family
  const opacity = parent.opacity * ownOpacity(props)
  if (props['display'] === 'none') return []
  const matrix = multiply(
    parent.matrix,
    multiply(translation(view.x, view.y), transformOf(props, view.width, view.height)),
  )
  const rect = toPixels(tools.display.density, enclosing(matrix, view.width, view.height), area)
  const bounds = intersect(rect, parent.clip)
  if (bounds === undefined) return []
  const scroll = family.scroll
  const inner: Position = {
    matrix: scroll === undefined ? matrix : multiply(matrix, translation(-scroll.x, -scroll.y)),
    clip: clips(view) ? bounds : parent.clip,
    opacity,
  }
  return [
    {
      ...attributesOf(view),
      packageName,
      resourceId: stringProp(props, 'testID') ?? '',
      paneTitle: '',
      bounds,
      focused: tools.focused === family,
      children: view.children.flatMap((child) => node(tools, packageName, child, area, inner)),
      paint: opacity > 0 ? paintView(tools, family, rect, opacity) : [],
      clips: clips(view),
      key: String(family.tag),
    },
  ]
}

function toPixels(
  density: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  area: ContentArea,
): Rect {
  return {
    left: area.left + Math.round(box.x * density),
    top: area.top + Math.round(box.y * density),
    right: area.left + Math.round((box.x + box.width) * density),
    bottom: area.top + Math.round((box.y + box.height) * density),
  }
}

function intersect(a: Rect, b: Rect): Rect | undefined {
  const rect = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  }
  return rect.left < rect.right && rect.top < rect.bottom ? rect : undefined
}
