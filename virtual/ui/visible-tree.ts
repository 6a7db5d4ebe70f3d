import { intersect } from './geometry.ts'
import type { Rect, UiNode } from './node.ts'

/** A node as accessibility reports it: visible to the user, with the part of its bounds that can be seen. */
export interface VisibleNode {
  readonly node: UiNode
  /** Position among the parent's children before invisible ones were dropped, so gaps occur. */
  readonly index: number
  readonly bounds: Rect
  readonly children: readonly VisibleNode[]
}

/**
 * What of a window's tree is visible. A node outside the display or outside an ancestor that clips is dropped with
 * everything below it; the root stays whatever its bounds (AccessibilityNodeInfo.isVisibleToUser, AOSP
 * AccessibilityNodeInfoHelper.getVisibleBoundsInScreen).
 */
export function visibleTree(root: UiNode, display: Rect): VisibleNode {
  const bounds = intersect(root.bounds, display) ?? root.bounds
  return { node: root, index: 0, bounds, children: visibleChildren(root, clipOf(root, display)) }
}

function visibleChildren(parent: UiNode, clip: Rect): readonly VisibleNode[] {
  return parent.children.flatMap((node, index) => {
    const bounds = intersect(node.bounds, clip)
    if (bounds === undefined) return []
    return [{ node, index, bounds, children: visibleChildren(node, clipOf(node, clip)) }]
  })
}

function clipOf(node: UiNode, clip: Rect): Rect {
  if (!node.clips && !node.scrollable) return clip
  return intersect(node.bounds, clip) ?? { ...clip, right: clip.left, bottom: clip.top }
}

/** The node and everything below it in document order. */
export function* eachVisible(node: VisibleNode): Generator<VisibleNode> {
  yield node
  for (const child of node.children) yield* eachVisible(child)
}
