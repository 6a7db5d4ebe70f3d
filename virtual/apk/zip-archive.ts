import { inflateRawSync } from 'node:zlib'
import { ApkError } from './apk-error.ts'

const endSignature = 0x06054b50
const centralSignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22
const longestComment = 0xffff

/** A zip file in memory. Entries are inflated when asked for and not kept. */
export interface ZipArchive {
  readonly names: readonly string[]
  /** Where the central directory starts and where the end record starts, in bytes from the start of the file. */
  readonly centralDirectoryOffset: number
  readonly endOffset: number
  /** Bytes of an entry, undefined when there is none of that name. Throws ApkError when its data is broken. */
  read(name: string): Buffer | undefined
}

interface Entry {
  readonly method: number
  readonly compressedBytes: number
  readonly bytes: number
  readonly localOffset: number
}

/** Reads the directory of a zip file (PKWARE APPNOTE 6.3, without zip64, encryption and multiple disks). */
export function readZip(bytes: Buffer): ZipArchive {
  const endOffset = findEnd(bytes)
  const count = bytes.readUInt16LE(endOffset + 10)
  const centralDirectoryOffset = bytes.readUInt32LE(endOffset + 16)
  const entries = new Map<string, Entry>()
  let at = centralDirectoryOffset
  for (let index = 0; index < count; index++) {
    if (at + 46 > endOffset || bytes.readUInt32LE(at) !== centralSignature)
      throw notApk(`entry ${String(index + 1)} of the zip directory cannot be read`)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      compressedBytes: bytes.readUInt32LE(at + 20),
      bytes: bytes.readUInt32LE(at + 24),
      localOffset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return {
    names: [...entries.keys()],
    centralDirectoryOffset,
    endOffset,
    read(name) {
      const entry = entries.get(name)
      return entry && readEntry(bytes, name, entry)
    },
  }
}

function readEntry(bytes: Buffer, name: string, entry: Entry): Buffer {
  const { localOffset, compressedBytes } = entry
  if (localOffset + 30 > bytes.length || bytes.readUInt32LE(localOffset) !== localSignature)
    throw notApk(`the data of ${name} cannot be found`)
  const start = localOffset + 30 + bytes.readUInt16LE(localOffset + 26) + bytes.readUInt16LE(localOffset + 28)
  const data = bytes.subarray(start, start + compressedBytes)
  if (data.length !== compressedBytes) throw notApk(`the data of ${name} is cut off`)
  if (entry.method === 0) return Buffer.from(data)
  if (entry.method !== 8)
    throw notApk(`${name} is packed with method ${String(entry.method)}, which Android does not read`)
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(entry.bytes, 1) })
  } catch (cause) {
    throw new ApkError('INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION', `the data of ${name} cannot be inflated`, { cause })
  }
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - endLength - longestComment)
  for (let at = bytes.length - endLength; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) !== endSignature) continue
    if (at + endLength + bytes.readUInt16LE(at + 20) !== bytes.length) continue
    if (bytes.readUInt32LE(at + 16) + bytes.readUInt32LE(at + 12) > at) continue
    return at
  }
  throw notApk('the file is no zip archive')
}

function notApk(what: string): ApkError {
  return new ApkError('INSTALL_PARSE_FAILED_NOT_APK', `Not an APK: ${what}.`)
}
