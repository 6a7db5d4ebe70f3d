import type { Fonts, Weight } from './fonts.ts'
import { isWide } from './fonts.ts'
import type { Glyph, LineRange } from './line-breaking.ts'
import { breakLines } from './line-breaking.ts'

/** Lengths in px. */
export interface TextStyle {
  /** Whole pixels, as TextAttributeProps rounds it up. */
  readonly size: number
  readonly lineHeight: number | undefined
  readonly weight: Weight
  readonly letterSpacing: number
  /** ARGB, unsigned. */
  readonly color: number
}

export interface TextRun {
  readonly text: string
  readonly style: TextStyle
  /** Tag of the component that the text belongs to. */
  readonly tag: number
}

export interface ParagraphStyle {
  /** 0: as many as needed. */
  readonly maxLines: number
  readonly ellipsis: boolean
  readonly includeFontPadding: boolean
}

/** Part of a line in one style; `x` from the line's start, px. */
interface LinePiece {
  readonly text: string
  readonly x: number
  readonly width: number
  readonly style: TextStyle
  readonly tag: number
}

/** `top`, `baseline`, `bottom` from the paragraph's top, whole px. */
export interface TextLine {
  readonly top: number
  readonly baseline: number
  readonly bottom: number
  readonly width: number
  readonly pieces: readonly LinePiece[]
}

export interface Paragraph {
  /** Widest line, px, not rounded. */
  readonly width: number
  readonly height: number
  readonly lines: readonly TextLine[]
  readonly truncated: boolean
}

/** Breaks and measures text as android.text.StaticLayout does, without kerning. `maxWidth` in px. */
export function layoutParagraph(
  fonts: Fonts,
  runs: readonly TextRun[],
  style: ParagraphStyle,
  maxWidth: number,
): Paragraph {
  const glyphs = glyphsOf(fonts, runs)
  let ranges = breakLines(glyphs, maxWidth)
  const truncated = style.maxLines > 0 && ranges.length > style.maxLines
  if (truncated) ranges = ranges.slice(0, style.maxLines)
  const lines: TextLine[] = []
  let y = 0
  ranges.forEach((range, index) => {
    const isLast = index === ranges.length - 1
    const height = lineMetrics(fonts, runs, glyphs, range, {
      first: index === 0,
      last: isLast && !truncated,
      padding: style.includeFontPadding,
    })
    const content =
      truncated && isLast && style.ellipsis
        ? ellipsized(fonts, runs, glyphs, range, maxWidth)
        : pieces(runs, glyphs, range)
    lines.push({
      top: y,
      baseline: y - height.above,
      bottom: y - height.above + height.below,
      width: content.width,
      pieces: content.pieces,
    })
    y += height.below - height.above
  })
  return { width: lines.reduce((widest, line) => Math.max(widest, line.width), 0), height: y, lines, truncated }
}

function glyphsOf(fonts: Fonts, runs: readonly TextRun[]): Glyph[] {
  const glyphs: Glyph[] = []
  let offset = 0
  runs.forEach((run, index) => {
    for (const character of run.text) {
      const codePoint = character.codePointAt(0) ?? 0
      const advance =
        codePoint === 0x0a ? 0 : fonts.advance(codePoint, run.style.weight) * run.style.size + run.style.letterSpacing
      glyphs.push({ codePoint, offset, advance, run: index })
      offset += character.length
    }
  })
  return glyphs
}

/**
 * StaticLayout.out(): with font padding the first line starts at the font's top and the last one ends at its bottom. A
 * line height replaces both (CustomLineHeightSpan.kt). Lines with CJK characters take their font's larger metrics
 * (setUseLineSpacingFromFallbacks; Noto Sans CJK: ascent 1.160, descent 0.288 em).
 */
function lineMetrics(
  fonts: Fonts,
  runs: readonly TextRun[],
  glyphs: readonly Glyph[],
  range: LineRange,
  line: { readonly first: boolean; readonly last: boolean; readonly padding: boolean },
): { readonly above: number; readonly below: number } {
  let above = 0
  let below = 0
  const from = glyphs[range.start]?.run ?? runs.length - 1
  const to = glyphs[Math.max(range.start, range.end - 1)]?.run ?? runs.length - 1
  for (let index = Math.max(0, from); index <= to; index++) {
    const style = runs[index]?.style
    if (style === undefined) continue
    const metrics = fonts.metrics(style.size, style.weight)
    let { ascent, descent, top, bottom } = metrics
    if (hasWide(glyphs, range, index)) {
      ascent = Math.min(ascent, Math.round(-1.16 * style.size))
      descent = Math.max(descent, Math.round(0.288 * style.size))
      top = Math.min(top, ascent)
      bottom = Math.max(bottom, descent)
    }
    if (style.lineHeight !== undefined) {
      const leading = Math.ceil(style.lineHeight) - (descent - ascent)
      ascent -= Math.ceil(leading / 2)
      descent += Math.floor(leading / 2)
      top = ascent
      bottom = descent
    }
    above = Math.min(above, line.first && line.padding ? top : ascent)
    below = Math.max(below, line.last && line.padding ? bottom : descent)
  }
  return { above, below }
}

function hasWide(glyphs: readonly Glyph[], range: LineRange, run: number): boolean {
  for (let i = range.start; i < range.end; i++) {
    const glyph = glyphs[i]
    if (glyph?.run === run && isWide(glyph.codePoint)) return true
  }
  return false
}

interface LineContent {
  readonly width: number
  readonly pieces: LinePiece[]
}

function pieces(runs: readonly TextRun[], glyphs: readonly Glyph[], range: LineRange): LineContent {
  const list: LinePiece[] = []
  let x = 0
  let i = range.start
  while (i < range.end) {
    const run = glyphs[i]?.run ?? 0
    const style = runs[run]
    let text = ''
    let width = 0
    for (; i < range.end && glyphs[i]?.run === run; i++) {
      const glyph = glyphs[i]
      if (glyph === undefined || glyph.codePoint === 0x0a) continue
      text += String.fromCodePoint(glyph.codePoint)
      width += glyph.advance
    }
    if (style !== undefined && text !== '') list.push({ text, x, width, style: style.style, tag: style.tag })
    x += width
  }
  return { width: range.width, pieces: list }
}

const ellipsis = 0x2026

function ellipsized(
  fonts: Fonts,
  runs: readonly TextRun[],
  glyphs: readonly Glyph[],
  range: LineRange,
  maxWidth: number,
): LineContent {
  let end = range.end
  while (end > range.start && (glyphs[end - 1]?.codePoint === 0x0a || glyphs[end - 1]?.codePoint === 0x20)) end--
  const style = runs[glyphs[Math.max(range.start, end - 1)]?.run ?? 0]?.style
  if (style === undefined) return pieces(runs, glyphs, range)
  const dots = fonts.advance(ellipsis, style.weight) * style.size
  let width = 0
  for (let i = range.start; i < end; i++) width += glyphs[i]?.advance ?? 0
  while (end > range.start && width + dots > maxWidth) {
    end--
    width -= glyphs[end]?.advance ?? 0
  }
  const content = pieces(runs, glyphs, { start: range.start, end, width })
  const last = content.pieces.pop()
  if (last === undefined)
    return { width: dots, pieces: [{ text: '…', x: 0, width: dots, style, tag: runs[0]?.tag ?? 0 }] }
  content.pieces.push({ ...last, text: last.text + '…', width: last.width + dots })
  return { width: width + dots, pieces: content.pieces }
}
