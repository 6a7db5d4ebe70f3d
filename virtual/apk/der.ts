/** One value of DER (ITU-T X.690): its tag, its content, and its bytes as a whole. */
export interface Der {
  readonly tag: number
  readonly body: Buffer
  readonly whole: Buffer
}

/** Reads the value that starts at `at`. Throws RangeError when it reaches beyond the bytes. */
export function readDer(bytes: Buffer, at = 0): Der {
  const tag = bytes.readUInt8(at)
  let length = bytes.readUInt8(at + 1)
  let start = at + 2
  if (length & 0x80) {
    const count = length & 0x7f
    length = bytes.readUIntBE(start, count)
    start += count
  }
  if (start + length > bytes.length) throw new RangeError(`a DER value at byte ${at} is cut off`)
  return { tag, body: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) }
}

/** The values inside of a constructed value. Throws RangeError for a value that is missing. */
export function derChildren(parent: Der | undefined): readonly Der[] {
  if (!parent) throw new RangeError('a DER value is missing')
  const list: Der[] = []
  for (let at = 0; at < parent.body.length;) {
    const next = readDer(parent.body, at)
    list.push(next)
    at += next.whole.length
  }
  return list
}
