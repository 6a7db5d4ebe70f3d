import { heightOf, widthOf } from './geometry.ts'
import type { Paint, Rect } from './node.ts'

const colors = [0xff3f7df6, 0xff19a974, 0xfff2662c, 0xff8b5cf6, 0xffdb2b6b, 0xff0e9fb5, 0xffb7791f, 0xff4c5fd5]

/** An app's icon as a launcher draws one without a bitmap: a rounded tile with the first letter of its name. */
export function appIcon(packageName: string, name: string, rect: Rect): readonly Paint[] {
  const side = Math.min(widthOf(rect), heightOf(rect))
  return [
    { kind: 'rect', rect, fill: colorOf(packageName), radius: side * 0.26 },
    {
      kind: 'text',
      text: firstLetter(name),
      x: (rect.left + rect.right) / 2,
      baseline: (rect.top + rect.bottom) / 2 + side * 0.19,
      size: side * 0.54,
      color: 0xffffffff,
      bold: true,
      align: 'center',
    },
  ]
}

/** The same colour for the same package on every phone. */
export function colorOf(packageName: string): number {
  let sum = 7
  for (const character of packageName) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return colors[sum % colors.length] ?? 0xff3f7df6
}

function firstLetter(name: string): string {
  const [first] = name
  return (first ?? '?').toUpperCase()
}
