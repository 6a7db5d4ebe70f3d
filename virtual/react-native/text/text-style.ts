import type { Props } from '../fabric/props.ts'
import { colorProp, flagProp, numberProp, stringProp } from '../fabric/props.ts'
import type { ShadowNode } from '../fabric/shadow-node.ts'
import type { Weight } from './fonts.ts'
import type { ParagraphStyle, TextRun, TextStyle } from './paragraph.ts'

/** Pixels per dp, and the user's font scale. */
export interface TextScale {
  readonly density: number
  readonly fontScale: number
}

interface Inherited {
  readonly fontSize: number
  readonly lineHeight: number | undefined
  readonly fontWeight: string | undefined
  readonly letterSpacing: number | undefined
  readonly color: number
  readonly allowFontScaling: boolean
  readonly maxFontSizeMultiplier: number | undefined
  readonly textTransform: string | undefined
}

const root: Inherited = {
  fontSize: 14,
  lineHeight: undefined,
  fontWeight: undefined,
  letterSpacing: undefined,
  color: 0xff000000,
  allowFontScaling: true,
  maxFontSizeMultiplier: undefined,
  textTransform: undefined,
}

/** The runs of an RCTText with its nested texts, outer styles inherited. */
export function textRuns(node: ShadowNode, scale: TextScale): TextRun[] {
  const runs: TextRun[] = []
  collect(node, inherit(root, overlay(node)), scale, runs)
  if (runs.length === 0) {
    runs.push({ text: '', style: resolve(inherit(root, overlay(node)), scale), tag: node.family.tag })
  }
  return runs
}

/** One run in the style of an input. */
export function inputRun(node: ShadowNode, text: string, scale: TextScale): TextRun {
  return { text, style: resolve(inherit(root, overlay(node)), scale), tag: node.family.tag }
}

export function paragraphStyle(props: Props): ParagraphStyle {
  return {
    maxLines: numberProp(props, 'numberOfLines') ?? 0,
    ellipsis: stringProp(props, 'ellipsizeMode') !== 'clip',
    includeFontPadding: flagProp(props, 'includeFontPadding') ?? true,
  }
}

/** The joined text of the subtree. */
export function plainText(node: ShadowNode): string {
  if (node.family.viewName === 'RCTRawText') return stringProp(node.props, 'text') ?? ''
  return node.children.map(plainText).join('')
}

function overlay(node: ShadowNode): Props {
  const { nativeProps, animatedProps } = node.family
  if (nativeProps === undefined && animatedProps === undefined) return node.props
  return { ...node.props, ...nativeProps, ...animatedProps }
}

function collect(node: ShadowNode, style: Inherited, scale: TextScale, runs: TextRun[]): void {
  for (const child of node.children) {
    if (child.family.viewName === 'RCTRawText') {
      const text = transformed(stringProp(child.props, 'text') ?? '', style.textTransform)
      if (text !== '') runs.push({ text, style: resolve(style, scale), tag: node.family.tag })
    } else if (child.family.viewName === 'RCTVirtualText') {
      collect(child, inherit(style, overlay(child)), scale, runs)
    }
  }
}

function inherit(outer: Inherited, props: Props): Inherited {
  return {
    fontSize: numberProp(props, 'fontSize') ?? outer.fontSize,
    lineHeight: numberProp(props, 'lineHeight') ?? outer.lineHeight,
    fontWeight: weightName(props['fontWeight']) ?? outer.fontWeight,
    letterSpacing: numberProp(props, 'letterSpacing') ?? outer.letterSpacing,
    color: colorProp(props, 'color') ?? outer.color,
    allowFontScaling: flagProp(props, 'allowFontScaling') ?? outer.allowFontScaling,
    maxFontSizeMultiplier: numberProp(props, 'maxFontSizeMultiplier') ?? outer.maxFontSizeMultiplier,
    textTransform: stringProp(props, 'textTransform') ?? outer.textTransform,
  }
}

/** Sizes in px as TextAttributeProps.kt computes them: the font size is rounded up to whole pixels. */
function resolve(style: Inherited, scale: TextScale): TextStyle {
  const perSp = scale.density * (style.allowFontScaling ? multiplier(scale.fontScale, style.maxFontSizeMultiplier) : 1)
  return {
    size: Math.ceil(style.fontSize * perSp),
    lineHeight: style.lineHeight === undefined ? undefined : style.lineHeight * perSp,
    weight: weightOf(style.fontWeight),
    letterSpacing: (style.letterSpacing ?? 0) * perSp,
    color: style.color,
  }
}

function multiplier(fontScale: number, most: number | undefined): number {
  return most !== undefined && most >= 1 ? Math.min(fontScale, most) : fontScale
}

function weightName(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/** The nearest of the weights that are measured; 600 has no face of its own on the phone either. */
function weightOf(name: string | undefined): Weight {
  if (name === undefined || name === 'normal') return 'regular'
  if (name === 'bold') return 'bold'
  const weight = Number(name)
  if (weight >= 600) return 'bold'
  return weight >= 500 ? 'medium' : 'regular'
}

function transformed(text: string, how: string | undefined): string {
  switch (how) {
    case 'uppercase':
      return text.toUpperCase()
    case 'lowercase':
      return text.toLowerCase()
    case 'capitalize':
      return text.replace(/(^|\s)(\S)/gu, (match) => match.toUpperCase())
    default:
      return text
  }
}
