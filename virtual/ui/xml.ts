import type { Rect, UiNode } from './node.ts'
import { visibleTree, type VisibleNode } from './visible-tree.ts'
import { serializeXml, type XmlElement } from './xml-serializer.ts'

/**
 * The file of `uiautomator dump` (frameworks/base cmds/uiautomator, AccessibilityNodeInfoDumper): `<node>` elements on
 * one line, every attribute always there, characters that XML 1.0 does not allow replaced by a dot.
 */
export function plainDump(root: UiNode, display: Rect, options: { readonly compressed: boolean }): string {
  const visible = visibleTree(root, display)
  const children = options.compressed ? compress(visible).map(nodeElement) : [nodeElement(visible)]
  return serializeXml({ name: 'hierarchy', attributes: [['rotation', '0']], children }, { indent: false })
}

function nodeElement(visible: VisibleNode): XmlElement {
  const { node } = visible
  const flag = (value: boolean): string => String(value)
  return {
    name: 'node',
    attributes: [
      ...(isNotAccessibilityFriendly(visible) ? [['NAF', 'true'] as const] : []),
      ['index', String(visible.index)],
      ['text', safe(node.text)],
      ['resource-id', safe(node.resourceId)],
      ['class', safe(node.className)],
      ['package', safe(node.packageName)],
      ['content-desc', safe(node.contentDescription)],
      ['checkable', flag(node.checkable)],
      ['checked', flag(node.checked)],
      ['clickable', flag(node.clickable)],
      ['enabled', flag(node.enabled)],
      ['focusable', flag(node.focusable)],
      ['focused', flag(node.focused)],
      ['scrollable', flag(node.scrollable)],
      ['long-clickable', flag(node.longClickable)],
      ['password', flag(node.password)],
      ['selected', flag(node.selected)],
      ['bounds', shortBounds(visible.bounds)],
    ],
    children: visible.children.map(nodeElement),
  }
}

/** `[left,top][right,bottom]`, android.graphics.Rect.toShortString. */
export function shortBounds(rect: Rect): string {
  return `[${String(rect.left)},${String(rect.top)}][${String(rect.right)},${String(rect.bottom)}]`
}

/** Without views that are of no importance to accessibility: bare layouts go, their children take their place. */
export function compress(visible: VisibleNode): readonly VisibleNode[] {
  const children = visible.children.flatMap(compress).map((child, index) => ({ ...child, index }))
  return isImportant(visible.node) ? [{ ...visible, children }] : children
}

/** View.isImportantForAccessibility in its automatic mode, as far as a node tells. */
export function isImportant(node: UiNode): boolean {
  return (
    node.text !== '' ||
    node.contentDescription !== '' ||
    node.paneTitle !== '' ||
    node.clickable ||
    node.longClickable ||
    node.focusable ||
    node.checkable ||
    !/(Layout|ViewGroup|android\.view\.View)$/.test(node.className)
  )
}

const excludedFromNaf = new Set([
  'android.widget.GridView',
  'android.widget.GridLayout',
  'android.widget.ListView',
  'android.widget.TableLayout',
])

/** "NAF": something to click without any text for it, in itself or below. */
function isNotAccessibilityFriendly(visible: VisibleNode): boolean {
  const { node } = visible
  return node.clickable && node.enabled && !excludedFromNaf.has(node.className) && !hasWords(visible)
}

function hasWords(visible: VisibleNode): boolean {
  return visible.node.text !== '' || visible.node.contentDescription !== '' || visible.children.some(hasWords)
}

/** The dumper's stripInvalidXMLChars works on UTF-16 units and lets surrogates pass. */
function safe(text: string): string {
  return text.replace(
    /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufddf\u0000\ufffe\uffff]/g,
    '.',
  )
}
