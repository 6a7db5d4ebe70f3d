import { ApkSignatureError } from './apk-error.ts'
import type { Signer } from './signing-block.ts'
import type { ZipArchive } from './zip-archive.ts'

const blockFile = /^META-INF\/[^/]+\.(RSA|DSA|EC)$/i

/**
 * The certificate of a v1 (JAR) signature: the first one in the PKCS #7 file of META-INF. Undefined without such a
 * file. The digests of the single entries are not checked: phones of Android 7 and later do that only for APKs without
 * a v2 block, which build tools have not made since 2016.
 */
export function readJarSigner(zip: ZipArchive): Signer | undefined {
  const name = zip.names.find((candidate) => blockFile.test(candidate))
  const file = name === undefined ? undefined : zip.read(name)
  if (name === undefined || !file) return undefined
  try {
    // ContentInfo { oid, [0] SignedData { version, digestAlgorithms, contentInfo, [0] certificates, ... } }
    const signedData = children(children(children(der(file, 0))[1])[0])
    const certificates = signedData.find(({ tag }) => tag === 0xa0)
    const first = children(certificates)[0]
    if (!first) throw new RangeError('no certificate')
    return { scheme: 'v1', certificate: Buffer.from(first.whole) }
  } catch (cause) {
    throw new ApkSignatureError(`${name} holds no certificate.`, { cause })
  }
}

interface Der {
  readonly tag: number
  readonly body: Buffer
  readonly whole: Buffer
}

function der(bytes: Buffer, at: number): Der {
  const tag = bytes.readUInt8(at)
  let length = bytes.readUInt8(at + 1)
  let start = at + 2
  if (length & 0x80) {
    const count = length & 0x7f
    length = bytes.readUIntBE(start, count)
    start += count
  }
  if (start + length > bytes.length) throw new RangeError('cut off')
  return { tag, body: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) }
}

function children(parent: Der | undefined): readonly Der[] {
  const list: Der[] = []
  for (let at = 0; parent && at < parent.body.length;) {
    const next = der(parent.body, at)
    list.push(next)
    at += next.whole.length
  }
  return list
}
