import { valueType } from './binary-xml.ts'
import type { TypedValue } from './binary-xml.ts'
import { readStringPool } from './string-pool.ts'

/** resources.arsc of an APK, as far as simple values (strings, numbers, booleans) go. */
export interface ResourceTable {
  /** The value behind a resource id in the default configuration; undefined when it is not in this table. */
  resolve(resourceId: number): TypedValue | undefined
}

const chunk = { table: 0x0002, package: 0x0200, type: 0x0201 }
const sparseFlag = 0x01
const shortOffsetsFlag = 0x02
const complexEntry = 0x0001
const compactEntry = 0x0008
/** A chain of references longer than this is a loop. */
const longestChain = 20

/** Opens a table (ResourceTypes.h: ResTable_header, ResTable_package, ResTable_type). */
export function readResourceTable(bytes: Buffer): ResourceTable {
  return {
    resolve(resourceId) {
      let value = look(bytes, resourceId)
      for (let hops = 0; value?.type === valueType.reference && hops < longestChain; hops++)
        value = look(bytes, value.data)
      return value?.type === valueType.reference ? undefined : value
    },
  }
}

function look(bytes: Buffer, resourceId: number): TypedValue | undefined {
  if (bytes.length < 12 || bytes.readUInt16LE(0) !== chunk.table) return undefined
  const poolOffset = bytes.readUInt16LE(2)
  let best: TypedValue | undefined
  for (const at of chunks(bytes, poolOffset, bytes.length, chunk.package)) {
    if (bytes.readUInt32LE(at + 8) !== resourceId >>> 24) continue
    const end = at + bytes.readUInt32LE(at + 4)
    for (const type of chunks(bytes, at + bytes.readUInt16LE(at + 2), end, chunk.type)) {
      if (bytes.readUInt8(type + 8) !== ((resourceId >>> 16) & 0xff)) continue
      const value = readEntry(bytes, type, resourceId & 0xffff)
      if (!value) continue
      if (isDefaultConfiguration(bytes, type + 20)) return withText(bytes, poolOffset, value)
      best ??= value
    }
  }
  return best && withText(bytes, poolOffset, best)
}

function* chunks(bytes: Buffer, from: number, to: number, wanted: number): Generator<number> {
  for (let at = from; at + 8 <= to;) {
    if (bytes.readUInt16LE(at) === wanted) yield at
    const size = bytes.readUInt32LE(at + 4)
    if (size < 8) return
    at += size
  }
}

function readEntry(bytes: Buffer, type: number, entryId: number): TypedValue | undefined {
  const offset = entryOffset(bytes, type, entryId)
  if (offset === undefined) return undefined
  const at = type + bytes.readUInt32LE(type + 16) + offset
  const flags = bytes.readUInt16LE(at + 2)
  if (flags & compactEntry) return { type: flags >>> 8, data: bytes.readUInt32LE(at + 4) }
  if (flags & complexEntry) return undefined
  const value = at + bytes.readUInt16LE(at)
  return { type: bytes.readUInt8(value + 3), data: bytes.readUInt32LE(value + 4) }
}

/** Offset of an entry from entriesStart, undefined when this configuration does not have it. */
function entryOffset(bytes: Buffer, type: number, entryId: number): number | undefined {
  const flags = bytes.readUInt8(type + 9)
  const count = bytes.readUInt32LE(type + 12)
  const offsets = type + bytes.readUInt16LE(type + 2)
  if (flags & sparseFlag) {
    for (let index = 0; index < count; index++)
      if (bytes.readUInt16LE(offsets + 4 * index) === entryId) return 4 * bytes.readUInt16LE(offsets + 4 * index + 2)
    return undefined
  }
  if (entryId >= count) return undefined
  if (flags & shortOffsetsFlag) {
    const short = bytes.readUInt16LE(offsets + 2 * entryId)
    return short === 0xffff ? undefined : 4 * short
  }
  const offset = bytes.readUInt32LE(offsets + 4 * entryId)
  return offset === 0xffffffff ? undefined : offset
}

/** A ResTable_config of zeros after its size is the one without qualifiers. */
function isDefaultConfiguration(bytes: Buffer, config: number): boolean {
  return bytes.subarray(config + 4, config + bytes.readUInt32LE(config)).every((byte) => byte === 0)
}

function withText(bytes: Buffer, poolOffset: number, value: TypedValue): TypedValue {
  if (value.type !== valueType.string) return value
  const text = readStringPool(bytes, poolOffset).at(value.data)
  return text === undefined ? value : { ...value, text }
}
