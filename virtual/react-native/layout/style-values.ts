import {
  Align,
  BoxSizing,
  Direction,
  Display,
  FlexDirection,
  Justify,
  Overflow,
  PositionType,
  Wrap,
} from 'yoga-layout/load'

/** Readers of style values as they arrive from JS. Each throws UnknownStyleValue for what Yoga does not take. */
class UnknownStyleValue extends Error {
  override readonly name = 'UnknownStyleValue'
}

export type Length = number | `${number}%`

export function number(value: unknown): number {
  if (typeof value === 'number') return value
  throw new UnknownStyleValue('not a number')
}

export function length(value: unknown): Length {
  if (typeof value === 'number' || isPercentage(value)) return value
  throw new UnknownStyleValue('neither a number nor a percentage')
}

export function lengthOrAuto(value: unknown): Length | 'auto' {
  return value === 'auto' ? 'auto' : length(value)
}

function isPercentage(value: unknown): value is `${number}%` {
  return typeof value === 'string' && /^-?[\d.]+%$/.test(value)
}

function choice<T>(values: Readonly<Record<string, T>>): (value: unknown) => T {
  return (value) => {
    const found = typeof value === 'string' ? values[value] : undefined
    if (found === undefined) throw new UnknownStyleValue(`not one of ${Object.keys(values).join(', ')}`)
    return found
  }
}

export const align = choice({
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
export const justify = choice({
  'flex-start': Justify.FlexStart,
  start: Justify.FlexStart,
  center: Justify.Center,
  'flex-end': Justify.FlexEnd,
  end: Justify.FlexEnd,
  'space-between': Justify.SpaceBetween,
  'space-around': Justify.SpaceAround,
  'space-evenly': Justify.SpaceEvenly,
})
export const flexDirection = choice({
  row: FlexDirection.Row,
  'row-reverse': FlexDirection.RowReverse,
  column: FlexDirection.Column,
  'column-reverse': FlexDirection.ColumnReverse,
})
export const wrap = choice({ nowrap: Wrap.NoWrap, wrap: Wrap.Wrap, 'wrap-reverse': Wrap.WrapReverse })
export const position = choice({
  relative: PositionType.Relative,
  absolute: PositionType.Absolute,
  static: PositionType.Static,
})
export const display = choice({ flex: Display.Flex, none: Display.None, contents: Display.Contents })
export const overflow = choice({ visible: Overflow.Visible, hidden: Overflow.Hidden, scroll: Overflow.Scroll })
export const boxSizing = choice({ 'border-box': BoxSizing.BorderBox, 'content-box': BoxSizing.ContentBox })
export const direction = choice({ inherit: Direction.Inherit, ltr: Direction.LTR, rtl: Direction.RTL })
