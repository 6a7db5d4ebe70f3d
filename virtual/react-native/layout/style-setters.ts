import type { Node } from 'yoga-layout/load'
import { Edge, Gutter } from 'yoga-layout/load'
import type { Props } from '../fabric/props.ts'
import {
  align,
  boxSizing,
  direction,
  display,
  flexDirection,
  justify,
  length,
  lengthOrAuto,
  number,
  overflow,
  position,
  wrap,
} from './style-values.ts'

type Setter = (node: Node, value: unknown) => void

/** Sets every layout style among the props. Values that make no sense are told through `warn` and left out. */
export function applyStyle(node: Node, props: Props, warn: (message: string) => void): void {
  for (const [name, set] of setters) {
    const value = props[name]
    if (value === undefined || value === null) continue
    try {
      set(node, value)
    } catch (error) {
      warn(`Unsupported value of style ${name}: ${JSON.stringify(value)} (${String(error)})`)
    }
  }
}

/** Whether two sets of props ask for the same layout. */
export function sameStyle(a: Props, b: Props): boolean {
  if (a === b) return true
  for (const [name] of setters) if (a[name] !== b[name]) return false
  return true
}

/** Whether the diff of native props touches the layout. */
export function touchesLayout(props: Props): boolean {
  return setters.some(([name]) => name in props)
}

/** Methods of a Yoga node that take one value of this kind. */
type MethodFor<V> = { [K in keyof Node]: Node[K] extends (value: V) => void ? K : never }[keyof Node]

function style<V>(name: string, read: (value: unknown) => V, method: MethodFor<V>): readonly [string, Setter] {
  return [
    name,
    (node, value) => {
      ;(node as unknown as Record<MethodFor<V>, (value: V) => void>)[method](read(value))
    },
  ]
}

function onEdge(name: string, edge: Edge, set: (node: Node, edge: Edge, value: unknown) => void): [string, Setter] {
  return [
    name,
    (node, value) => {
      set(node, edge, value)
    },
  ]
}

/** In order: `borderStartWidth` is prefix `border`, suffix `Width`. Logical names are aliases of the physical edges. */
function onEdges(
  prefix: string,
  suffix: string,
  set: (node: Node, edge: Edge, value: unknown) => void,
): (readonly [string, Setter])[] {
  const named: readonly (readonly [string, Edge])[] = [
    ['', Edge.All],
    ['Horizontal', Edge.Horizontal],
    ['Vertical', Edge.Vertical],
    ['Inline', Edge.Horizontal],
    ['Block', Edge.Vertical],
    ['Start', Edge.Start],
    ['End', Edge.End],
    ['InlineStart', Edge.Start],
    ['InlineEnd', Edge.End],
    ['BlockStart', Edge.Top],
    ['BlockEnd', Edge.Bottom],
    ['Left', Edge.Left],
    ['Top', Edge.Top],
    ['Right', Edge.Right],
    ['Bottom', Edge.Bottom],
  ]
  return named.map(([name, edge]) => onEdge(prefix + name + suffix, edge, set))
}

function onGutter(name: string, gutter: Gutter): [string, Setter] {
  return [
    name,
    (node, value) => {
      node.setGap(gutter, length(value))
    },
  ]
}

const setPosition = (node: Node, edge: Edge, value: unknown): void => {
  if (value === 'auto') node.setPositionAuto(edge)
  else node.setPosition(edge, length(value))
}

/**
 * In the order in which they are applied: where two names set the same edge the later one wins
 * (react/renderer/components/view/YogaStylableProps.cpp).
 */
const setters: readonly (readonly [string, Setter])[] = [
  style('direction', direction, 'setDirection'),
  style('flex', number, 'setFlex'),
  style('flexGrow', number, 'setFlexGrow'),
  style('flexShrink', number, 'setFlexShrink'),
  style('flexBasis', lengthOrAuto, 'setFlexBasis'),
  style('flexDirection', flexDirection, 'setFlexDirection'),
  style('flexWrap', wrap, 'setFlexWrap'),
  style('alignItems', align, 'setAlignItems'),
  style('alignSelf', align, 'setAlignSelf'),
  style('alignContent', align, 'setAlignContent'),
  style('justifyContent', justify, 'setJustifyContent'),
  style('position', position, 'setPositionType'),
  style('display', display, 'setDisplay'),
  style('overflow', overflow, 'setOverflow'),
  style('boxSizing', boxSizing, 'setBoxSizing'),
  style('width', lengthOrAuto, 'setWidth'),
  style('height', lengthOrAuto, 'setHeight'),
  style('minWidth', length, 'setMinWidth'),
  style('minHeight', length, 'setMinHeight'),
  style('maxWidth', length, 'setMaxWidth'),
  style('maxHeight', length, 'setMaxHeight'),
  style('aspectRatio', number, 'setAspectRatio'),
  onGutter('gap', Gutter.All),
  onGutter('rowGap', Gutter.Row),
  onGutter('columnGap', Gutter.Column),
  ...onEdges('margin', '', (node, edge, value) => {
    node.setMargin(edge, lengthOrAuto(value))
  }),
  ...onEdges('padding', '', (node, edge, value) => {
    node.setPadding(edge, length(value))
  }),
  ...onEdges('border', 'Width', (node, edge, value) => {
    node.setBorder(edge, number(value))
  }),
  onEdge('inset', Edge.All, setPosition),
  onEdge('insetHorizontal', Edge.Horizontal, setPosition),
  onEdge('insetVertical', Edge.Vertical, setPosition),
  onEdge('insetInline', Edge.Horizontal, setPosition),
  onEdge('insetBlock', Edge.Vertical, setPosition),
  onEdge('insetInlineStart', Edge.Start, setPosition),
  onEdge('insetInlineEnd', Edge.End, setPosition),
  onEdge('insetBlockStart', Edge.Top, setPosition),
  onEdge('insetBlockEnd', Edge.Bottom, setPosition),
  onEdge('start', Edge.Start, setPosition),
  onEdge('end', Edge.End, setPosition),
  onEdge('left', Edge.Left, setPosition),
  onEdge('right', Edge.Right, setPosition),
  onEdge('top', Edge.Top, setPosition),
  onEdge('bottom', Edge.Bottom, setPosition),
]
