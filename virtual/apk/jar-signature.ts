import { createHash, verify, X509Certificate } from 'node:crypto'
import { ApkSignatureError } from './apk-error.ts'
import { derChildren, readDer } from './der.ts'
import type { Der } from './der.ts'
import { readJarManifest } from './jar-manifest.ts'
import type { Signer } from './signing-block.ts'
import type { ZipArchive } from './zip-archive.ts'

const blockFile = /^META-INF\/[^/]+\.(RSA|DSA|EC)$/i
const signatureFiles = /^META-INF\/([^/]+\.(RSA|DSA|EC|SF)|MANIFEST\.MF)$/i
const manifestName = 'META-INF/MANIFEST.MF'
const messageDigestOid = '1.2.840.113549.1.9.4'
const digestByOid: Readonly<Record<string, 'sha1' | 'sha256' | 'sha512'>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** Digest attributes of manifests, best first. */
const digests = [
  ['sha-512', 'sha512'],
  ['sha-256', 'sha256'],
  ['sha1', 'sha1'],
  ['sha-1', 'sha1'],
] as const

/**
 * Verifies a v1 (JAR) signature: PKCS #7 over the .SF file, that over MANIFEST.MF, and that over every entry. Asked only
 * for APKs without a v2 or v3 block. Undefined when there is no v1 signature either; throws ApkSignatureError when it
 * does not fit, also when it says that the APK once had a v2 block.
 */
export function verifyJarSignature(zip: ZipArchive): Signer | undefined {
  const blockName = zip.names.find((candidate) => blockFile.test(candidate))
  if (blockName === undefined) return undefined
  const signatureName = blockName.replace(/\.[^.]+$/, '.SF')
  const block = zip.read(blockName)
  const signatureFile = zip.read(signatureName)
  const manifest = zip.read(manifestName)
  if (!block || !signatureFile || !manifest)
    throw new ApkSignatureError(`${blockName} has no ${signatureName} or no ${manifestName}.`)
  const certificate = verifyPkcs7(blockName, block, signatureFile)

  const { main } = readJarManifest(signatureFile)
  const schemes = (main.get('x-android-apk-signed') ?? '').split(',').map((scheme) => scheme.trim())
  if (schemes.includes('2') || schemes.includes('3'))
    throw new ApkSignatureError(`${signatureName} tells of a v2 signature, but the APK has none any more.`)
  if (!fits(main, '-digest-manifest', manifest))
    throw new ApkSignatureError(`${manifestName} was changed after it was signed.`)

  const { entries } = readJarManifest(manifest)
  for (const name of zip.names) {
    if (name.endsWith('/') || signatureFiles.test(name)) continue
    const attributes = entries.get(name)
    if (!attributes) throw new ApkSignatureError(`${name} is not signed.`)
    if (!fits(attributes, '-digest', zip.read(name) ?? Buffer.alloc(0)))
      throw new ApkSignatureError(`${name} was changed after it was signed.`)
  }
  return { scheme: 'v1', certificate }
}

function fits(attributes: ReadonlyMap<string, string>, suffix: string, content: Buffer): boolean {
  for (const [prefix, algorithm] of digests) {
    const expected = attributes.get(prefix + suffix)
    if (expected !== undefined) return createHash(algorithm).update(content).digest('base64') === expected
  }
  return false
}

/** Verifies `content` against a detached PKCS #7 signature (RFC 2315) and gives the signer's certificate, DER. */
function verifyPkcs7(name: string, bytes: Buffer, content: Buffer): Buffer {
  try {
    const signedData = derChildren(derChildren(derChildren(readDer(bytes))[1])[0])
    const certificates = derChildren(signedData.find(({ tag }) => tag === 0xa0)).map(
      ({ whole }) => new X509Certificate(whole),
    )
    const signer = derChildren(derChildren(signedData.at(-1))[0])
    const serial = derChildren(signer[1])[1]?.body.toString('hex') ?? ''
    const certificate = certificates.find(({ serialNumber }) => BigInt(`0x${serialNumber}`) === BigInt(`0x${serial}`))
    const algorithm = digestByOid[objectId(derChildren(signer[2])[0])]
    const signature = signer.findLast(({ tag }) => tag === 0x04)?.body
    if (!certificate || !algorithm || !signature) throw new RangeError('no signer that can be verified')
    const attributes = signer.find(({ tag }) => tag === 0xa0)
    let signed = content
    if (attributes) {
      const digest = derChildren(attributes)
        .map((attribute) => derChildren(attribute))
        .find(([type]) => objectId(type) === messageDigestOid)?.[1]
      if (!derChildren(digest)[0]?.body.equals(createHash(algorithm).update(content).digest()))
        throw new ApkSignatureError(`${name} was made for another signature file.`)
      // Signed as the SET that they are, not under the tag that they are written with.
      signed = Buffer.concat([Buffer.of(0x31), attributes.whole.subarray(1)])
    }
    if (!verify(algorithm, signed, certificate.publicKey, signature))
      throw new ApkSignatureError(`${name} does not fit the signature file.`)
    return certificate.raw
  } catch (cause) {
    if (cause instanceof ApkSignatureError) throw cause
    throw new ApkSignatureError(`${name} cannot be read.`, { cause })
  }
}

/** Dotted form of an OBJECT IDENTIFIER. */
function objectId(der: Der | undefined): string {
  const numbers: number[] = []
  let value = 0
  for (const byte of der?.body ?? []) {
    value = value * 128 + (byte & 0x7f)
    if (byte & 0x80) continue
    numbers.push(value)
    value = 0
  }
  const [first = 0, ...rest] = numbers
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - 40 * root, ...rest].join('.')
}
