/** A ResStringPool chunk (AOSP frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h), decoded on demand. */
export interface StringPool {
  readonly size: number
  /** Undefined for an index outside of the pool, such as 0xffffffff for "no string". */
  at(index: number): string | undefined
}

const utf8Flag = 0x100

/** Reads the pool whose chunk header is at `offset`. */
export function readStringPool(bytes: Buffer, offset: number): StringPool {
  const headerSize = bytes.readUInt16LE(offset + 2)
  const size = bytes.readUInt32LE(offset + 8)
  const utf8 = (bytes.readUInt32LE(offset + 16) & utf8Flag) !== 0
  const start = offset + bytes.readUInt32LE(offset + 20)
  return {
    size,
    at(index) {
      if (index < 0 || index >= size) return undefined
      const at = start + bytes.readUInt32LE(offset + headerSize + 4 * index)
      return utf8 ? readUtf8(bytes, at) : readUtf16(bytes, at)
    },
  }
}

/** Two lengths, characters and bytes; each takes a second byte when its high bit is set. */
function readUtf8(bytes: Buffer, offset: number): string {
  let at = offset + (bytes.readUInt8(offset) & 0x80 ? 2 : 1)
  let length = bytes.readUInt8(at++)
  if (length & 0x80) length = ((length & 0x7f) << 8) | bytes.readUInt8(at++)
  return bytes.toString('utf8', at, at + length)
}

function readUtf16(bytes: Buffer, offset: number): string {
  let at = offset + 2
  let length = bytes.readUInt16LE(offset)
  if (length & 0x8000) {
    length = ((length & 0x7fff) << 16) | bytes.readUInt16LE(at)
    at += 2
  }
  return bytes.toString('utf16le', at, at + 2 * length)
}

/** Builds a UTF-16 pool chunk without styles. */
export function writeStringPool(strings: readonly string[]): Buffer {
  const encoded = strings.map(encodeUtf16)
  const offsets = Buffer.alloc(4 * strings.length)
  let at = 0
  encoded.forEach((text, index) => {
    offsets.writeUInt32LE(at, 4 * index)
    at += text.length
  })
  const data = Buffer.concat([...encoded, Buffer.alloc((4 - (at % 4)) % 4)])
  const header = Buffer.alloc(28)
  header.writeUInt16LE(0x0001, 0)
  header.writeUInt16LE(28, 2)
  header.writeUInt32LE(28 + offsets.length + data.length, 4)
  header.writeUInt32LE(strings.length, 8)
  header.writeUInt32LE(28 + offsets.length, 20)
  return Buffer.concat([header, offsets, data])
}

function encodeUtf16(text: string): Buffer {
  const length = Buffer.alloc(text.length > 0x7fff ? 4 : 2)
  if (length.length === 4) {
    length.writeUInt16LE(0x8000 | (text.length >>> 16), 0)
    length.writeUInt16LE(text.length & 0xffff, 2)
  } else {
    length.writeUInt16LE(text.length, 0)
  }
  return Buffer.concat([length, Buffer.from(text, 'utf16le'), Buffer.alloc(2)])
}
