import type { Realm } from '../app/realm.ts'
import type { EventDispatcher, EventHandler } from './events.ts'
import { eventPriority } from './events.ts'
import { boxInRoot } from './geometry.ts'
import type { Props } from './props.ts'
import { cleanProps, patchProps } from './props.ts'
import { Family } from './shadow-node.ts'
import type { ShadowNode } from './shadow-node.ts'

/** What the binding needs of its surroundings. */
export interface UiManagerHost {
  readonly realm: Realm
  readonly events: EventDispatcher
  commit(rootTag: number, children: readonly ShadowNode[]): void
  setNativeProps(family: Family, props: Props): void
  dispatchCommand(family: Family, command: string, args: readonly unknown[]): void
  /** JS wants the touches of this gesture for itself: scroll views must not take them. */
  blockNativeScrolling(blocked: boolean): void
  /** The component under a point of the window (dp). */
  familyAt(x: number, y: number): Family | undefined
  byTag(tag: number): Family | undefined
}

type Callback = (...args: unknown[]) => void

/**
 * `nativeFabricUIManager`, with the arguments and results of ReactCommon/react/renderer/uimanager/UIManagerBinding.cpp.
 * The renderer copies the functions when it is first required: the object must be complete before the bundle runs.
 */
export function uiManagerBinding(host: UiManagerHost): Record<string, unknown> {
  const { realm } = host
  return {
    createNode: (tag: number, viewName: string, rootTag: number, props: Props | null, handle: object): ShadowNode => ({
      family: new Family(tag, rootTag, viewName, handle),
      props: cleanProps(props),
      children: [],
    }),
    cloneNode: (node: ShadowNode): ShadowNode => ({ ...node, children: [...node.children] }),
    cloneNodeWithNewChildren: (node: ShadowNode, children?: ArrayLike<ShadowNode>): ShadowNode => ({
      ...node,
      children: children === undefined ? [] : Array.from(children),
    }),
    cloneNodeWithNewProps: (node: ShadowNode, diff: Props | null): ShadowNode => ({
      family: node.family,
      props: withDiff(node, diff),
      children: [...node.children],
    }),
    cloneNodeWithNewChildrenAndProps: (
      node: ShadowNode,
      second: Props | null | ArrayLike<ShadowNode>,
      third?: Props | null,
    ): ShadowNode =>
      third === undefined
        ? { family: node.family, props: withDiff(node, second as Props | null), children: [] }
        : { family: node.family, props: withDiff(node, third), children: Array.from(second as ArrayLike<ShadowNode>) },
    createChildSet: (): ShadowNode[] => [],
    appendChild: (parent: ShadowNode, child: ShadowNode): void => {
      parent.children.push(child)
    },
    appendChildToSet: (set: ShadowNode[], child: ShadowNode): void => {
      set.push(child)
    },
    completeRoot: (rootTag: number, set: readonly ShadowNode[]): void => {
      host.commit(rootTag, set)
    },
    registerEventHandler: (handler: EventHandler): void => {
      host.events.register(handler)
    },
    measure: (node: ShadowNode, callback: Callback): void => {
      const { family } = node
      const box = boxInRoot(family)
      const frame = family.committed === undefined ? box : family.frame
      callback(frame.x, frame.y, frame.width, frame.height, box.x, box.y)
    },
    measureInWindow: (node: ShadowNode, callback: Callback): void => {
      const box = boxInRoot(node.family)
      callback(box.x, box.y, box.width, box.height)
    },
    measureLayout: (node: ShadowNode, relativeTo: ShadowNode, onFail: Callback, onSuccess: Callback): void => {
      if (node.family.committed === undefined || relativeTo.family.committed === undefined) {
        onFail()
        return
      }
      const box = relativeBox(node.family, relativeTo.family)
      onSuccess(box.x, box.y, box.width, box.height)
    },
    getBoundingClientRect: (node: ShadowNode): unknown => {
      const box = boxInRoot(node.family)
      return realm.toApp([box.x, box.y, box.width, box.height])
    },
    getRelativeLayoutMetrics: (node: ShadowNode, ancestor: ShadowNode): unknown => {
      const box = relativeBox(node.family, ancestor.family)
      return realm.toApp({ left: box.x, top: box.y, width: box.width, height: box.height })
    },
    measureInstance: (node: ShadowNode): unknown => realm.toApp({ ...boxInRoot(node.family) }),
    findNodeAtPoint: (_node: ShadowNode, x: number, y: number, callback: Callback): void => {
      callback(host.familyAt(x, y)?.handle ?? null)
    },
    findShadowNodeByTag_DEPRECATED: (tag: number): ShadowNode | null => host.byTag(tag)?.committed ?? null,
    compareDocumentPosition: (a: ShadowNode, b: ShadowNode): number => documentPosition(a.family, b.family),
    setNativeProps: (node: ShadowNode, props: Props): void => {
      host.setNativeProps(node.family, props)
    },
    dispatchCommand: (node: ShadowNode, command: string, args: ArrayLike<unknown>): void => {
      host.dispatchCommand(node.family, command, Array.from(args))
    },
    setIsJSResponder: (_node: ShadowNode, isResponder: boolean, blockNative: boolean): void => {
      host.blockNativeScrolling(isResponder && blockNative)
    },
    sendAccessibilityEvent: (): void => undefined,
    configureNextLayoutAnimation: (_config: unknown, onSuccess?: Callback): void => {
      onSuccess?.()
    },
    unstable_DefaultEventPriority: eventPriority.default,
    unstable_DiscreteEventPriority: eventPriority.discrete,
    unstable_ContinuousEventPriority: eventPriority.continuous,
    unstable_IdleEventPriority: eventPriority.idle,
    unstable_getCurrentEventPriority: (): number => host.events.currentPriority,
  }
}

/** A React update of a prop wins over an earlier setNativeProps of it. */
function withDiff(node: ShadowNode, diff: Props | null): Props {
  const { family } = node
  if (family.nativeProps !== undefined && diff !== null) {
    family.nativeProps = Object.fromEntries(Object.entries(family.nativeProps).filter(([key]) => !(key in diff)))
  }
  return patchProps(node.props, diff)
}

function relativeBox(family: Family, ancestor: Family): ReturnType<typeof boxInRoot> {
  if (isInside(family, ancestor)) return boxInRoot(family, ancestor)
  const box = boxInRoot(family)
  const origin = boxInRoot(ancestor)
  return { ...box, x: box.x - origin.x, y: box.y - origin.y }
}

function isInside(family: Family, ancestor: Family): boolean {
  for (let at: Family | undefined = family; at !== undefined; at = at.parent) if (at === ancestor) return true
  return false
}

/** DOM's Node.compareDocumentPosition as a bit mask. */
export function documentPosition(a: Family, b: Family): number {
  if (a === b) return 0
  if (a.committed === undefined || b.committed === undefined) return 1
  if (isInside(b, a)) return 4 + 16
  if (isInside(a, b)) return 2 + 8
  const chain = (family: Family): Family[] => {
    const list: Family[] = []
    for (let at: Family | undefined = family; at !== undefined; at = at.parent) list.unshift(at)
    return list
  }
  const chainA = chain(a)
  const chainB = chain(b)
  let i = 0
  while (chainA[i] === chainB[i] && i < chainA.length) i++
  const children = chainA[i - 1]?.committed?.children.map((child) => child.family) ?? []
  const [x, y] = [chainA[i], chainB[i]]
  if (x === undefined || y === undefined) return 1
  return children.indexOf(x) < children.indexOf(y) ? 4 : 2
}
