import type { Node } from 'yoga-layout/load'
import {
  Align,
  BoxSizing,
  Direction,
  Display,
  Edge,
  FlexDirection,
  Gutter,
  Justify,
  Overflow,
  PositionType,
  Wrap,
} from 'yoga-layout/load'
import type { Props } from '../fabric/props.ts'

type Length = number | `${number}%`
type Setter = (node: Node, value: unknown) => void

/** A style value that Yoga does not take. */
export class UnknownStyleValue extends Error {
  override readonly name = 'UnknownStyleValue'
}

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

const align = choice({
  auto: Align.Auto,
  'flex-start': Align.FlexStart,
  start: Align.FlexStart,
  center: Align.Center,
  'flex-end': Align.FlexEnd,
  end: Align.FlexEnd,
  stretch: Align.Stretch,
  baseline: Align.Baseline,
  'space-between': Align.SpaceBetween,
  'space-around': Align.SpaceAround,
  'space-evenly': Align.SpaceEvenly,
})
const justify = choice({
  'flex-start': Justify.FlexStart,
  start: Justify.FlexStart,
  center: Justify.Center,
  'flex-end': Justify.FlexEnd,
  end: Justify.FlexEnd,
  'space-between': Justify.SpaceBetween,
  'space-around': Justify.SpaceAround,
  'space-evenly': Justify.SpaceEvenly,
})
const flexDirection = choice({
  row: FlexDirection.Row,
  'row-reverse': FlexDirection.RowReverse,
  column: FlexDirection.Column,
  'column-reverse': FlexDirection.ColumnReverse,
})
const wrap = choice({ nowrap: Wrap.NoWrap, wrap: Wrap.Wrap, 'wrap-reverse': Wrap.WrapReverse })
const position = choice({
  relative: PositionType.Relative,
  absolute: PositionType.Absolute,
  static: PositionType.Static,
})
const display = choice({ flex: Display.Flex, none: Display.None, contents: Display.Contents })
const overflow = choice({ visible: Overflow.Visible, hidden: Overflow.Hidden, scroll: Overflow.Scroll })
const boxSizing = choice({ 'border-box': BoxSizing.BorderBox, 'content-box': BoxSizing.ContentBox })
const direction = choice({ inherit: Direction.Inherit, ltr: Direction.LTR, rtl: Direction.RTL })

/**
 * In the order in which they are applied: where two names set the same edge the later one wins. Logical names are aliases
 * as in react/renderer/components/view/YogaStylableProps.cpp.
 */
const setters: readonly (readonly [string, Setter])[] = [
  [
    'direction',
    (node, value) => {
      node.setDirection(direction(value))
    },
  ],
  [
    'flex',
    (node, value) => {
      node.setFlex(number(value))
    },
  ],
  [
    'flexGrow',
    (node, value) => {
      node.setFlexGrow(number(value))
    },
  ],
  [
    'flexShrink',
    (node, value) => {
      node.setFlexShrink(number(value))
    },
  ],
  [
    'flexBasis',
    (node, value) => {
      node.setFlexBasis(lengthOrAuto(value))
    },
  ],
  [
    'flexDirection',
    (node, value) => {
      node.setFlexDirection(flexDirection(value))
    },
  ],
  [
    'flexWrap',
    (node, value) => {
      node.setFlexWrap(wrap(value))
    },
  ],
  [
    'alignItems',
    (node, value) => {
      node.setAlignItems(align(value))
    },
  ],
  [
    'alignSelf',
    (node, value) => {
      node.setAlignSelf(align(value))
    },
  ],
  [
    'alignContent',
    (node, value) => {
      node.setAlignContent(align(value))
    },
  ],
  [
    'justifyContent',
    (node, value) => {
      node.setJustifyContent(justify(value))
    },
  ],
  [
    'position',
    (node, value) => {
      node.setPositionType(position(value))
    },
  ],
  [
    'display',
    (node, value) => {
      node.setDisplay(display(value))
    },
  ],
  [
    'overflow',
    (node, value) => {
      node.setOverflow(overflow(value))
    },
  ],
  [
    'boxSizing',
    (node, value) => {
      node.setBoxSizing(boxSizing(value))
    },
  ],
  [
    'width',
    (node, value) => {
      node.setWidth(lengthOrAuto(value))
    },
  ],
  [
    'height',
    (node, value) => {
      node.setHeight(lengthOrAuto(value))
    },
  ],
  [
    'minWidth',
    (node, value) => {
      node.setMinWidth(length(value))
    },
  ],
  [
    'minHeight',
    (node, value) => {
      node.setMinHeight(length(value))
    },
  ],
  [
    'maxWidth',
    (node, value) => {
      node.setMaxWidth(length(value))
    },
  ],
  [
    'maxHeight',
    (node, value) => {
      node.setMaxHeight(length(value))
    },
  ],
  [
    'aspectRatio',
    (node, value) => {
      node.setAspectRatio(number(value))
    },
  ],
  [
    'gap',
    (node, value) => {
      node.setGap(Gutter.All, length(value))
    },
  ],
  [
    'rowGap',
    (node, value) => {
      node.setGap(Gutter.Row, length(value))
    },
  ],
  [
    'columnGap',
    (node, value) => {
      node.setGap(Gutter.Column, length(value))
    },
  ],
  ...edges('margin', '', (node, edge, value) => {
    node.setMargin(edge, lengthOrAuto(value))
  }),
  ...edges('padding', '', (node, edge, value) => {
    node.setPadding(edge, length(value))
  }),
  ...edges('border', 'Width', (node, edge, value) => {
    node.setBorder(edge, number(value))
  }),
  [
    'inset',
    (node, value) => {
      setPosition(node, Edge.All, value)
    },
  ],
  [
    'insetHorizontal',
    (node, value) => {
      setPosition(node, Edge.Horizontal, value)
    },
  ],
  [
    'insetVertical',
    (node, value) => {
      setPosition(node, Edge.Vertical, value)
    },
  ],
  [
    'insetInline',
    (node, value) => {
      setPosition(node, Edge.Horizontal, value)
    },
  ],
  [
    'insetBlock',
    (node, value) => {
      setPosition(node, Edge.Vertical, value)
    },
  ],
  [
    'insetInlineStart',
    (node, value) => {
      setPosition(node, Edge.Start, value)
    },
  ],
  [
    'insetInlineEnd',
    (node, value) => {
      setPosition(node, Edge.End, value)
    },
  ],
  [
    'insetBlockStart',
    (node, value) => {
      setPosition(node, Edge.Top, value)
    },
  ],
  [
    'insetBlockEnd',
    (node, value) => {
      setPosition(node, Edge.Bottom, value)
    },
  ],
  [
    'start',
    (node, value) => {
      setPosition(node, Edge.Start, value)
    },
  ],
  [
    'end',
    (node, value) => {
      setPosition(node, Edge.End, value)
    },
  ],
  [
    'left',
    (node, value) => {
      setPosition(node, Edge.Left, value)
    },
  ],
  [
    'right',
    (node, value) => {
      setPosition(node, Edge.Right, value)
    },
  ],
  [
    'top',
    (node, value) => {
      setPosition(node, Edge.Top, value)
    },
  ],
  [
    'bottom',
    (node, value) => {
      setPosition(node, Edge.Bottom, value)
    },
  ],
]

function setPosition(node: Node, edge: Edge, value: unknown): void {
  if (value === 'auto') node.setPositionAuto(edge)
  else node.setPosition(edge, length(value))
}

function edges(
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
  return named.map(([name, edge]) => [
    prefix + name + suffix,
    (node, value) => {
      set(node, edge, value)
    },
  ])
}

function choice<T>(values: Readonly<Record<string, T>>): (value: unknown) => T {
  return (value) => {
    const found = typeof value === 'string' ? values[value] : undefined
    if (found === undefined) throw new UnknownStyleValue(`not one of ${Object.keys(values).join(', ')}`)
    return found
  }
}

function number(value: unknown): number {
  if (typeof value === 'number') return value
  throw new UnknownStyleValue('not a number')
}

function length(value: unknown): Length {
  if (typeof value === 'number' || isPercentage(value)) return value
  throw new UnknownStyleValue('neither a number nor a percentage')
}

function lengthOrAuto(value: unknown): Length | 'auto' {
  return value === 'auto' ? 'auto' : length(value)
}

function isPercentage(value: unknown): value is `${number}%` {
  return typeof value === 'string' && /^-?[\d.]+%$/.test(value)
}
