import type { Matrix } from '../layout/matrix.ts'
import { identity, mapPoint, multiply, transformOf, translation } from '../layout/matrix.ts'
import type { Family, Frame } from './shadow-node.ts'
import { emptyFrame } from './shadow-node.ts'

/** From the component's own coordinates to its parent's, dp. */
function toParent(family: Family): Matrix {
  const { frame, parent } = family
  // a dialog's content starts at its own window
  if (family.viewName === 'RCTModalHostView') return identity
  const scroll = parent?.scroll
  const offset = translation(frame.x - (scroll?.x ?? 0), frame.y - (scroll?.y ?? 0))
  return multiply(offset, transformOf(family.props, frame.width, frame.height))
}

/** From the component's own coordinates to those of its window's root, or of `ancestor`. */
export function toAncestor(family: Family, ancestor?: Family): Matrix {
  let matrix = identity
  let at: Family | undefined = family
  while (at !== undefined && at !== ancestor) {
    matrix = multiply(toParent(at), matrix)
    if (at.viewName === 'RCTModalHostView' && ancestor === undefined) break
    at = at.parent
  }
  return matrix
}

/** The box that encloses the component in its window's root, dp; empty when it is not mounted. */
export function boxInRoot(family: Family, ancestor?: Family): Frame {
  if (family.committed === undefined) return emptyFrame
  return enclosing(toAncestor(family, ancestor), family.frame.width, family.frame.height)
}

export function enclosing(matrix: Matrix, width: number, height: number): Frame {
  const corners = [
    mapPoint(matrix, 0, 0),
    mapPoint(matrix, width, 0),
    mapPoint(matrix, 0, height),
    mapPoint(matrix, width, height),
  ]
  const xs = corners.map((corner) => corner.x)
  const ys = corners.map((corner) => corner.y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
