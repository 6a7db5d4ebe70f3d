import { ApkError } from './apk-error.ts'
import { readStringPool } from './string-pool.ts'
import type { StringPool } from './string-pool.ts'

/** Res_value.dataType (ResourceTypes.h). */
export const valueType = {
  reference: 0x01,
  string: 0x03,
  decimal: 0x10,
  hexadecimal: 0x11,
  boolean: 0x12,
} as const

/** A typed value of a manifest attribute or of a resource. `text` is set for strings. */
export interface TypedValue {
  readonly type: number
  /** The 32 bits, unsigned. */
  readonly data: number
  readonly text?: string
}

export interface XmlAttribute extends TypedValue {
  /** `android:name` attributes have the framework's id, own ones (`package`) have none. */
  readonly resourceId?: number
  readonly name: string
}

export interface XmlElement {
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
}

const chunk = { document: 0x0003, pool: 0x0001, resourceMap: 0x0180, start: 0x0102, end: 0x0103 }
const noString = 0xffffffff

/** Reads a compiled XML file (AndroidManifest.xml of an APK). Throws ApkError when it is none. */
export function readBinaryXml(bytes: Buffer): XmlElement {
  try {
    return readDocument(bytes)
  } catch (cause) {
    if (cause instanceof ApkError) throw cause
    throw new ApkError('INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION', 'AndroidManifest.xml ends too early.', { cause })
  }
}

function readDocument(bytes: Buffer): XmlElement {
  if (bytes.length < 8 || bytes.readUInt16LE(0) !== chunk.document)
    throw malformed('it is not compiled (a plain text manifest is read only by build tools)')
  let pool: StringPool | undefined
  let resourceIds: readonly number[] = []
  let root: XmlElement | undefined
  const open: (XmlElement & { readonly children: XmlElement[] })[] = []
  for (let at = bytes.readUInt16LE(2); at + 8 <= bytes.length; at += bytes.readUInt32LE(at + 4)) {
    const size = bytes.readUInt32LE(at + 4)
    if (size < 8 || at + size > bytes.length) throw malformed(`the chunk at byte ${String(at)} has an impossible size`)
    const type = bytes.readUInt16LE(at)
    if (type === chunk.pool) {
      pool = readStringPool(bytes, at)
    } else if (type === chunk.resourceMap) {
      const first = at
      resourceIds = Array.from({ length: (size - 8) / 4 }, (_, index) => bytes.readUInt32LE(first + 8 + 4 * index))
    } else if (type === chunk.start) {
      if (!pool) throw malformed('an element comes before the strings')
      const element = { ...readStart(bytes, at, pool, resourceIds), children: [] }
      open.at(-1)?.children.push(element)
      root ??= element
      open.push(element)
    } else if (type === chunk.end) {
      open.pop()
    }
  }
  if (!root || open.length > 0) throw malformed('its elements are not closed')
  return root
}

function readStart(bytes: Buffer, at: number, pool: StringPool, resourceIds: readonly number[]) {
  const start = at + bytes.readUInt16LE(at + 2)
  const first = start + bytes.readUInt16LE(start + 8)
  const step = bytes.readUInt16LE(start + 10)
  const count = bytes.readUInt16LE(start + 12)
  const attributes: XmlAttribute[] = []
  for (let index = 0; index < count; index++) {
    const offset = first + index * step
    const nameIndex = bytes.readUInt32LE(offset + 4)
    const raw = bytes.readUInt32LE(offset + 8)
    const type = bytes.readUInt8(offset + 15)
    const data = bytes.readUInt32LE(offset + 16)
    const resourceId = resourceIds[nameIndex]
    const text = type === valueType.string ? pool.at(data) : raw === noString ? undefined : pool.at(raw)
    attributes.push({
      name: pool.at(nameIndex) ?? '',
      ...(resourceId === undefined || resourceId === 0 ? {} : { resourceId }),
      type,
      data,
      ...(text === undefined ? {} : { text }),
    })
  }
  return { name: pool.at(bytes.readUInt32LE(start + 4)) ?? '', attributes }
}

function malformed(what: string): ApkError {
  return new ApkError('INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION', `AndroidManifest.xml cannot be read: ${what}.`)
}
