/** Pixels; right and bottom are exclusive, as in UiAutomator's `bounds`. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * One node of what is on the screen. The same tree yields UiAutomator's XML, hit-testing and the picture.
 * Attribute values are those of android.view.accessibility.AccessibilityNodeInfo; an absent text is ''.
 */
export interface UiNode {
  readonly className: string
  readonly packageName: string
  /** Fully qualified (`android:id/title`), or the bare testID of a React Native view; '' if none. */
  readonly resourceId: string
  readonly text: string
  readonly contentDescription: string
  readonly hint: string
  readonly paneTitle: string
  readonly bounds: Rect
  readonly checkable: boolean
  readonly checked: boolean
  readonly clickable: boolean
  readonly enabled: boolean
  readonly focusable: boolean
  readonly focused: boolean
  readonly scrollable: boolean
  readonly longClickable: boolean
  readonly password: boolean
  readonly selected: boolean
  readonly children: readonly UiNode[]
  /** Drawn in order, before the children; coordinates are screen pixels. */
  readonly paint: readonly Paint[]
  /** Children are drawn and hit only inside the bounds. */
  readonly clips: boolean
  /** Identity across dumps: the same view keeps its key while it lives. Unique inside its window. */
  readonly key: string
  /** What touches do to a view of a system window. The app's own views are handled by its process instead. */
  readonly actions?: NodeActions
}

export interface NodeActions {
  readonly click?: () => void | Promise<void>
  readonly longClick?: () => void | Promise<void>
  /** A drag or fling that started on this node and ended `dx`,`dy` pixels away. Return false to let an ancestor have it. */
  readonly swipe?: (dx: number, dy: number) => boolean | Promise<boolean>
  readonly setText?: (text: string) => void | Promise<void>
}

/** Colours are `0xAARRGGBB` as unsigned numbers. */
export type Paint =
  | {
      readonly kind: 'rect'
      readonly rect: Rect
      readonly fill?: number
      readonly radius?: number
      readonly stroke?: number
      readonly strokeWidth?: number
    }
  | {
      readonly kind: 'text'
      readonly text: string
      readonly x: number
      /** y of the baseline */
      readonly baseline: number
      readonly size: number
      readonly color: number
      readonly bold?: boolean
      readonly align?: 'left' | 'center' | 'right'
      /** the drawn text is cut with an ellipsis to this width */
      readonly maxWidth?: number
    }
  | { readonly kind: 'image'; readonly rect: Rect; readonly name: string; readonly radius?: number }

/** A node with everything that is not given at its usual value. */
export function uiNode(given: Partial<UiNode> & Pick<UiNode, 'className' | 'packageName' | 'bounds' | 'key'>): UiNode {
  return {
    resourceId: '',
    text: '',
    contentDescription: '',
    hint: '',
    paneTitle: '',
    checkable: false,
    checked: false,
    clickable: false,
    enabled: true,
    focusable: false,
    focused: false,
    scrollable: false,
    longClickable: false,
    password: false,
    selected: false,
    children: [],
    paint: [],
    clips: false,
    ...given,
  }
}
