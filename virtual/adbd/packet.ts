/**
 * ADB's transport packets: a 24 byte little-endian header, then the payload.
 * Source: AOSP packages/modules/adb/protocol.txt.
 */
export type PacketName = 'CNXN' | 'AUTH' | 'OPEN' | 'OKAY' | 'WRTE' | 'CLSE' | 'STLS'

export interface Packet {
  readonly name: PacketName
  readonly arg0: number
  readonly arg1: number
  readonly payload: Buffer
}

export const headerBytes = 24
/** A_VERSION_SKIP_CHECKSUM: from this version on the checksum field is not looked at. */
export const protocolVersion = 0x01000001
export const maxPayloadBytes = 1024 * 1024

const codes: Readonly<Record<PacketName, number>> = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  WRTE: 0x45545257,
  CLSE: 0x45534c43,
  STLS: 0x534c5453,
}
const names = new Map(Object.entries(codes).map(([name, code]) => [code, name as PacketName]))

/** The bytes are not ADB's protocol; the connection is to be dropped. */
export class BadPacket extends Error {
  override readonly name = 'BadPacket'
}

export function encodePacket(
  name: PacketName,
  arg0: number,
  arg1: number,
  payload: Uint8Array = Buffer.alloc(0),
): Buffer {
  const bytes = Buffer.allocUnsafe(headerBytes + payload.length)
  const code = codes[name]
  bytes.writeUInt32LE(code, 0)
  bytes.writeUInt32LE(arg0, 4)
  bytes.writeUInt32LE(arg1, 8)
  bytes.writeUInt32LE(payload.length, 12)
  bytes.writeUInt32LE(0, 16)
  bytes.writeUInt32LE((code ^ 0xffffffff) >>> 0, 20)
  bytes.set(payload, headerBytes)
  return bytes
}

/** Takes a byte stream in any pieces and gives whole packets. Pieces are joined once per packet. */
export class PacketReader {
  #pieces: Buffer[] = []
  #length = 0
  /** Bytes needed before the next look is worth it. */
  #wanted = headerBytes

  /** Throws BadPacket. */
  push(piece: Buffer): Packet[] {
    this.#pieces.push(piece)
    this.#length += piece.length
    if (this.#length < this.#wanted) return []
    let bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces)
    const packets: Packet[] = []
    this.#wanted = headerBytes
    while (bytes.length >= headerBytes) {
      const length = checkHeader(bytes)
      if (bytes.length < headerBytes + length) {
        this.#wanted = headerBytes + length
        break
      }
      const name = names.get(bytes.readUInt32LE(0))
      if (name === undefined) throw new BadPacket('unknown command')
      const payload = bytes.subarray(headerBytes, headerBytes + length)
      packets.push({ name, arg0: bytes.readUInt32LE(4), arg1: bytes.readUInt32LE(8), payload })
      bytes = bytes.subarray(headerBytes + length)
    }
    this.#pieces = bytes.length > 0 ? [bytes] : []
    this.#length = bytes.length
    return packets
  }
}

/** Returns the payload's length. */
function checkHeader(bytes: Buffer): number {
  const code = bytes.readUInt32LE(0)
  if (!names.has(code) || bytes.readUInt32LE(20) !== (code ^ 0xffffffff) >>> 0)
    throw new BadPacket(`not an adb packet: ${bytes.subarray(0, headerBytes).toString('hex')}`)
  const length = bytes.readUInt32LE(12)
  if (length > maxPayloadBytes) throw new BadPacket(`payload of ${String(length)} bytes`)
  return length
}
