/** Advance widths and vertical metrics of a TrueType font (OpenType 1.9: head, hhea, hmtx, cmap). */
export class Ttf {
  readonly unitsPerEm: number
  /** hhea, in units of the em; descent is negative. */
  readonly ascent: number
  readonly descent: number
  /** Highest and lowest point of any glyph, in units of the em. */
  readonly yMax: number
  readonly yMin: number
  readonly #data: DataView
  readonly #advances: number
  readonly #advanceCount: number
  readonly #groups: number
  readonly #groupCount: number
  readonly #segments: number
  readonly #segmentCount: number
  readonly #cache = new Map<number, number>()

  constructor(bytes: ArrayBufferLike) {
    const data = new DataView(bytes)
    this.#data = data
    const head = this.#table('head')
    const hhea = this.#table('hhea')
    this.unitsPerEm = data.getUint16(head + 18)
    this.yMin = data.getInt16(head + 38)
    this.yMax = data.getInt16(head + 42)
    this.ascent = data.getInt16(hhea + 4)
    this.descent = data.getInt16(hhea + 6)
    this.#advanceCount = data.getUint16(hhea + 34)
    this.#advances = this.#table('hmtx')
    const cmap = this.#table('cmap')
    const format12 = this.#subtable(cmap, 12)
    const format4 = this.#subtable(cmap, 4)
    this.#groups = format12 === undefined ? 0 : format12 + 16
    this.#groupCount = format12 === undefined ? 0 : data.getUint32(format12 + 12)
    this.#segments = format4 === undefined ? 0 : format4 + 14
    this.#segmentCount = format4 === undefined ? 0 : data.getUint16(format4 + 6) / 2
  }

  /** In ems; undefined when the font has no glyph for it. */
  advance(codePoint: number): number | undefined {
    const cached = this.#cache.get(codePoint)
    if (cached !== undefined) return cached < 0 ? undefined : cached
    const glyph = this.#groupCount > 0 ? this.#glyphByGroup(codePoint) : this.#glyphBySegment(codePoint)
    const index = Math.min(glyph, this.#advanceCount - 1)
    const advance = glyph === 0 ? -1 : this.#data.getUint16(this.#advances + index * 4) / this.unitsPerEm
    this.#cache.set(codePoint, advance)
    return advance < 0 ? undefined : advance
  }

  #table(tag: string): number {
    const count = this.#data.getUint16(4)
    for (let i = 0; i < count; i++) {
      const record = 12 + i * 16
      if (this.#tag(record) === tag) return this.#data.getUint32(record + 8)
    }
    throw new Error(`the font has no table ${tag}`)
  }

  #tag(offset: number): string {
    return String.fromCharCode(...[0, 1, 2, 3].map((i) => this.#data.getUint8(offset + i)))
  }

  #subtable(cmap: number, format: number): number | undefined {
    const count = this.#data.getUint16(cmap + 2)
    for (let i = 0; i < count; i++) {
      const offset = cmap + this.#data.getUint32(cmap + 4 + i * 8 + 4)
      if (this.#data.getUint16(offset) === format) return offset
    }
    return undefined
  }

  #glyphByGroup(codePoint: number): number {
    let low = 0
    let high = this.#groupCount - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const group = this.#groups + middle * 12
      if (codePoint < this.#data.getUint32(group)) high = middle - 1
      else if (codePoint > this.#data.getUint32(group + 4)) low = middle + 1
      else return this.#data.getUint32(group + 8) + codePoint - this.#data.getUint32(group)
    }
    return 0
  }

  #glyphBySegment(codePoint: number): number {
    if (codePoint > 0xffff) return 0
    const ends = this.#segments
    const starts = ends + this.#segmentCount * 2 + 2
    const deltas = starts + this.#segmentCount * 2
    const ranges = deltas + this.#segmentCount * 2
    for (let i = 0; i < this.#segmentCount; i++) {
      if (codePoint > this.#data.getUint16(ends + i * 2)) continue
      const start = this.#data.getUint16(starts + i * 2)
      if (codePoint < start) return 0
      const delta = this.#data.getUint16(deltas + i * 2)
      const range = this.#data.getUint16(ranges + i * 2)
      if (range === 0) return (codePoint + delta) & 0xffff
      const glyph = this.#data.getUint16(ranges + i * 2 + range + (codePoint - start) * 2)
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}
