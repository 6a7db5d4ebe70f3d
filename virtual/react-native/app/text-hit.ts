import type { Display } from '../display.ts'
import type { Family, ShadowNode } from '../fabric/shadow-node.ts'
import type { LayoutTree } from '../layout/layout-tree.ts'
import type { Point } from '../layout/matrix.ts'
import type { Paragraph, TextLine } from '../text/paragraph.ts'
import type { TextLayout } from '../text/text-layout.ts'
import type { Activity } from './activity.ts'

/** The span of a text under a point (dp in the text's box); any other view is its own target. */
export function spanAt(text: TextLayout, activity: Activity, display: Display, family: Family, local: Point): Family {
  if (family.viewName !== 'RCTText' || family.committed === undefined) return family
  if (!family.committed.children.some((child) => child.family.viewName === 'RCTVirtualText')) return family
  const found = paragraphAt(text, activity.layout, display, family, local)
  const piece = found?.line.pieces.find((one) => found.x >= one.x && found.x < one.x + one.width)
  return (piece === undefined ? undefined : byTag(family.committed, piece.tag)) ?? family
}

/** Where the caret goes when an input is tapped: UTF-16 offset into its text. */
export function caretAt(text: TextLayout, layout: LayoutTree, display: Display, family: Family, local: Point): number {
  const value = family.field?.text ?? ''
  const found = value === '' ? undefined : paragraphAt(text, layout, display, family, local)
  if (found === undefined) return value.length
  const { paragraph, line, x } = found
  let offset = 0
  for (const before of paragraph.lines.slice(0, paragraph.lines.indexOf(line))) {
    for (const piece of before.pieces) offset += piece.text.length
    if (value.charAt(offset) === '\n') offset++
  }
  for (const piece of line.pieces) {
    if (x >= piece.x + piece.width) {
      offset += piece.text.length
      continue
    }
    // characters of one piece differ little in width: the share of the piece is close enough for a finger
    const share = Math.max(0, (x - piece.x) / piece.width)
    return Math.min(value.length, offset + Math.round(share * piece.text.length))
  }
  return Math.min(value.length, offset)
}

function paragraphAt(
  text: TextLayout,
  layout: LayoutTree,
  display: Display,
  family: Family,
  local: Point,
): { readonly paragraph: Paragraph; readonly line: TextLine; readonly x: number } | undefined {
  const insets = layout.insets(family)
  const paragraph = text.paragraph(family, family.frame.width - insets.left - insets.right)
  if (paragraph === undefined) return undefined
  const x = (local.x - insets.left) * display.density
  const y = (local.y - insets.top) * display.density
  const line = paragraph.lines.find((one) => y < one.bottom) ?? paragraph.lines.at(-1)
  return line === undefined ? undefined : { paragraph, line, x }
}

function byTag(node: ShadowNode, tag: number): Family | undefined {
  if (node.family.tag === tag) return node.family
  for (const child of node.children) {
    const found = byTag(child, tag)
    if (found !== undefined) return found
  }
  return undefined
}
