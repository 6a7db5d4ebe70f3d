import { createCanvas, loadImage, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import type { Phone } from '../android/phone.ts'
import type { Vendor } from '../android/rom.ts'
import { fontFor } from './fonts.ts'
import { heightOf, intersect, widthOf } from './geometry.ts'
import { drawGlyph } from './glyphs.ts'
import type { Paint, Rect, UiNode } from './node.ts'
import { paletteOf } from './palette.ts'
import { pngOf } from './png-encoder.ts'

/** What is on the display: the windows' trees, bottom first. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly roots: readonly UiNode[]
}

export async function encodePng(phone: Phone, frame: Frame): Promise<Buffer> {
  const canvas = await draw(phone, frame)
  return pngOf(canvas.data(), frame.width, frame.height)
}

/** RGBA, row by row. */
export async function drawPixels(phone: Phone, frame: Frame): Promise<Buffer> {
  const canvas = await draw(phone, frame)
  return Buffer.from(canvas.data())
}

async function draw(phone: Phone, frame: Frame): Promise<Canvas> {
  const images = await imagesOf(phone, frame)
  const canvas = createCanvas(frame.width, frame.height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#000'
  context.fillRect(0, 0, frame.width, frame.height)
  const painter = new Painter(context, images)
  const display = { left: 0, top: 0, right: frame.width, bottom: frame.height }
  for (const root of frame.roots) painter.node(root, display)
  return canvas
}

/** Loads the bitmaps of apps (`asset:PACKAGE/PATH` in an APK, or a data URI) before drawing, which cannot wait. */
async function imagesOf(phone: Phone, frame: Frame): Promise<ReadonlyMap<string, Image>> {
  const names = new Set<string>()
  const collect = (node: UiNode): void => {
    for (const paint of node.paint)
      if (paint.kind === 'image' && /^(asset|data):/.test(paint.name)) names.add(paint.name)
    node.children.forEach(collect)
  }
  frame.roots.forEach(collect)
  const images = new Map<string, Image>()
  for (const name of names) {
    const bytes = bytesOf(phone, name)
    if (bytes !== undefined) images.set(name, await loadImage(bytes))
  }
  return images
}

function bytesOf(phone: Phone, name: string): Buffer | undefined {
  const data = /^data:[^,]*;base64,(.*)$/s.exec(name)
  if (data !== null) return Buffer.from(data[1] ?? '', 'base64')
  const [, packageName = '', path = ''] = /^asset:([^/]+)\/(.+)$/.exec(name) ?? []
  return phone.packages.get(packageName)?.asset(path)
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

class Painter {
  readonly #context: SKRSContext2D
  readonly #images: ReadonlyMap<string, Image>

  constructor(context: SKRSContext2D, images: ReadonlyMap<string, Image>) {
    this.#context = context
    this.#images = images
  }

  node(node: UiNode, clip: Rect): void {
    const context = this.#context
    for (const paint of node.paint) this.#paint(paint)
    if (!node.clips) {
      for (const child of node.children) this.node(child, clip)
      return
    }
    const inner = intersect(node.bounds, clip)
    if (inner === undefined) return
    context.save()
    context.beginPath()
    context.rect(inner.left, inner.top, widthOf(inner), heightOf(inner))
    context.clip()
    for (const child of node.children)
      if (intersect(child.bounds, inner) !== undefined || !child.clips) this.node(child, inner)
    context.restore()
  }

  #paint(paint: Paint): void {
    if (paint.kind === 'rect') this.#rect(paint)
    else if (paint.kind === 'text') this.#text(paint)
    else this.#image(paint)
  }

  #rect(paint: Paint & { readonly kind: 'rect' }): void {
    const context = this.#context
    const { rect } = paint
    const radius = Math.min(paint.radius ?? 0, widthOf(rect) / 2, heightOf(rect) / 2)
    context.beginPath()
    if (radius > 0) context.roundRect(rect.left, rect.top, widthOf(rect), heightOf(rect), radius)
    else context.rect(rect.left, rect.top, widthOf(rect), heightOf(rect))
    if (paint.fill !== undefined) {
      context.fillStyle = cssColor(paint.fill)
      context.fill()
    }
    if (paint.stroke !== undefined) {
      context.strokeStyle = cssColor(paint.stroke)
      context.lineWidth = paint.strokeWidth ?? 1
      context.stroke()
    }
  }

  #text(paint: Paint & { readonly kind: 'text' }): void {
    const context = this.#context
    context.font = fontFor(paint.text, paint.size, paint.bold ?? false)
    context.fillStyle = cssColor(paint.color)
    context.textAlign = paint.align ?? 'left'
    context.textBaseline = 'alphabetic'
    context.fillText(this.#fitted(paint), paint.x, paint.baseline)
  }

  /** The text, cut with an ellipsis where it is wider than it may be. The font is set already. */
  #fitted(paint: Paint & { readonly kind: 'text' }): string {
    const { maxWidth, text } = paint
    if (maxWidth === undefined || this.#width(text) <= maxWidth) return text
    const characters = Array.from(graphemes.segment(text), (one) => one.segment)
    let low = 0
    let high = characters.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#width(`${characters.slice(0, middle).join('')}…`) <= maxWidth) low = middle
      else high = middle - 1
    }
    return `${characters.slice(0, low).join('').trimEnd()}…`
  }

  #width(text: string): number {
    return this.#context.measureText(text).width
  }

  #image(paint: Paint & { readonly kind: 'image' }): void {
    const context = this.#context
    const { rect, name } = paint
    if (name.startsWith('wallpaper:')) {
      this.#wallpaper(name.slice('wallpaper:'.length) as Vendor, rect)
      return
    }
    const glyph = /^glyph:([\w-]+):([0-9a-f]{8})$/.exec(name)
    if (glyph !== null) {
      drawGlyph(context, glyph[1] ?? '', cssColor(Number.parseInt(glyph[2] ?? '', 16)), rect)
      return
    }
    const image = this.#images.get(name)
    context.save()
    context.beginPath()
    context.roundRect(rect.left, rect.top, widthOf(rect), heightOf(rect), paint.radius ?? 0)
    context.clip()
    if (image === undefined) {
      context.fillStyle = '#d8dae0'
      context.fillRect(rect.left, rect.top, widthOf(rect), heightOf(rect))
    } else context.drawImage(image, rect.left, rect.top, widthOf(rect), heightOf(rect))
    context.restore()
  }

  /** A gradient with a soft light and two hills: enough to tell the vendors apart at a glance. */
  #wallpaper(vendor: Vendor, rect: Rect): void {
    const context = this.#context
    const { wallpaper } = paletteOf(vendor)
    const width = widthOf(rect)
    const height = heightOf(rect)
    const sky = context.createLinearGradient(0, rect.top, 0, rect.bottom)
    sky.addColorStop(0, cssColor(wallpaper.top))
    sky.addColorStop(1, cssColor(wallpaper.bottom))
    context.fillStyle = sky
    context.fillRect(rect.left, rect.top, width, height)
    const glow = context.createRadialGradient(
      rect.left + width * 0.7,
      rect.top + height * 0.34,
      0,
      rect.left + width * 0.7,
      rect.top + height * 0.34,
      width * 0.8,
    )
    glow.addColorStop(0, cssColor((wallpaper.light & 0xffffff) + 0x88000000))
    glow.addColorStop(1, cssColor(wallpaper.light & 0xffffff))
    context.fillStyle = glow
    context.fillRect(rect.left, rect.top, width, height)
    const hills = [
      { from: 0.72, to: 0.62, alpha: 0x40000000 },
      { from: 0.8, to: 0.86, alpha: 0x66000000 },
    ]
    for (const hill of hills) {
      context.fillStyle = cssColor((wallpaper.top & 0xffffff) + hill.alpha)
      context.beginPath()
      context.moveTo(rect.left, rect.bottom)
      context.lineTo(rect.left, rect.top + height * hill.from)
      context.bezierCurveTo(
        rect.left + width * 0.3,
        rect.top + height * (hill.from - 0.12),
        rect.left + width * 0.6,
        rect.top + height * (hill.to + 0.12),
        rect.right,
        rect.top + height * hill.to,
      )
      context.lineTo(rect.right, rect.bottom)
      context.closePath()
      context.fill()
    }
  }
}

function cssColor(color: number): string {
  const alpha = (color >>> 24) & 0xff
  return `rgba(${String((color >>> 16) & 0xff)},${String((color >>> 8) & 0xff)},${String(color & 0xff)},${String(alpha / 255)})`
}

/** Cuts a part out of a PNG. */
export async function cropPng(png: Buffer, part: Rect): Promise<Buffer> {
  const image = await loadImage(png)
  const canvas = createCanvas(Math.max(1, widthOf(part)), Math.max(1, heightOf(part)))
  canvas.getContext('2d').drawImage(image, -part.left, -part.top)
  return canvas.encode('png')
}
