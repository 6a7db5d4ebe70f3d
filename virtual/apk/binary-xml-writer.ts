import { valueType } from './binary-xml.ts'
import type { XmlElement } from './binary-xml.ts'
import { writeStringPool } from './string-pool.ts'

const chunk = {
  document: 0x0003,
  resourceMap: 0x0180,
  startNamespace: 0x0100,
  endNamespace: 0x0101,
  start: 0x0102,
  end: 0x0103,
} as const
const none = 0xffffffff
const prefix = 'android'

/**
 * Writes compiled XML (ResourceTypes.h: ResXMLTree_node and following). Attributes with a resource id belong to
 * `namespace`, which gets the prefix `android`; attributes of one element must be sorted by id already.
 */
export function writeBinaryXml(root: XmlElement, namespace: string): Buffer {
  const strings = new Strings(root)
  const names = { prefix: strings.index(prefix), uri: strings.index(namespace) }
  const nodes = [
    node(chunk.startNamespace, names.prefix, names.uri),
    ...elements(root, strings, names.uri),
    node(chunk.endNamespace, names.prefix, names.uri),
  ]
  const ids = Buffer.alloc(8 + 4 * strings.resourceIds.length)
  header(ids, chunk.resourceMap, 8)
  strings.resourceIds.forEach((id, index) => ids.writeUInt32LE(id, 8 + 4 * index))
  const body = Buffer.concat([writeStringPool(strings.list), ids, ...nodes])
  const document = Buffer.alloc(8)
  header(document, chunk.document, 8, 8 + body.length)
  return Buffer.concat([document, body])
}

/** The pool: names of attributes with a resource id first, in the order of the ids, parallel to the resource map. */
class Strings {
  readonly resourceIds: readonly number[]
  readonly list: string[]
  private readonly byId: ReadonlyMap<number, number>
  private readonly byText = new Map<string, number>()

  constructor(root: XmlElement) {
    const named = new Map<number, string>()
    collectIds(root, named)
    this.resourceIds = [...named.keys()].sort((a, b) => a - b)
    this.byId = new Map(this.resourceIds.map((id, index) => [id, index]))
    this.list = this.resourceIds.map((id) => named.get(id) ?? '')
  }

  index(text: string): number {
    const known = this.byText.get(text)
    if (known !== undefined) return known
    const index = this.list.push(text) - 1
    this.byText.set(text, index)
    return index
  }

  name(resourceId: number): number {
    return this.byId.get(resourceId) ?? none
  }
}

function collectIds(element: XmlElement, into: Map<number, string>): void {
  for (const { resourceId, name } of element.attributes) if (resourceId !== undefined) into.set(resourceId, name)
  for (const child of element.children) collectIds(child, into)
}

function elements(element: XmlElement, strings: Strings, uri: number): readonly Buffer[] {
  const name = strings.index(element.name)
  const { attributes } = element
  const start = Buffer.alloc(36 + 20 * attributes.length)
  nodeHeader(start, chunk.start)
  start.writeUInt32LE(none, 16)
  start.writeUInt32LE(name, 20)
  start.writeUInt16LE(20, 24)
  start.writeUInt16LE(20, 26)
  start.writeUInt16LE(attributes.length, 28)
  attributes.forEach((attribute, index) => {
    const at = 36 + 20 * index
    const { resourceId } = attribute
    const isString = attribute.type === valueType.string
    const text = isString ? strings.index(attribute.text ?? '') : none
    start.writeUInt32LE(resourceId === undefined ? none : uri, at)
    start.writeUInt32LE(resourceId === undefined ? strings.index(attribute.name) : strings.name(resourceId), at + 4)
    start.writeUInt32LE(text, at + 8)
    start.writeUInt16LE(8, at + 12)
    start.writeUInt8(attribute.type, at + 15)
    start.writeUInt32LE(isString ? text : attribute.data, at + 16)
  })
  return [start, ...element.children.flatMap((child) => elements(child, strings, uri)), node(chunk.end, none, name)]
}

function node(type: number, first: number, second: number): Buffer {
  const bytes = Buffer.alloc(24)
  nodeHeader(bytes, type)
  bytes.writeUInt32LE(first, 16)
  bytes.writeUInt32LE(second, 20)
  return bytes
}

/** Line 1, no comment. */
function nodeHeader(bytes: Buffer, type: number): void {
  header(bytes, type, 16)
  bytes.writeUInt32LE(1, 8)
  bytes.writeUInt32LE(none, 12)
}

function header(bytes: Buffer, type: number, headerSize: number, size = bytes.length): void {
  bytes.writeUInt16LE(type, 0)
  bytes.writeUInt16LE(headerSize, 2)
  bytes.writeUInt32LE(size, 4)
}
