import type { FileStat } from '../android/files.ts'

/**
 * The sync service's messages: four ASCII letters, then u32 little endian numbers.
 * Source: AOSP packages/modules/adb/file_sync_protocol.h.
 */
export interface SyncRequest {
  readonly id: string
  /** Length of the data, or for DONE the modification time in seconds. */
  readonly number: number
}

/** Longest DATA chunk. */
export const chunkBytes = 64 * 1024
/** Longest path in a request. */
export const maxPathBytes = 1024

export function decodeRequest(bytes: Buffer): SyncRequest {
  return { id: bytes.toString('latin1', 0, 4), number: bytes.readUInt32LE(4) }
}

export function encodeMessage(id: string, number: number, data: Uint8Array | string = ''): Buffer {
  return Buffer.concat([head(id, [number]), typeof data === 'string' ? Buffer.from(data) : data])
}

export function encodeFail(text: string): Buffer {
  return encodeMessage('FAIL', Buffer.byteLength(text), text)
}

/** `STAT`: 16 bytes, all zero for a missing file. */
export function encodeStat(stat: FileStat | undefined): Buffer {
  return head('STAT', [stat?.mode ?? 0, size32(stat), seconds(stat)])
}

/** `STA2` and `LST2`: 72 bytes. `error` is Linux's errno number. */
export function encodeStat2(id: string, stat: FileStat | undefined, error: number): Buffer {
  const bytes = Buffer.alloc(72)
  bytes.write(id, 0, 'latin1')
  bytes.writeUInt32LE(error, 4)
  if (stat === undefined) return bytes
  bytes.writeBigUInt64LE(1n, 8)
  bytes.writeBigUInt64LE(BigInt(stat.inode ?? 0), 16)
  bytes.writeUInt32LE(stat.mode, 24)
  bytes.writeUInt32LE(1, 28)
  bytes.writeUInt32LE(stat.uid, 32)
  bytes.writeUInt32LE(stat.gid, 36)
  bytes.writeBigUInt64LE(BigInt(stat.size), 40)
  for (const offset of [48, 56, 64]) bytes.writeBigInt64LE(BigInt(seconds(stat)), offset)
  return bytes
}

/** `DENT`: 20 bytes and the name. */
export function encodeEntry(name: string, stat: FileStat): Buffer {
  const text = Buffer.from(name)
  return Buffer.concat([head('DENT', [stat.mode, size32(stat), seconds(stat), text.length]), text])
}

/** `DNT2`: 76 bytes and the name. */
export function encodeEntry2(name: string, stat: FileStat): Buffer {
  const text = Buffer.from(name)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return Buffer.concat([encodeStat2('DNT2', stat, 0), length, text])
}

/** End of a listing: `DONE` in the length of an entry's head. */
export function encodeListEnd(entryHeadBytes: 20 | 76): Buffer {
  const bytes = Buffer.alloc(entryHeadBytes)
  bytes.write('DONE', 0, 'latin1')
  return bytes
}

function head(id: string, numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * numbers.length)
  bytes.write(id, 0, 'latin1')
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number >>> 0, 4 + 4 * index)
  return bytes
}

function seconds(stat: FileStat | undefined): number {
  return Math.floor((stat?.mtimeMs ?? 0) / 1000)
}

function size32(stat: FileStat | undefined): number {
  return (stat?.size ?? 0) >>> 0
}
