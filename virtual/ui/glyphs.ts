import type { SKRSContext2D } from '@napi-rs/canvas'
import { heightOf, widthOf } from './geometry.ts'
import type { Rect } from './node.ts'

/** Symbols of the system windows, drawn with lines in a square of 24 units. */
type Drawing = (context: SKRSContext2D) => void

const drawings: Readonly<Record<string, Drawing>> = {
  down: (c) => {
    stroke(c, [
      [7, 10],
      [12, 15],
      [17, 10],
    ])
  },
  up: (c) => {
    stroke(c, [
      [7, 14],
      [12, 9],
      [17, 14],
    ])
  },
  close: (c) => {
    stroke(c, [
      [6, 6],
      [18, 18],
    ])
    stroke(c, [
      [18, 6],
      [6, 18],
    ])
  },
  signal: (c) => {
    fill(c, [
      [3, 21],
      [21, 21],
      [21, 3],
    ])
  },
  wifi: (c) => {
    c.beginPath()
    c.moveTo(12, 21)
    c.arc(12, 21, 18, (-135 * Math.PI) / 180, (-45 * Math.PI) / 180)
    c.closePath()
    c.fill()
  },
  bluetooth: (c) => {
    stroke(c, [
      [7, 8],
      [17, 16],
      [12, 21],
      [12, 3],
      [17, 8],
      [7, 16],
    ])
  },
  airplane: (c) => {
    fill(c, [
      [12, 2],
      [14, 9],
      [22, 14],
      [22, 16],
      [14, 13.5],
      [13.5, 19],
      [16, 21],
      [16, 22],
      [12, 21],
      [8, 22],
      [8, 21],
      [10.5, 19],
      [10, 13.5],
      [2, 16],
      [2, 14],
      [10, 9],
    ])
  },
  moon: (c) => {
    c.beginPath()
    c.arc(12, 12, 9, 0, Math.PI * 2)
    c.fill()
    c.save()
    c.globalCompositeOperation = 'destination-out'
    c.fillRect(7, 11, 10, 2.4)
    c.restore()
  },
  'nav-back': (c) => {
    fill(c, [
      [17, 4],
      [17, 20],
      [5, 12],
    ])
  },
  'nav-home': (c) => {
    c.beginPath()
    c.arc(12, 12, 8, 0, Math.PI * 2)
    c.fill()
  },
  'nav-recents': (c) => {
    c.fillRect(5, 5, 14, 14)
  },
}

/** Draws a symbol into `rect`; false when there is none of that name. */
export function drawGlyph(context: SKRSContext2D, name: string, color: string, rect: Rect): boolean {
  const drawing = drawings[name]
  if (drawing === undefined) return false
  context.save()
  context.translate(rect.left, rect.top)
  context.scale(widthOf(rect) / 24, heightOf(rect) / 24)
  context.fillStyle = color
  context.strokeStyle = color
  context.lineWidth = 2
  context.lineCap = 'round'
  context.lineJoin = 'round'
  drawing(context)
  context.restore()
  return true
}

function trace(context: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
  context.beginPath()
  points.forEach(([x, y], index) => {
    if (index === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
}

function stroke(context: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
  trace(context, points)
  context.stroke()
}

function fill(context: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
  trace(context, points)
  context.closePath()
  context.fill()
}
