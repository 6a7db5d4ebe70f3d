import { Ttf } from './ttf.ts'

export type Weight = 'regular' | 'medium' | 'bold'

/** Font files, shared between the threads. */
export type FontFiles = Readonly<Record<Weight, SharedArrayBuffer>>

/** Integer pixels as android.graphics.Paint.FontMetricsInt has them: above the baseline is negative. */
export interface FontMetrics {
  readonly top: number
  readonly ascent: number
  readonly descent: number
  readonly bottom: number
}

/** Roboto as measured by the phone, with the widths of what it falls back to. */
export class Fonts {
  readonly #files: FontFiles
  readonly #fonts = new Map<Weight, Ttf>()

  constructor(files: FontFiles) {
    this.#files = files
  }

  /** In ems. */
  advance(codePoint: number, weight: Weight): number {
    return this.#font(weight).advance(codePoint) ?? fallbackAdvance(codePoint)
  }

  /**
   * Rounded as Skia's Android glue does (frameworks/base libs/hwui/jni/Paint.cpp, getMetricsInt): ascent and descent to
   * the nearest pixel, top and bottom outwards.
   */
  metrics(size: number, weight: Weight): FontMetrics {
    const font = this.#font(weight)
    const scale = size / font.unitsPerEm
    return {
      top: Math.floor(-font.yMax * scale),
      ascent: Math.round(-font.ascent * scale),
      descent: Math.round(-font.descent * scale),
      bottom: Math.ceil(-font.yMin * scale),
    }
  }

  #font(weight: Weight): Ttf {
    let font = this.#fonts.get(weight)
    if (font === undefined) {
      font = new Ttf(this.#files[weight])
      this.#fonts.set(weight, font)
    }
    return font
  }
}

/** CJK fonts set every character on one em; Noto Color Emoji's advance is 2550 of 2048. */
function fallbackAdvance(codePoint: number): number {
  if (isJoiner(codePoint)) return 0
  if (isEmoji(codePoint)) return 1.245
  if (isWide(codePoint)) return 1
  return 0.6
}

export function isWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x1100 && codePoint <= 0x115f) ||
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7af) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe4f) ||
    (codePoint >= 0xff00 && codePoint <= 0xffef) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  )
}

export function isEmoji(codePoint: number): boolean {
  return (codePoint >= 0x1f000 && codePoint <= 0x1faff) || (codePoint >= 0x2600 && codePoint <= 0x27bf)
}

/** Variation selectors, joiners, skin tones and combining marks: they add to the glyph before them. */
export function isJoiner(codePoint: number): boolean {
  return (
    codePoint === 0x200b ||
    codePoint === 0x200d ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff) ||
    (codePoint >= 0x0300 && codePoint <= 0x036f)
  )
}
