import type { Props } from '../fabric/props.ts'
import { flagProp, isMeaningful, colorProp, numberProp, stringProp } from '../fabric/props.ts'
import type { Family, ShadowNode } from '../fabric/shadow-node.ts'

/** An Android view that a component became. */
export interface View {
  readonly family: Family
  /** dp, relative to the parent view's box; scrolling and transforms are not in it. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly children: readonly View[]
}

interface Traits {
  readonly formsView: boolean
  readonly formsStackingContext: boolean
  readonly childrenFormStackingContexts: boolean
}

/**
 * The views of a component's children, in drawing order, and the modals found on the way, whose content lives in windows
 * of their own. As react/renderer/mounting/internal/sliceChildShadowNodeViewPairs.cpp: what forms no view vanishes, what
 * forms a view without a stacking context stands before its children instead of around them.
 */
export function childViews(node: ShadowNode, modals: Family[]): View[] {
  const list: Slice[] = []
  slice(node, 0, 0, list, { index: 0 })
  if (list.some((item) => item.order !== 0)) list.sort((a, b) => a.order - b.order)
  const views: View[] = []
  for (const item of list) {
    const { family } = item.node
    if (family.viewName === 'RCTModalHostView') {
      modals.push(family)
      continue
    }
    if (!item.concrete) continue
    views.push({
      family,
      x: item.x,
      y: item.y,
      width: family.frame.width,
      height: family.frame.height,
      children: item.flattened || ownsItsText(family.viewName) ? [] : childViews(item.node, modals),
    })
  }
  return views
}

interface Slice {
  readonly node: ShadowNode
  readonly x: number
  readonly y: number
  readonly flattened: boolean
  readonly concrete: boolean
  readonly order: number
}

function slice(parent: ShadowNode, x: number, y: number, list: Slice[], staticIndex: { index: number }): void {
  const inherited = traitsOf(parent).childrenFormStackingContexts
  for (const node of parent.children) {
    if (node.family.viewName === 'RCTRawText' || node.family.viewName === 'RCTVirtualText') continue
    const { frame, props } = node.family
    const traits = traitsOf(node)
    const flattened = !traits.formsStackingContext && !inherited
    const item: Slice = {
      node,
      x: x + frame.x,
      y: y + frame.y,
      flattened,
      concrete: traits.formsView || inherited,
      order: isStatic(props) ? 0 : (numberProp(props, 'zIndex') ?? 0),
    }
    if (isStatic(props)) {
      list.splice(staticIndex.index, 0, item)
      staticIndex.index++
      if (flattened) slice(node, item.x, item.y, list, staticIndex)
    } else {
      list.push(item)
      if (flattened) slice(node, item.x, item.y, list, { index: list.length })
    }
  }
}

function ownsItsText(viewName: string): boolean {
  return viewName === 'RCTText' || viewName === 'AndroidTextInput'
}

/** ViewShadowNode.cpp and HostPlatformViewTraitsInitializer.h; every component but a plain view forms both. */
function traitsOf(node: ShadowNode): Traits {
  const { viewName, props } = node.family
  const childrenFormStackingContexts = flagProp(props, 'collapsableChildren') === false
  if (viewName !== 'RCTView') return { formsView: true, formsStackingContext: true, childrenFormStackingContexts }
  const formsStackingContext = formsContext(props)
  return { formsView: formsStackingContext || formsView(props), formsStackingContext, childrenFormStackingContexts }
}

function formsContext(props: Props): boolean {
  const pointerEvents = stringProp(props, 'pointerEvents')
  return (
    props['collapsable'] === false ||
    pointerEvents === 'none' ||
    pointerEvents === 'box-only' ||
    isNonEmpty(props['nativeID']) ||
    props['accessible'] === true ||
    (numberProp(props, 'opacity') ?? 1) !== 1 ||
    isNonEmpty(props['transform']) ||
    (props['zIndex'] !== undefined && !isStatic(props)) ||
    props['display'] === 'none' ||
    (props['overflow'] ?? 'visible') !== 'visible' ||
    handlers.some((handler) => props[handler] === true) ||
    isMeaningful(colorProp(props, 'shadowColor')) ||
    props['accessibilityElementsHidden'] === true ||
    props['accessibilityViewIsModal'] === true ||
    (props['importantForAccessibility'] ?? 'auto') !== 'auto' ||
    props['removeClippedSubviews'] === true ||
    (props['cursor'] ?? 'auto') !== 'auto' ||
    isNonEmpty(props['filter']) ||
    (props['mixBlendMode'] ?? 'normal') !== 'normal' ||
    props['isolation'] === 'isolate' ||
    isNonEmpty(props['experimental_accessibilityOrder']) ||
    (numberProp(props, 'elevation') ?? 0) !== 0
  )
}

function formsView(props: Props): boolean {
  return (
    isMeaningful(colorProp(props, 'backgroundColor')) ||
    borderWidths.some((name) => props[name] !== undefined) ||
    isNonEmpty(props['testID']) ||
    isNonEmpty(props['boxShadow']) ||
    isNonEmpty(props['backgroundImage']) ||
    isNonEmpty(props['experimental_backgroundImage']) ||
    (numberProp(props, 'outlineWidth') ?? 0) > 0 ||
    props['nativeBackgroundAndroid'] !== undefined ||
    props['nativeForegroundAndroid'] !== undefined ||
    props['focusable'] === true ||
    props['hasTVPreferredFocus'] === true ||
    props['needsOffscreenAlphaCompositing'] === true ||
    props['renderToHardwareTextureAndroid'] === true ||
    props['screenReaderFocusable'] === true
  )
}

function isStatic(props: Props): boolean {
  return props['position'] === 'static'
}

function isNonEmpty(value: unknown): boolean {
  return (typeof value === 'string' || Array.isArray(value)) && value.length > 0
}

/** ViewEvents: the flags that JS sets for handlers the native side must know of. */
const handlers = [
  'onPointerEnter',
  'onPointerEnterCapture',
  'onPointerMove',
  'onPointerMoveCapture',
  'onPointerLeave',
  'onPointerLeaveCapture',
  'onPointerDown',
  'onPointerDownCapture',
  'onPointerUp',
  'onPointerUpCapture',
  'onPointerOver',
  'onPointerOverCapture',
  'onPointerOut',
  'onPointerOutCapture',
  'onGotPointerCapture',
  'onLostPointerCapture',
  'onClick',
  'onClickCapture',
  'onMoveShouldSetResponder',
  'onMoveShouldSetResponderCapture',
  'onStartShouldSetResponder',
  'onStartShouldSetResponderCapture',
  'onResponderGrant',
  'onResponderReject',
  'onResponderStart',
  'onResponderEnd',
  'onResponderRelease',
  'onResponderMove',
  'onResponderTerminate',
  'onResponderTerminationRequest',
  'onShouldBlockNativeResponder',
  'onTouchStart',
  'onTouchMove',
  'onTouchEnd',
  'onTouchCancel',
]

const borderWidths = [
  '',
  'Horizontal',
  'Vertical',
  'Inline',
  'Block',
  'Start',
  'End',
  'Left',
  'Top',
  'Right',
  'Bottom',
].map((edge) => `border${edge}Width`)
