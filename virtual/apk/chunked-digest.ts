import { createHash } from 'node:crypto'

const chunkBytes = 1024 * 1024

/**
 * The digest that APK Signature Scheme v2 and v3 sign: each section in pieces of 1 MiB, each piece hashed with its
 * length before it, then all those hashes hashed together (source.android.com/docs/security/features/apksigning/v2).
 */
export function chunkedDigest(algorithm: 'sha256' | 'sha512', sections: readonly Buffer[]): Buffer {
  const pieces = sections.flatMap((section) =>
    Array.from({ length: Math.ceil(section.length / chunkBytes) }, (_, index) =>
      createHash(algorithm)
        .update(prefix(0xa5, Math.min(chunkBytes, section.length - index * chunkBytes)))
        .update(section.subarray(index * chunkBytes, (index + 1) * chunkBytes))
        .digest(),
    ),
  )
  return createHash(algorithm).update(prefix(0x5a, pieces.length)).update(Buffer.concat(pieces)).digest()
}

function prefix(mark: number, value: number): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt8(mark, 0)
  bytes.writeUInt32LE(value, 1)
  return bytes
}
