import { createHash, X509Certificate, verify, constants } from 'node:crypto'
import { ApkSignatureError } from './apk-error.ts'
import { chunkedDigest } from './chunked-digest.ts'
import type { ZipArchive } from './zip-archive.ts'

/** What a valid signature tells. */
export interface Signer {
  readonly scheme: 'v1' | 'v2' | 'v3'
  /** DER bytes of the signing certificate. */
  readonly certificate: Buffer
}

const magic = 'APK Sig Block 42'
const schemes = [
  { scheme: 'v3', id: 0xf05368c0 },
  { scheme: 'v2', id: 0x7109871a },
] as const

const pss = (saltLength: number) => ({ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
/** Signature algorithm ids, best last (source.android.com/docs/security/features/apksigning/v2). */
const algorithms = new Map([
  [0x0301, { digest: 'sha256', options: {} }],
  [0x0103, { digest: 'sha256', options: {} }],
  [0x0101, { digest: 'sha256', options: pss(32) }],
  [0x0201, { digest: 'sha256', options: {} }],
  [0x0104, { digest: 'sha512', options: {} }],
  [0x0102, { digest: 'sha512', options: pss(64) }],
  [0x0202, { digest: 'sha512', options: {} }],
] as const)
const byStrength = [...algorithms.keys()]

/**
 * Verifies the APK Signature Scheme v3 or else v2 block, whole file digest included. Undefined when there is neither.
 * Throws ApkSignatureError when a block is there and does not fit.
 */
export function verifySigningBlock(bytes: Buffer, zip: ZipArchive): Signer | undefined {
  const block = findBlock(bytes, zip.centralDirectoryOffset)
  if (!block) return undefined
  for (const { scheme, id } of schemes) {
    const value = block.pairs.get(id)
    if (!value) continue
    try {
      const certificate = verifySigner(scheme, value, { bytes, zip, blockOffset: block.offset })
      return { scheme, certificate }
    } catch (cause) {
      if (cause instanceof ApkSignatureError) throw cause
      throw new ApkSignatureError(`The ${scheme} signature of the APK cannot be read.`, { cause })
    }
  }
  return undefined
}

function findBlock(bytes: Buffer, centralDirectoryOffset: number) {
  const footer = centralDirectoryOffset - 24
  if (footer < 8 || bytes.toString('latin1', footer + 8, footer + 24) !== magic) return undefined
  const size = Number(bytes.readBigUInt64LE(footer))
  const offset = centralDirectoryOffset - size - 8
  if (offset < 0 || Number(bytes.readBigUInt64LE(offset)) !== size)
    throw new ApkSignatureError('The two sizes of the APK signing block differ.')
  const pairs = new Map<number, Buffer>()
  for (let at = offset + 8; at + 12 <= footer;) {
    const length = Number(bytes.readBigUInt64LE(at))
    if (length < 4 || at + 8 + length > footer) throw new ApkSignatureError('The APK signing block is cut off.')
    pairs.set(bytes.readUInt32LE(at + 8), bytes.subarray(at + 12, at + 8 + length))
    at += 8 + length
  }
  return { offset, pairs }
}

function verifySigner(
  scheme: 'v2' | 'v3',
  value: Buffer,
  file: { readonly bytes: Buffer; readonly zip: ZipArchive; readonly blockOffset: number },
): Buffer {
  const fields = new Fields(new Fields(new Fields(value).prefixed()).prefixed())
  const signedData = fields.prefixed()
  if (scheme === 'v3') fields.skip(8)
  const signatures = algorithmValues(fields.prefixed())
  const publicKey = fields.prefixed()
  const chosen = byStrength.findLast((id) => signatures.has(id))
  const algorithm = chosen === undefined ? undefined : algorithms.get(chosen)
  const signature = chosen === undefined ? undefined : signatures.get(chosen)
  if (chosen === undefined || !algorithm || !signature)
    throw new ApkSignatureError(`The ${scheme} signature uses no algorithm that Android knows.`)

  const key = { key: publicKey, format: 'der', type: 'spki', ...algorithm.options } as const
  if (!verify(algorithm.digest, signedData, key, signature))
    throw new ApkSignatureError(`The ${scheme} signature does not fit the signed data.`)

  const signed = new Fields(signedData)
  const digests = algorithmValues(signed.prefixed())
  const certificate = new Fields(signed.prefixed()).prefixed()
  if (!new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }).equals(publicKey))
    throw new ApkSignatureError(`The ${scheme} certificate belongs to another key than the signature.`)
  const actual = chunkedDigest(algorithm.digest, contents(file))
  if (!digests.get(chosen)?.equals(actual))
    throw new ApkSignatureError(`The APK was changed after it was signed: its ${algorithm.digest} digest differs.`)
  return Buffer.from(certificate)
}

/** Entries, central directory, and the end record as if the signing block were not there. */
function contents({
  bytes,
  zip,
  blockOffset,
}: {
  bytes: Buffer
  zip: ZipArchive
  blockOffset: number
}): readonly Buffer[] {
  const end = Buffer.from(bytes.subarray(zip.endOffset))
  end.writeUInt32LE(blockOffset, 16)
  return [bytes.subarray(0, blockOffset), bytes.subarray(zip.centralDirectoryOffset, zip.endOffset), end]
}

/** A sequence of (u32 algorithm id, length-prefixed bytes), each length-prefixed as a whole. */
function algorithmValues(sequence: Buffer): ReadonlyMap<number, Buffer> {
  const values = new Map<number, Buffer>()
  const fields = new Fields(sequence)
  while (!fields.empty) {
    const entry = fields.prefixed()
    values.set(entry.readUInt32LE(0), new Fields(entry.subarray(4)).prefixed())
  }
  return values
}

/** Reads length-prefixed (u32) values one after the other. */
class Fields {
  private readonly bytes: Buffer
  private at = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get empty(): boolean {
    return this.at >= this.bytes.length
  }

  prefixed(): Buffer {
    const length = this.bytes.readUInt32LE(this.at)
    const start = this.at + 4
    if (start + length > this.bytes.length)
      throw new RangeError(`a length of ${String(length)} leads outside of its field`)
    this.at = start + length
    return this.bytes.subarray(start, this.at)
  }

  skip(bytes: number): void {
    this.at += bytes
  }
}

/** Hex SHA-256 of a certificate, as dumpsys and apksigner print it. */
export function certificateSha256(certificate: Buffer): string {
  return createHash('sha256').update(certificate).digest('hex')
}
