import type { Config, Node, Yoga } from 'yoga-layout/load'
import { Direction, Edge, Errata, MeasureMode, Overflow, PositionType } from 'yoga-layout/load'
import type { Props } from '../fabric/props.ts'
import type { Family, ShadowNode } from '../fabric/shadow-node.ts'
import { applyStyle, sameStyle } from './style-setters.ts'

/** dp. `exact`: the width is given and not only the most that is allowed. */
export type MeasureContent = (
  node: ShadowNode,
  width: { readonly value: number; readonly exact: boolean },
) => { readonly width: number; readonly height: number }

export interface Size {
  readonly width: number
  readonly height: number
}

interface Entry {
  readonly yoga: Node
  revision: ShadowNode
  props: Props
  children: readonly Entry[]
}

/**
 * Keeps one Yoga node per mounted component and lays out what changed. Frames are written into the families, dp relative
 * to the parent, on the pixel grid.
 */
export class LayoutTree {
  readonly #yoga: Yoga
  readonly #config: Config
  readonly #measure: MeasureContent
  readonly #warn: (message: string) => void
  readonly #entries = new Map<Family, Entry>()
  #windowSize: Size = { width: 0, height: 0 }

  constructor(yoga: Yoga, density: number, measure: MeasureContent, warn: (message: string) => void) {
    this.#yoga = yoga
    this.#config = yoga.Config.create()
    this.#config.setPointScaleFactor(density)
    this.#config.setUseWebDefaults(false)
    // The compatibility mode that React Native's root asks for (YogaLayoutableShadowNode.cpp, layoutTree).
    this.#config.setErrata(Errata.All)
    this.#measure = measure
    this.#warn = warn
  }

  /** Lays the tree out in a window of that size (dp). */
  update(root: ShadowNode, size: Size): void {
    const resized = size.width !== this.#windowSize.width || size.height !== this.#windowSize.height
    this.#windowSize = size
    const seen = new Set<Family>()
    const entry = this.#sync(root, seen, resized)
    for (const [family, old] of this.#entries) {
      if (seen.has(family)) continue
      old.yoga.free()
      this.#entries.delete(family)
    }
    entry.yoga.setWidth(size.width)
    entry.yoga.setHeight(size.height)
    entry.yoga.calculateLayout(size.width, size.height, Direction.LTR)
    this.#readBack(root)
  }

  /** What is written as padding and border of a component, dp. */
  insets(family: Family): {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  } {
    const yoga = this.#entries.get(family)?.yoga
    if (yoga === undefined) return { left: 0, top: 0, right: 0, bottom: 0 }
    const inset = (edge: Edge): number => yoga.getComputedPadding(edge) + yoga.getComputedBorder(edge)
    return { left: inset(Edge.Left), top: inset(Edge.Top), right: inset(Edge.Right), bottom: inset(Edge.Bottom) }
  }

  /** The component's own content changed (typed text): it is measured again by the next update. */
  markDirty(family: Family): void {
    const entry = this.#entries.get(family)
    if (entry !== undefined && measured.has(family.viewName)) entry.yoga.markDirty()
  }

  border(family: Family, edge: Edge): number {
    return this.#entries.get(family)?.yoga.getComputedBorder(edge) ?? 0
  }

  dispose(): void {
    for (const entry of this.#entries.values()) entry.yoga.free()
    this.#entries.clear()
    this.#config.free()
  }

  #sync(node: ShadowNode, seen: Set<Family>, resized: boolean): Entry {
    const { family } = node
    seen.add(family)
    const props = family.props
    const old = this.#entries.get(family)
    const isModal = family.viewName === 'RCTModalHostView'
    let entry = old
    if (entry === undefined || !sameStyle(entry.props, props) || (isModal && resized)) {
      entry = { yoga: this.#create(node, props), revision: node, props, children: [] }
      this.#entries.set(family, entry)
    } else if (measured.has(family.viewName) && (entry.revision !== node || entry.props !== props)) {
      entry.yoga.markDirty()
    }
    entry.revision = node
    entry.props = props
    if (!measured.has(family.viewName)) {
      const children = node.children.map((child) => this.#sync(child, seen, resized))
      if (!sameList(entry.children, children)) {
        for (let i = entry.yoga.getChildCount() - 1; i >= 0; i--) entry.yoga.removeChild(entry.yoga.getChild(i))
        children.forEach((child, index) => {
          child.yoga.getParent()?.removeChild(child.yoga)
          entry.yoga.insertChild(child.yoga, index)
        })
        entry.children = children
      }
    }
    if (old !== undefined && old !== entry) {
      old.yoga.getParent()?.removeChild(old.yoga)
      old.yoga.free()
    }
    return entry
  }

  #create(node: ShadowNode, props: Props): Node {
    const yoga = this.#yoga.Node.create(this.#config)
    const { viewName } = node.family
    if (viewName === 'AndroidTextInput') applyThemePadding(yoga, props)
    applyStyle(yoga, props, this.#warn)
    if (viewName === 'RCTScrollView' || viewName === 'AndroidHorizontalScrollView') yoga.setOverflow(Overflow.Scroll)
    if (viewName === 'RCTModalHostView') {
      yoga.setPositionType(PositionType.Absolute)
      yoga.setWidth(this.#windowSize.width)
      yoga.setHeight(this.#windowSize.height)
    }
    if (measured.has(viewName)) {
      const { family } = node
      yoga.setMeasureFunc((width, mode) => {
        const revision = this.#entries.get(family)?.revision ?? node
        const value = mode === MeasureMode.Undefined ? Number.POSITIVE_INFINITY : width
        const size = this.#measure(revision, { value, exact: mode === MeasureMode.Exactly })
        return { width: mode === MeasureMode.Exactly ? width : Math.min(size.width, value), height: size.height }
      })
    }
    return yoga
  }

  #readBack(node: ShadowNode): void {
    const entry = this.#entries.get(node.family)
    if (entry === undefined) return
    const { yoga } = entry
    const width = yoga.getComputedWidth()
    const height = yoga.getComputedHeight()
    const x = yoga.getComputedLeft()
    const y = yoga.getComputedTop()
    const { frame } = node.family
    if (frame.x !== x || frame.y !== y || frame.width !== width || frame.height !== height) {
      node.family.frame = { x, y, width, height }
    }
    if (measured.has(node.family.viewName)) return
    let right = 0
    let bottom = 0
    for (const child of node.children) {
      this.#readBack(child)
      right = Math.max(right, child.family.frame.x + child.family.frame.width)
      bottom = Math.max(bottom, child.family.frame.y + child.family.frame.height)
    }
    node.family.content = { width: right, height: bottom }
  }
}

/** Components that measure their own content and have no layout children. */
const measured = new Set(['RCTText', 'AndroidTextInput', 'AndroidSwitch', 'AndroidProgressBar'])

/**
 * Padding of an EditText in AppCompat's theme, dp, for the sides on which an input sets none of its own
 * (AndroidTextInputComponentDescriptor.h): inset 4 at the sides, 10 above, 7 and the line below.
 */
function applyThemePadding(yoga: Node, props: Props): void {
  const unset = (...names: string[]): boolean =>
    ['padding', ...names].every((name) => props[name] === undefined || props[name] === null)
  const across = ['paddingHorizontal', 'paddingInline']
  const along = ['paddingVertical', 'paddingBlock']
  if (unset(...across, 'paddingStart', 'paddingLeft', 'paddingInlineStart')) yoga.setPadding(Edge.Start, 4)
  if (unset(...across, 'paddingEnd', 'paddingRight', 'paddingInlineEnd')) yoga.setPadding(Edge.End, 4)
  if (unset(...along, 'paddingTop', 'paddingBlockStart')) yoga.setPadding(Edge.Top, 10)
  if (unset(...along, 'paddingBottom', 'paddingBlockEnd')) yoga.setPadding(Edge.Bottom, 11)
}

function sameList(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index])
}
