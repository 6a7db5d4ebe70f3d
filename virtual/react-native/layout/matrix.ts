import type { Props } from '../fabric/props.ts'
import { isRecord } from '../fabric/props.ts'

/** Affine map of the plane: x' = a x + c y + tx, y' = b x + d y + ty. */
export interface Matrix {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly tx: number
  readonly ty: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const identity: Matrix = { a: 1, b: 0, c: 0, d: 1, tx: 0, ty: 0 }

export function translation(tx: number, ty: number): Matrix {
  return { a: 1, b: 0, c: 0, d: 1, tx, ty }
}

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    tx: outer.a * inner.tx + outer.c * inner.ty + outer.tx,
    ty: outer.b * inner.tx + outer.d * inner.ty + outer.ty,
  }
}

export function mapPoint(m: Matrix, x: number, y: number): Point {
  return { x: m.a * x + m.c * y + m.tx, y: m.b * x + m.d * y + m.ty }
}

/** undefined when the map flattens the plane (a scale of 0). */
export function invert(m: Matrix): Matrix | undefined {
  const determinant = m.a * m.d - m.b * m.c
  if (Math.abs(determinant) < 1e-9) return undefined
  const a = m.d / determinant
  const b = -m.b / determinant
  const c = -m.c / determinant
  const d = m.a / determinant
  return { a, b, c, d, tx: -(a * m.tx + c * m.ty), ty: -(b * m.tx + d * m.ty) }
}

/**
 * The `transform` style of a box, around its `transformOrigin` (the centre by default). Rotations about x and y keep
 * only their scaling of the other axis; perspective is left out.
 */
export function transformOf(props: Props, width: number, height: number): Matrix {
  const list = props['transform']
  if (!Array.isArray(list) || list.length === 0) return identity
  let matrix = identity
  for (const entry of list as readonly unknown[]) {
    if (!isRecord(entry)) continue
    for (const operation of Object.keys(entry)) {
      matrix = multiply(matrix, operationMatrix(operation, entry[operation], width, height))
    }
  }
  const origin = transformOrigin(props['transformOrigin'], width, height)
  return multiply(translation(origin.x, origin.y), multiply(matrix, translation(-origin.x, -origin.y)))
}

function operationMatrix(operation: string, value: unknown, width: number, height: number): Matrix {
  switch (operation) {
    case 'translateX':
      return translation(length(value, width), 0)
    case 'translateY':
      return translation(0, length(value, height))
    case 'translate': {
      const [x, y] = Array.isArray(value) ? (value as readonly unknown[]) : []
      return translation(length(x, width), length(y, height))
    }
    case 'scale':
      return { ...identity, a: scalar(value, 1), d: scalar(value, 1) }
    case 'scaleX':
      return { ...identity, a: scalar(value, 1) }
    case 'scaleY':
      return { ...identity, d: scalar(value, 1) }
    case 'rotate':
    case 'rotateZ': {
      const r = radians(value)
      return { a: Math.cos(r), b: Math.sin(r), c: -Math.sin(r), d: Math.cos(r), tx: 0, ty: 0 }
    }
    case 'rotateX':
      return { ...identity, d: Math.cos(radians(value)) }
    case 'rotateY':
      return { ...identity, a: Math.cos(radians(value)) }
    case 'skewX':
      return { ...identity, c: Math.tan(radians(value)) }
    case 'skewY':
      return { ...identity, b: Math.tan(radians(value)) }
    case 'matrix':
      return fromList(value)
    default:
      return identity
  }
}

/** A 3x3 or 4x4 matrix in column order. */
function fromList(value: unknown): Matrix {
  if (!Array.isArray(value)) return identity
  const n = (value as readonly unknown[]).map((item) => scalar(item, 0))
  const size = n.length === 16 ? 4 : 3
  const at = (column: number, row: number): number => n[column * size + row] ?? 0
  return {
    a: at(0, 0),
    b: at(0, 1),
    c: at(1, 0),
    d: at(1, 1),
    tx: at(size - 1, 0),
    ty: at(size - 1, 1),
  }
}

function transformOrigin(value: unknown, width: number, height: number): Point {
  const centre = { x: width / 2, y: height / 2 }
  if (!Array.isArray(value)) return centre
  const [x, y] = value as readonly unknown[]
  return { x: length(x, width, centre.x), y: length(y, height, centre.y) }
}

function length(value: unknown, whole: number, otherwise = 0): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string' && value.endsWith('%')) return (Number.parseFloat(value) / 100) * whole
  return otherwise
}

function scalar(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

function radians(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return 0
  const number = Number.parseFloat(value)
  return value.endsWith('deg') ? (number * Math.PI) / 180 : number
}
