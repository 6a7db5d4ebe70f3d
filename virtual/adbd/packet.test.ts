import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadPacket, encodePacket, PacketReader, type Packet, type PacketName } from './packet.ts'

const names: readonly PacketName[] = ['CNXN', 'AUTH', 'OPEN', 'OKAY', 'WRTE', 'CLSE', 'STLS']
const u32 = fc.integer({ min: 0, max: 0xffffffff })
const packet = fc.record({
  name: fc.constantFrom(...names),
  arg0: u32,
  arg1: u32,
  payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
})

/** Cuts bytes at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end))
}

describe('packets', () => {
  test('survive being encoded and cut anywhere', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 12 }), (packets, places) => {
        const bytes = Buffer.concat(packets.map((p) => encodePacket(p.name, p.arg0, p.arg1, p.payload)))
        const reader = new PacketReader()
        const found: Packet[] = cut(bytes, places).flatMap((piece) => reader.push(piece))
        expect(found).toEqual(packets)
      }),
    )
  })

  test('a header as it is on the wire', () => {
    expect(encodePacket('OPEN', 7, 0, Buffer.from('sync:\0')).toString('hex')).toBe(
      '4f50454e' + '07000000' + '00000000' + '06000000' + '00000000' + 'b0afbab1' + '73796e633a00',
    )
  })

  test.each([
    ['an unknown command', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n')],
    ['a wrong magic', Buffer.concat([encodePacket('OKAY', 1, 2).subarray(0, 20), Buffer.alloc(4)])],
    [
      'a payload that is too long',
      (() => {
        const bytes = encodePacket('WRTE', 1, 2)
        bytes.writeUInt32LE(0x7fffffff, 12)
        return bytes
      })(),
    ],
  ])('%s is no packet', (_name, bytes) => {
    expect(() => new PacketReader().push(bytes)).toThrow(BadPacket)
  })
})
