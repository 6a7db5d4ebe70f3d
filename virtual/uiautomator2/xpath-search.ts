import { createRequire } from 'node:module'
import { sourceAttributes } from './attributes.ts'
import { tagName, type SourceOptions } from './page-source.ts'
import { invalidSelector, unknownError } from './server-error.ts'
import type { VisibleNode } from '../ui/visible-tree.ts'
import type { FoundNode, WindowSnapshot } from './window-snapshot.ts'

/** A DOM node as the XPath engine asks for it (fontoxpath's default DOM facade). */
interface XmlNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly localName: string
  readonly namespaceURI: null
  readonly prefix: null
  readonly parentNode: XmlNode | null
  readonly childNodes: XmlNode[]
  readonly attributes: readonly XmlNode[]
  readonly data?: string
  readonly value?: string
  firstChild: XmlNode | null
  lastChild: XmlNode | null
  nextSibling: XmlNode | null
  previousSibling: XmlNode | null
  readonly found?: FoundNode
}

/**
 * Elements that an XPath expression selects in the page source, in document order. XPath 2 and 3.1 as the real server's
 * engine knows it (`matches`, `lower-case` ...). With `context` the search sees only that element's subtree.
 */
export function searchXPath(
  expression: string,
  snapshots: readonly WindowSnapshot[],
  options: SourceOptions,
  context: FoundNode | undefined,
): readonly FoundNode[] {
  const document = documentOf(snapshots, { ...options, wanted: queriedAttributes(expression) }, context)
  try {
    const nodes = select(expression, document)
    return nodes.flatMap((node) => (node.found === undefined ? [] : [node.found]))
  } catch (error) {
    throw translated(error, expression)
  }
}

type Engine = typeof import('fontoxpath')

let engine: Engine | undefined

/** 400 KB of CommonJS: loaded by the first search, not by every idle phone. */
function xpathEngine(): Engine {
  engine ??= createRequire(import.meta.url)('fontoxpath') as Engine
  return engine
}

function select(expression: string, document: XmlNode): readonly XmlNode[] {
  const { evaluateXPath } = xpathEngine()
  const result: unknown = evaluateXPath(
    expression,
    document as unknown as Node,
    null,
    {},
    evaluateXPath.ALL_RESULTS_TYPE,
  )
  return Array.isArray(result) ? result.filter(isXmlNode).filter((node) => node.nodeType === 1) : []
}

function isXmlNode(item: unknown): item is XmlNode {
  return typeof item === 'object' && item !== null && 'nodeType' in item
}

/** XPST: the expression is wrong; anything else went wrong while it ran. */
function translated(error: unknown, expression: string): Error {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  if (/XPST|parse|syntax|Expected/i.test(message)) return invalidSelector(`${message} (${expression})`)
  return unknownError(
    `${message}. Try changing the 'enforceXPath1' driver setting to 'true' in order to workaround the problem.`,
  )
}

function documentOf(
  snapshots: readonly WindowSnapshot[],
  options: XPathOptions,
  context: FoundNode | undefined,
): XmlNode {
  const document = xmlNode(9, '#document', null, [])
  if (context !== undefined) {
    append(document, [elementOf(context.snapshot, context.visible, document, options)])
    return document
  }
  const hierarchy = xmlNode(1, 'hierarchy', document, [
    ['index', '0'],
    ['class', 'hierarchy'],
    ['rotation', '0'],
    ['width', String(options.screen.width)],
    ['height', String(options.screen.height)],
  ])
  append(document, [hierarchy])
  append(
    hierarchy,
    snapshots.map((snapshot, index) => elementOf(snapshot, { ...snapshot.root, index }, hierarchy, options)),
  )
  return document
}

const noExtras: ReadonlySet<string> = new Set()

/** Attributes that an expression asks for, and the class; undefined for all. The server collects no others. */
function queriedAttributes(expression: string): ReadonlySet<string> | undefined {
  if (/@\s*\*|attribute::/.test(expression)) return undefined
  return new Set(['class', ...Array.from(expression.matchAll(/@\s*([\w-]+)/g), (match) => match[1] ?? '')])
}

interface XPathOptions extends SourceOptions {
  readonly wanted: ReadonlySet<string> | undefined
}

function elementOf(snapshot: WindowSnapshot, visible: VisibleNode, parent: XmlNode, options: XPathOptions): XmlNode {
  const pairs = sourceAttributes({ snapshot, visible, apiLevel: options.apiLevel }, noExtras, options.wanted)
  const node = xmlNode(1, tagName(visible.node.className, options.settings.normalizeTagNames), parent, pairs, {
    snapshot,
    visible,
  })
  append(
    node,
    visible.children.map((child) => elementOf(snapshot, child, node, options)),
  )
  return node
}

function xmlNode(
  nodeType: number,
  name: string,
  parent: XmlNode | null,
  pairs: readonly (readonly [string, string])[],
  found?: FoundNode,
): XmlNode {
  const attributes: XmlNode[] = []
  const node: XmlNode = {
    nodeType,
    nodeName: name,
    localName: name,
    namespaceURI: null,
    prefix: null,
    parentNode: parent,
    childNodes: [],
    attributes,
    firstChild: null,
    lastChild: null,
    nextSibling: null,
    previousSibling: null,
    ...(found === undefined ? {} : { found }),
  }
  for (const [attribute, value] of pairs)
    attributes.push({
      nodeType: 2,
      nodeName: attribute,
      localName: attribute,
      namespaceURI: null,
      prefix: null,
      parentNode: node,
      childNodes: [],
      attributes: [],
      value,
      firstChild: null,
      lastChild: null,
      nextSibling: null,
      previousSibling: null,
    })
  return node
}

function append(parent: XmlNode, children: readonly XmlNode[]): void {
  children.forEach((child, index) => {
    child.previousSibling = children[index - 1] ?? null
    child.nextSibling = children[index + 1] ?? null
    parent.childNodes.push(child)
  })
  parent.firstChild = children[0] ?? null
  parent.lastChild = children.at(-1) ?? null
}
