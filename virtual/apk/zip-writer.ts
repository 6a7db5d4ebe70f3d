import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipSource {
  readonly name: string
  readonly bytes: Buffer
  /** Stored entries start at a multiple of 4, so that a phone can map them. */
  readonly stored?: boolean
}

/** The three parts of a zip file; a signing block belongs between the first two. */
export interface ZipParts {
  readonly entries: Buffer
  readonly centralDirectory: Buffer
  /** The end record for a central directory that starts at this offset. */
  end(centralDirectoryOffset: number): Buffer
}

const utf8Names = 0x800
/** 1980-01-01 in DOS format: builds of the same content are alike. */
const date = 0x21

export function writeZip(sources: readonly ZipSource[]): ZipParts {
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const source of sources) {
    const name = Buffer.from(source.name)
    const data = source.stored ? source.bytes : deflateRawSync(source.bytes)
    const padding = source.stored ? (4 - ((offset + 30 + name.length) % 4)) % 4 : 0
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(utf8Names, 6)
    local.writeUInt16LE(source.stored ? 0 : 8, 8)
    local.writeUInt16LE(date, 12)
    local.writeUInt32LE(crc32(source.bytes), 14)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(source.bytes.length, 22)
    local.writeUInt16LE(name.length, 26)
    local.writeUInt16LE(padding, 28)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    local.copy(central, 6, 4, 30)
    central.writeUInt16LE(0, 30)
    central.writeUInt32LE(offset, 42)
    const entry = [local, name, Buffer.alloc(padding), data]
    entries.push(...entry)
    directory.push(central, name)
    offset += entry.reduce((sum, { length }) => sum + length, 0)
  }
  const centralDirectory = Buffer.concat(directory)
  return {
    entries: Buffer.concat(entries),
    centralDirectory,
    end(centralDirectoryOffset) {
      const record = Buffer.alloc(22)
      record.writeUInt32LE(0x06054b50, 0)
      record.writeUInt16LE(sources.length, 8)
      record.writeUInt16LE(sources.length, 10)
      record.writeUInt32LE(centralDirectory.length, 12)
      record.writeUInt32LE(centralDirectoryOffset, 16)
      return record
    },
  }
}
