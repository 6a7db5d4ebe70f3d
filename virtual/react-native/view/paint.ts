import type { Display } from '../display.ts'
import type { Props } from '../fabric/props.ts'
import { colorProp, isMeaningful, numberProp, stringProp } from '../fabric/props.ts'
import type { Family } from '../fabric/shadow-node.ts'
import type { LayoutTree } from '../layout/layout-tree.ts'
import type { Paragraph, TextLine } from '../text/paragraph.ts'
import type { TextLayout } from '../text/text-layout.ts'
import type { Paint, Rect } from '../../ui/node.ts'
import { isEnabled } from '../input/hit-test.ts'
import { isSwitchedOn } from './accessibility.ts'

export interface PainterTools {
  readonly display: Display
  readonly layout: LayoutTree
  readonly text: TextLayout
  readonly focused: Family | undefined
}

/** What a view draws itself, in screen pixels. `opacity` includes that of its ancestors. */
export function paintView(tools: PainterTools, family: Family, rect: Rect, opacity: number): Paint[] {
  const paints: Paint[] = box(tools.display.density, family.props, rect, opacity)
  switch (family.viewName) {
    case 'RCTText':
    case 'AndroidTextInput':
      paints.push(...textPaints(tools, family, rect, opacity))
      break
    case 'RCTImageView':
      paints.push({
        kind: 'image',
        rect,
        name: imageName(family.props),
        ...radiusOf(tools.display.density, family.props),
      })
      break
    case 'AndroidSwitch':
      paints.push(...switchPaints(tools.display.density, family, rect, opacity))
      break
    case 'AndroidProgressBar':
      paints.push(...progressPaints(tools.display.density, family.props, rect, opacity))
      break
  }
  return paints
}

/** Background and borders. */
function box(density: number, props: Props, rect: Rect, opacity: number): Paint[] {
  const paints: Paint[] = []
  const fill = colorProp(props, 'backgroundColor')
  const radius = radiusOf(density, props)
  const width = (side: string): number => {
    const value =
      numberProp(props, `border${side}Width`) ??
      numberProp(props, side === 'Left' || side === 'Right' ? 'borderHorizontalWidth' : 'borderVerticalWidth') ??
      numberProp(props, 'borderWidth') ??
      0
    return value > 0 ? Math.max(1, Math.round(value * density)) : 0
  }
  const color = (side: string): number =>
    faded(colorProp(props, `border${side}Color`) ?? colorProp(props, 'borderColor') ?? 0xff000000, opacity)
  const [left, top, right, bottom] = [width('Left'), width('Top'), width('Right'), width('Bottom')]
  const uniform = left === top && top === right && right === bottom && left > 0
  if (isMeaningful(fill) || uniform) {
    paints.push({
      kind: 'rect',
      rect,
      ...(isMeaningful(fill) ? { fill: faded(fill, opacity) } : {}),
      ...radius,
      ...(uniform ? { stroke: color('Top'), strokeWidth: left } : {}),
    })
  }
  if (uniform) return paints
  const strip = (size: number, part: Rect, side: string): void => {
    if (size > 0) paints.push({ kind: 'rect', rect: part, fill: color(side) })
  }
  strip(left, { ...rect, right: rect.left + left }, 'Left')
  strip(top, { ...rect, bottom: rect.top + top }, 'Top')
  strip(right, { ...rect, left: rect.right - right }, 'Right')
  strip(bottom, { ...rect, top: rect.bottom - bottom }, 'Bottom')
  return paints
}

function radiusOf(density: number, props: Props): { readonly radius?: number } {
  const radius = numberProp(props, 'borderRadius') ?? numberProp(props, 'borderTopLeftRadius') ?? 0
  return radius > 0 ? { radius: radius * density } : {}
}

function textPaints(tools: PainterTools, family: Family, rect: Rect, opacity: number): Paint[] {
  const { density } = tools.display
  const insets = tools.layout.insets(family)
  const innerWidth = Math.max(0, family.frame.width - insets.left - insets.right)
  const paragraph = tools.text.paragraph(family, innerWidth)
  if (paragraph === undefined) return []
  const innerHeightPx = (family.frame.height - insets.top - insets.bottom) * density
  const left = rect.left + Math.round(insets.left * density)
  const top = rect.top + Math.round(insets.top * density) + verticalOffset(family, innerHeightPx, paragraph.height)
  const isInput = family.viewName === 'AndroidTextInput'
  const placeholder = isInput && (family.field?.text ?? '') === ''
  const hintColor = colorProp(family.props, 'placeholderTextColor') ?? 0xff757575
  const paints: Paint[] = []
  for (const line of paragraph.lines) {
    const shift = alignShift(stringProp(family.props, 'textAlign'), innerWidth * density - line.width)
    for (const piece of line.pieces) {
      paints.push({
        kind: 'text',
        text: piece.text,
        x: left + shift + piece.x,
        baseline: top + line.baseline,
        size: piece.style.size,
        color: faded(placeholder ? hintColor : piece.style.color, opacity),
        ...(piece.style.weight === 'bold' ? { bold: true } : {}),
        ...(isInput ? { maxWidth: Math.ceil(innerWidth * density) } : {}),
      })
    }
  }
  if (isInput && tools.focused === family) paints.push(caret(density, paragraph, left, top, family))
  return paints
}

/** Gravity of the text in its box: inputs of one line and `textAlignVertical` center it. */
function verticalOffset(family: Family, inner: number, height: number): number {
  const given = stringProp(family.props, 'textAlignVertical') ?? stringProp(family.props, 'verticalAlign')
  const single = family.viewName === 'AndroidTextInput' && family.props['multiline'] !== true
  const gravity = given ?? (single ? 'center' : 'top')
  if (gravity === 'center' || gravity === 'middle') return Math.max(0, Math.round((inner - height) / 2))
  return gravity === 'bottom' ? Math.max(0, Math.round(inner - height)) : 0
}

function alignShift(align: string | undefined, free: number): number {
  if (align === 'center') return Math.max(0, free / 2)
  return align === 'right' || align === 'end' ? Math.max(0, free) : 0
}

function caret(density: number, paragraph: Paragraph, left: number, top: number, family: Family): Paint {
  const { line, x } = caretPlace(paragraph, family)
  const at = Math.round(left + x)
  return {
    kind: 'rect',
    rect: {
      left: at,
      top: Math.round(top + (line?.top ?? 0)),
      right: at + Math.max(1, Math.round(2 * density)),
      bottom: Math.round(top + (line?.bottom ?? paragraph.height)),
    },
    fill: colorProp(family.props, 'cursorColor') ?? colorProp(family.props, 'selectionColor') ?? accent,
  }
}

/** The line on which the selection ends, and how far along; within a piece by its share of the characters. */
function caretPlace(paragraph: Paragraph, family: Family): { readonly line: TextLine | undefined; readonly x: number } {
  const { text, selectionEnd } = family.field ?? { text: '', selectionEnd: 0 }
  if (text === '') return { line: paragraph.lines[0], x: 0 }
  let offset = 0
  for (const line of paragraph.lines) {
    for (const piece of line.pieces) {
      const within = selectionEnd - offset
      if (within < piece.text.length) return { line, x: piece.x + (piece.width * within) / piece.text.length }
      offset += piece.text.length
    }
    if (selectionEnd <= offset && text.charAt(offset) === '\n') return { line, x: line.width }
    if (text.charAt(offset) === '\n') offset++
  }
  const line = paragraph.lines.at(-1)
  return { line, x: line?.pieces.reduce((end, piece) => Math.max(end, piece.x + piece.width), 0) ?? 0 }
}

const accent = 0xff008577

function switchPaints(density: number, family: Family, rect: Rect, opacity: number): Paint[] {
  const on = isSwitchedOn(family)
  const { props } = family
  const strength = isEnabled('AndroidSwitch', props) ? opacity : opacity * 0.5
  const track = colorProp(props, on ? 'trackColorForTrue' : 'trackColorForFalse') ?? colorProp(props, 'trackTintColor')
  const thumb = colorProp(props, 'thumbColor') ?? colorProp(props, 'thumbTintColor')
  const middle = (rect.top + rect.bottom) / 2
  const half = 7 * density
  const radius = 10 * density
  const centre = on ? rect.right - radius - 3 * density : rect.left + radius + 3 * density
  return [
    {
      kind: 'rect',
      rect: {
        left: Math.round(rect.left + 6 * density),
        top: Math.round(middle - half),
        right: Math.round(rect.right - 6 * density),
        bottom: Math.round(middle + half),
      },
      fill: faded(track ?? (on ? 0x4d008577 : 0x61000000), strength),
      radius: half,
    },
    {
      kind: 'rect',
      rect: {
        left: Math.round(centre - radius),
        top: Math.round(middle - radius),
        right: Math.round(centre + radius),
        bottom: Math.round(middle + radius),
      },
      fill: faded(thumb ?? (on ? accent : 0xfffafafa), strength),
      radius,
    },
  ]
}

function progressPaints(density: number, props: Props, rect: Rect, opacity: number): Paint[] {
  const inset = 3 * density
  return [
    {
      kind: 'rect',
      rect: { left: rect.left + inset, top: rect.top + inset, right: rect.right - inset, bottom: rect.bottom - inset },
      radius: (rect.bottom - rect.top) / 2,
      stroke: faded(colorProp(props, 'color') ?? accent, opacity),
      strokeWidth: Math.max(1, Math.round(3 * density)),
    },
  ]
}

function imageName(props: Props): string {
  const sources = props['src'] ?? props['source']
  const first: unknown = Array.isArray(sources) ? (sources as readonly unknown[])[0] : sources
  if (typeof first === 'string') return first
  if (typeof first !== 'object' || first === null) return 'image'
  return stringProp(first as Props, 'uri') ?? 'image'
}

/** The colour with its alpha multiplied. */
function faded(color: number, opacity: number): number {
  if (opacity >= 1) return color
  const alpha = Math.round((color >>> 24) * Math.max(0, opacity))
  return ((alpha << 24) | (color & 0xffffff)) >>> 0
}

/** `opacity` of the view itself. */
export function ownOpacity(props: Props): number {
  return numberProp(props, 'opacity') ?? 1
}
