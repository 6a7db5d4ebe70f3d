import type { Apk } from './apk.ts'
import { ApkError } from './apk-error.ts'
import { readBinaryXml } from './binary-xml.ts'
import { verifyJarSignature } from './jar-signature.ts'
import { readManifest } from './manifest.ts'
import { readResourceTable } from './resource-table.ts'
import type { ResourceTable } from './resource-table.ts'
import { certificateSha256, verifySigningBlock } from './signing-block.ts'
import { readZip } from './zip-archive.ts'

/**
 * Reads an APK file: its manifest, its signature, its entries on demand. Keeps `bytes`, but no decoded entry.
 *
 * Throws ApkError with Android's install code when the bytes are no APK, ApkSignatureError when they do not fit the
 * signature in them.
 */
export function readApk(bytes: Buffer): Apk {
  try {
    return read(bytes)
  } catch (cause) {
    // An offset or a length in the file that leads outside of it.
    if (cause instanceof RangeError)
      throw new ApkError('INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION', 'The APK is damaged.', { cause })
    throw cause
  }
}

function read(bytes: Buffer): Apk {
  const zip = readZip(bytes)
  const manifestXml = zip.read('AndroidManifest.xml')
  if (!manifestXml)
    throw new ApkError('INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION', 'The archive has no AndroidManifest.xml.')
  let table: ResourceTable | undefined
  const manifest = readManifest(readBinaryXml(manifestXml), (resourceId) => {
    table ??= readResourceTable(zip.read('resources.arsc') ?? Buffer.alloc(0))
    return table.resolve(resourceId)
  })
  table = undefined
  const signer = verifySigningBlock(bytes, zip) ?? verifyJarSignature(zip)
  return {
    ...manifest,
    signerSha256: signer && certificateSha256(signer.certificate),
    ...(signer ? { signatureScheme: signer.scheme } : {}),
    entry: (path) => zip.read(path),
  }
}
