import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeRequest,
  encodeEntry,
  encodeEntry2,
  encodeFail,
  encodeListEnd,
  encodeMessage,
  encodeStat,
  encodeStat2,
} from './sync-codec.ts'

const file = { mode: 0o100644, size: 5, mtimeMs: 1_700_000_000_999, uid: 2000, gid: 1015, inode: 77 }

describe('sync messages', () => {
  test('heads survive a round trip', () => {
    fc.assert(
      fc.property(fc.constantFrom('STAT', 'DATA', 'DONE', 'SEND'), fc.nat(0x7fffffff), (id, number) => {
        expect(decodeRequest(encodeMessage(id, number))).toEqual({ id, number })
      }),
    )
  })

  test.each([
    ['STAT', encodeStat(file).toString('hex'), '53544154' + 'a4810000' + '05000000' + '00f15365'],
    ['STAT of nothing', encodeStat(undefined).toString('hex'), '53544154' + '00'.repeat(12)],
    ['STA2 of nothing', encodeStat2('STA2', undefined, 2).toString('hex'), '53544132' + '02000000' + '00'.repeat(64)],
    [
      'DENT',
      encodeEntry('ab', file).toString('hex'),
      '44454e54' + 'a4810000' + '05000000' + '00f15365' + '02000000' + '6162',
    ],
    ['FAIL', encodeFail('no').toString('hex'), '4641494c' + '02000000' + '6e6f'],
    ['end of LIST', encodeListEnd(20).toString('hex'), '444f4e45' + '00'.repeat(16)],
    ['end of LIS2', encodeListEnd(76).toString('hex'), '444f4e45' + '00'.repeat(72)],
  ])('%s', (_name, bytes, expected) => {
    expect(bytes).toBe(expected)
  })

  test('the wide layout', () => {
    const bytes = encodeEntry2('ü', file)
    expect(bytes.length).toBe(76 + 2)
    expect({
      id: bytes.toString('latin1', 0, 4),
      error: bytes.readUInt32LE(4),
      inode: bytes.readBigUInt64LE(16),
      mode: bytes.readUInt32LE(24),
      uid: bytes.readUInt32LE(32),
      gid: bytes.readUInt32LE(36),
      size: bytes.readBigUInt64LE(40),
      mtime: bytes.readBigInt64LE(56),
      nameBytes: bytes.readUInt32LE(72),
    }).toEqual({
      id: 'DNT2',
      error: 0,
      inode: 77n,
      mode: 0o100644,
      uid: 2000,
      gid: 1015,
      size: 5n,
      mtime: 1_700_000_000n,
      nameBytes: 2,
    })
  })
})
