import { contains } from './geometry.ts'
import type { NodeActions, UiNode } from './node.ts'

/** The nodes under a point from the root to the deepest, later siblings first; [] when the root is not under it. */
export function nodesAt(root: UiNode, x: number, y: number): readonly UiNode[] {
  if (!contains(root.bounds, x, y)) return []
  for (const child of [...root.children].reverse()) {
    const below = nodesAt(child, x, y)
    if (below.length > 0 && reacts(below)) return [root, ...below]
  }
  return [root]
}

/** A decoration on top of a button must not swallow the tap: only branches that do something count. */
function reacts(path: readonly UiNode[]): boolean {
  return path.some((node) => node.actions !== undefined)
}

/** The deepest action of one kind on a path. Disabled views do nothing. */
export function deepest<Name extends keyof NodeActions>(
  path: readonly UiNode[],
  name: Name,
): NodeActions[Name] | undefined {
  for (const node of [...path].reverse()) {
    const action = node.enabled ? node.actions?.[name] : undefined
    if (action !== undefined) return action
  }
  return undefined
}

/** The node with this key, or undefined. */
export function findByKey(root: UiNode, key: string): UiNode | undefined {
  if (root.key === key) return root
  for (const child of root.children) {
    const found = findByKey(child, key)
    if (found !== undefined) return found
  }
  return undefined
}
