import { sign } from 'node:crypto'
import { chunkedDigest } from './chunked-digest.ts'
import { publicKeyOf } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'
import type { ZipParts } from './zip-writer.ts'

const schemeV2 = 0x7109871a
const ecdsaWithSha256 = 0x0201
const magic = Buffer.from('APK Sig Block 42', 'latin1')

/** Joins the parts of a zip file to an APK with a v2 signature (source.android.com/docs/security/features/apksigning/v2). */
export function signApk(zip: ZipParts, key: SigningKey): Buffer {
  const { entries, centralDirectory } = zip
  const digest = chunkedDigest('sha256', [entries, centralDirectory, zip.end(entries.length)])
  const signedData = Buffer.concat([
    prefixed(prefixed(u32(ecdsaWithSha256), prefixed(digest))),
    prefixed(prefixed(key.certificate)),
    prefixed(),
  ])
  const signature = sign('sha256', signedData, key.privateKey)
  const signer = prefixed(
    prefixed(signedData),
    prefixed(prefixed(u32(ecdsaWithSha256), prefixed(signature))),
    prefixed(publicKeyOf(key)),
  )
  const block = signingBlock(schemeV2, prefixed(signer))
  return Buffer.concat([entries, block, centralDirectory, zip.end(entries.length + block.length)])
}

function signingBlock(id: number, value: Buffer): Buffer {
  const pair = Buffer.concat([u64(4 + value.length), u32(id), value])
  const size = u64(pair.length + 24)
  return Buffer.concat([size, pair, size, magic])
}

/** u32 length and content. */
function prefixed(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length), body])
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
