import { isEmoji, isJoiner, isWide } from './fonts.ts'

/** One character of a paragraph: a code point, where it begins in the text (UTF-16), and its advance in px. */
export interface Glyph {
  readonly codePoint: number
  readonly offset: number
  readonly advance: number
  /** Index of the run it belongs to. */
  readonly run: number
}

/** Glyphs [start, end) of one line; trailing blanks belong to it but do not count for the width. */
export interface LineRange {
  readonly start: number
  readonly end: number
  readonly width: number
}

const newline = 0x0a

/** Greedy breaking, as Android's BREAK_STRATEGY_SIMPLE; a word wider than the line is broken between characters. */
export function breakLines(glyphs: readonly Glyph[], maxWidth: number): LineRange[] {
  const lines: LineRange[] = []
  let start = 0
  let breakAt = -1
  let width = 0
  let visible = 0
  let visibleAtBreak = 0
  const close = (end: number, lineWidth: number): void => {
    lines.push({ start, end, width: lineWidth })
    start = end
    breakAt = -1
    width = 0
    visible = 0
  }
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i]
    if (glyph === undefined) break
    if (glyph.codePoint === newline) {
      close(i + 1, visible)
      continue
    }
    if (i > start && canBreakBefore(glyphs, i)) {
      breakAt = i
      visibleAtBreak = visible
    }
    const blank = isBlank(glyph.codePoint)
    if (!blank && width + glyph.advance > maxWidth + 0.01 && i > start) {
      if (breakAt > start) {
        const from = breakAt
        close(from, visibleAtBreak)
        // what was measured after the break starts the next line
        for (let j = from; j < i; j++) {
          const moved = glyphs[j]
          if (moved === undefined) break
          width += moved.advance
          if (!isBlank(moved.codePoint)) visible = width
        }
      } else {
        close(i, visible)
      }
    }
    width += glyph.advance
    if (!blank) visible = width
  }
  const last = glyphs.at(-1)
  if (start < glyphs.length || glyphs.length === 0 || last?.codePoint === newline) {
    lines.push({ start, end: glyphs.length, width: visible })
  }
  return lines
}

function canBreakBefore(glyphs: readonly Glyph[], i: number): boolean {
  const before = glyphs[i - 1]?.codePoint ?? 0
  const here = glyphs[i]?.codePoint ?? 0
  if (isBlank(here) || isJoiner(here)) return false
  if (isBlank(before) || before === 0x200b) return true
  if (before === 0x2d) return !isDigit(here)
  if (breaksAround(before) || breaksAround(here)) return !startsNoLine(here) && !endsNoLine(before)
  return false
}

function isBlank(codePoint: number): boolean {
  return codePoint === 0x20 || codePoint === 0x09 || codePoint === 0x3000
}

function isDigit(codePoint: number): boolean {
  return codePoint >= 0x30 && codePoint <= 0x39
}

function breaksAround(codePoint: number): boolean {
  return isWide(codePoint) || isEmoji(codePoint)
}

// UAX 14 classes CL, CP, NS, EX, IS as far as chat texts use them.
const closing = new Set(Array.from('、。，．：；？！）」』】〉》〕］｝…—・,.!?:;)]}%’”ー々', codePointOf))
const opening = new Set(Array.from('（「『【〈《〔［｛([{“‘', codePointOf))

function startsNoLine(codePoint: number): boolean {
  return closing.has(codePoint)
}

function endsNoLine(codePoint: number): boolean {
  return opening.has(codePoint)
}

function codePointOf(text: string): number {
  return text.codePointAt(0) ?? 0
}
