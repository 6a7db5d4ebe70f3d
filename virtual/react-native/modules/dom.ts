import { Edge } from 'yoga-layout/load'
import type { Realm } from '../app/realm.ts'
import { boxInRoot } from '../fabric/geometry.ts'
import type { Family, ShadowNode } from '../fabric/shadow-node.ts'
import type { Surface } from '../fabric/surface.ts'
import { documentPosition } from '../fabric/ui-manager.ts'
import type { LayoutTree } from '../layout/layout-tree.ts'
import { plainText } from '../text/text-style.ts'
import type { NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'

type Callback = (...args: unknown[]) => void
/** A node, or the root's tag. */
type Reference = ShadowNode | number

/** NativeDOM: what refs of 0.82 and later ask (src/private/webapis/dom/nodes/specs/NativeDOM.js). */
export function domModule(
  realm: Realm,
  surfaceOf: (rootTag: number) => Surface | undefined,
  layout: Pick<LayoutTree, 'border'>,
  uiManager: Readonly<Record<string, unknown>>,
): NativeModule {
  const rootHandles = new Map<number, object>()
  const familyOf = (reference: Reference): Family | undefined =>
    typeof reference === 'number' ? surfaceOf(reference)?.root.family : reference.family
  const handleOf = (family: Family): object | undefined => {
    const isRoot = family.parent === undefined
    return isRoot ? rootHandles.get(family.tag) : family.handle
  }
  const border = (family: Family): number[] =>
    [Edge.Top, Edge.Right, Edge.Bottom, Edge.Left].map((edge) => layout.border(family, edge))
  return {
    measure: uiManager['measure'] as Callback,
    measureInWindow: uiManager['measureInWindow'] as Callback,
    measureLayout: uiManager['measureLayout'] as Callback,
    setNativeProps: uiManager['setNativeProps'] as Callback,
    getBoundingClientRect: (reference: Reference) => {
      const family = familyOf(reference)
      const box = family === undefined ? { x: 0, y: 0, width: 0, height: 0 } : boxInRoot(family)
      return realm.toApp([box.x, box.y, box.width, box.height])
    },
    compareDocumentPosition: (a: Reference, b: Reference) => {
      const [one, other] = [familyOf(a), familyOf(b)]
      return one === undefined || other === undefined ? 1 : documentPosition(one, other)
    },
    getChildNodes: (reference: Reference) =>
      realm.array((familyOf(reference)?.committed?.children ?? []).map((child) => child.family.handle)),
    getParentNode: (reference: Reference) => {
      const parent = familyOf(reference)?.parent
      return parent === undefined ? null : (handleOf(parent) ?? null)
    },
    isConnected: (reference: Reference) => familyOf(reference)?.committed !== undefined,
    getOffset: (reference: Reference) => {
      const family = familyOf(reference)
      const parent = family?.parent
      if (family === undefined || parent === undefined) return realm.array([null, 0, 0])
      return realm.array([handleOf(parent) ?? null, family.frame.y, family.frame.x])
    },
    getScrollPosition: (reference: Reference) => {
      const scroll = familyOf(reference)?.scroll
      return realm.toApp([scroll?.x ?? 0, scroll?.y ?? 0])
    },
    getScrollSize: (reference: Reference) => {
      const family = familyOf(reference)
      return realm.toApp([
        Math.max(family?.content.width ?? 0, family?.frame.width ?? 0),
        Math.max(family?.content.height ?? 0, family?.frame.height ?? 0),
      ])
    },
    getInnerSize: (reference: Reference) => {
      const family = familyOf(reference)
      if (family === undefined) return realm.toApp([0, 0])
      const [top = 0, right = 0, bottom = 0, left = 0] = border(family)
      return realm.toApp([family.frame.width - left - right, family.frame.height - top - bottom])
    },
    getBorderWidth: (reference: Reference) => {
      const family = familyOf(reference)
      return realm.toApp(family === undefined ? [0, 0, 0, 0] : border(family))
    },
    getTagName: (reference: Reference) => {
      const name = familyOf(reference)?.viewName ?? ''
      return `RN:${name.replace(/^(RCT|Android)/, '').replace(/View$/, '') || 'View'}`
    },
    getTextContent: (reference: Reference) => {
      const node = familyOf(reference)?.committed
      return node === undefined ? '' : plainText(node)
    },
    linkRootNode: (rootTag: number, handle: object) => {
      rootHandles.set(rootTag, handle)
      return surfaceOf(rootTag)?.root ?? null
    },
    hasPointerCapture: () => false,
    setPointerCapture: noOperation,
    releasePointerCapture: noOperation,
  }
}
