import type { Props } from '../fabric/props.ts'
import { numberProp, objectProp, stringProp } from '../fabric/props.ts'
import type { Point } from '../layout/matrix.ts'
import { invert, mapPoint, transformOf } from '../layout/matrix.ts'
import type { View } from '../view/flattening.ts'

/** The view under a point, with its ancestors (nearest first) and the point in its own coordinates (dp). */
export interface Hit {
  readonly view: View
  readonly ancestors: readonly View[]
  readonly local: Point
}

/**
 * Which view gets a touch, as ReactAndroid's TouchTargetHelper.kt decides it: children before their parent, the last
 * drawn first. `x`, `y` in dp of the window.
 */
export function hitTest(views: readonly View[], x: number, y: number): Hit | undefined {
  for (let i = views.length - 1; i >= 0; i--) {
    const view = views[i]
    const hit = view === undefined ? undefined : hitView(view, x - view.x, y - view.y, [])
    if (hit !== undefined) return hit
  }
  return undefined
}

/** `x`, `y` relative to the view's untransformed box. */
function hitView(view: View, x: number, y: number, ancestors: readonly View[]): Hit | undefined {
  const { props } = view.family
  if (props['display'] === 'none') return undefined
  const inverse = invert(transformOf(props, view.width, view.height))
  if (inverse === undefined) return undefined
  const local = mapPoint(inverse, x, y)
  const pointerEvents = effectivePointerEvents(view.family.viewName, props)
  if (pointerEvents === 'none') return undefined
  const inside = isInside(view, local)
  if (pointerEvents !== 'box-only' && (inside || !clips(view))) {
    const scroll = view.family.scroll
    const path = [view, ...ancestors]
    for (let i = view.children.length - 1; i >= 0; i--) {
      const child = view.children[i]
      if (child === undefined) continue
      const hit = hitView(child, local.x + (scroll?.x ?? 0) - child.x, local.y + (scroll?.y ?? 0) - child.y, path)
      if (hit !== undefined) return hit
    }
  }
  return inside && pointerEvents !== 'box-none' ? { view, ancestors, local } : undefined
}

/** Children are drawn and touched only inside the view. */
export function clips(view: View): boolean {
  const { viewName, props } = view.family
  const overflow = stringProp(props, 'overflow')
  return isScrollView(viewName) || overflow === 'hidden' || overflow === 'scroll'
}

export function isScrollView(viewName: string): boolean {
  return viewName === 'RCTScrollView' || viewName === 'AndroidHorizontalScrollView'
}

/** android.view.View.isEnabled as React Native sets it. */
export function isEnabled(viewName: string, props: Props): boolean {
  if (objectProp(props, 'accessibilityState')?.['disabled'] === true) return false
  if (viewName === 'AndroidTextInput') return props['editable'] !== false
  return props['enabled'] !== false
}

type PointerEvents = 'auto' | 'none' | 'box-none' | 'box-only'

function effectivePointerEvents(viewName: string, props: Props): PointerEvents {
  const given = stringProp(props, 'pointerEvents')
  const own = given === 'none' || given === 'box-none' || given === 'box-only' ? given : 'auto'
  if (isEnabled(viewName, props)) return own
  if (own === 'auto') return 'box-none'
  return own === 'box-only' ? 'none' : own
}

function isInside(view: View, point: Point): boolean {
  const slop = hitSlop(view.family.props)
  return (
    point.x >= -slop.left &&
    point.x < view.width + slop.right &&
    point.y >= -slop.top &&
    point.y < view.height + slop.bottom
  )
}

function hitSlop(props: Props): { left: number; top: number; right: number; bottom: number } {
  const all = numberProp(props, 'hitSlop')
  if (all !== undefined) return { left: all, top: all, right: all, bottom: all }
  const sides = objectProp(props, 'hitSlop') ?? {}
  const side = (name: string): number => numberProp(sides, name) ?? 0
  return { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom') }
}
