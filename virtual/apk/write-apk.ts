import { writeBinaryXml } from './binary-xml-writer.ts'
import { androidNamespace, compileManifest } from './manifest-source.ts'
import type { ManifestBuild } from './manifest-source.ts'
import { signApk } from './sign-apk.ts'
import type { SigningKey } from './signing-key.ts'
import { writeZip } from './zip-writer.ts'

export interface ApkSource extends Omit<ManifestBuild, 'hasCode' | 'versionCode' | 'versionName'> {
  /** Text of the project's AndroidManifest.xml. */
  readonly manifestXml: string
  /** Further files by their path in the APK. */
  readonly entries: Readonly<Record<string, Buffer>>
  readonly key: SigningKey
  /** 1 when left out. */
  readonly versionCode?: number
  /** 1.0 when left out. */
  readonly versionName?: string
}

/**
 * Makes an APK without Java and Android's SDK: compiled manifest, zip, v2 signature (so Android 7 and later). It has no
 * resource table, and dex code only if `entries` brings it.
 */
export function writeApk(source: ApkSource): Buffer {
  const { manifestXml, entries, key, versionCode = 1, versionName = '1.0', ...build } = source
  if (build.minSdk < 24) throw new Error('An APK with a v2 signature alone needs a minSdk of 24 or more.')
  const hasCode = Object.hasOwn(entries, 'classes.dex')
  const manifest = compileManifest(manifestXml, { ...build, versionCode, versionName, hasCode })
  const zip = writeZip([
    { name: 'AndroidManifest.xml', bytes: writeBinaryXml(manifest, androidNamespace) },
    ...Object.entries(entries).map(([name, bytes]) => ({ name, bytes, stored: name === 'resources.arsc' })),
  ])
  return signApk(zip, key)
}
