import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readApk } from './read-apk.ts'
import { readJarManifest } from './jar-manifest.ts'
import { createSigningKey } from './signing-key.ts'
import { writeApk } from './write-apk.ts'
import { readZip } from './zip-archive.ts'
import { writeZip } from './zip-writer.ts'

test('a manifest of a JAR: sections, continued lines, names in any case', () => {
  const text =
    'Manifest-Version: 1.0\r\nX-Android-APK-Signed: 2, 3\r\n\r\nName: assets/a very long\r\n  name.txt\r\nSHA-256-Digest: abc=\r\n\r\n'
  expect(readJarManifest(Buffer.from(text))).toEqual({
    main: new Map([
      ['manifest-version', '1.0'],
      ['x-android-apk-signed', '2, 3'],
    ]),
    entries: new Map([
      [
        'assets/a very long name.txt',
        new Map([
          ['name', 'assets/a very long name.txt'],
          ['sha-256-digest', 'abc='],
        ]),
      ],
    ]),
  })
})

describe.skipIf(spawnSync('apksigner', ['--version']).error !== undefined)('what apksigner signed with v1', () => {
  const key = createSigningKey('v1')
  let folder = ''
  const sign = (schemes: readonly string[]) => {
    const path = join(folder, `${schemes.join('-')}.apk`)
    if (existsSync(path)) return readFileSync(path)
    const enabled = ['v1', 'v2', 'v3', 'v4'].flatMap((scheme) => [
      `--${scheme}-signing-enabled`,
      String(schemes.includes(scheme)),
    ])
    const files = [
      '--key',
      join(folder, 'key.pk8'),
      '--cert',
      join(folder, 'certificate.pem'),
      '--in',
      join(folder, 'in.apk'),
      '--out',
      path,
    ]
    execFileSync('apksigner', ['sign', '--min-sdk-version', '21', ...enabled, ...files])
    return readFileSync(path)
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pushfarm-v1-'))
    writeFileSync(join(folder, 'key.pk8'), key.privateKey.export({ type: 'pkcs8', format: 'der' }))
    writeFileSync(join(folder, 'certificate.pem'), new X509Certificate(key.certificate).toString())
    const manifestXml = '<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application/></manifest>'
    const entries = { 'assets/a.txt': Buffer.from('hello'), 'assets/b.txt': Buffer.from('world') }
    const input = writeApk({ manifestXml, entries, key, applicationId: 'a.b', minSdk: 24, targetSdk: 28 })
    writeFileSync(join(folder, 'in.apk'), input)
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('is verified', () => {
    const apk = readApk(sign(['v1']))
    expect([apk.signatureScheme, apk.signerSha256]).toEqual([
      'v1',
      createHash('sha256').update(key.certificate).digest('hex'),
    ])
  })

  test.each([
    ['a changed entry', { 'assets/a.txt': 'HELLO' }, 'assets/a.txt was changed after it was signed.'],
    ['a new entry', { 'assets/c.txt': 'new' }, 'assets/c.txt is not signed.'],
    [
      'a changed manifest',
      { 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n\n' },
      'META-INF/MANIFEST.MF was changed after it was signed.',
    ],
  ])('%s is not', (_, changes, message) => {
    expect(() => readApk(rezip(sign(['v1']), changes))).toThrow(message)
  })

  test('nor a signature file that was changed, nor one whose v2 block was taken away', () => {
    expect(() => readApk(rezip(sign(['v1']), {}, /\.SF$/))).toThrow(
      /was made for another signature file|does not fit the signature file/,
    )
    expect(readApk(sign(['v1', 'v2'])).signatureScheme).toBe('v2')
    expect(() => readApk(rezip(sign(['v1', 'v2']), {}))).toThrow(
      /tells of a v2 signature, but the APK has none any more\.$/,
    )
  })
})

/** The same entries in a new zip file, some changed; `spoil` gets a byte more. */
function rezip(apk: Buffer, changes: Readonly<Record<string, string>>, spoil?: RegExp): Buffer {
  const zip = readZip(apk)
  const entries = new Map(zip.names.map((name) => [name, zip.read(name) ?? Buffer.alloc(0)]))
  for (const [name, text] of Object.entries(changes)) entries.set(name, Buffer.from(text))
  const sources = [...entries].map(([name, bytes]) => ({
    name,
    bytes: spoil?.test(name) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes,
  }))
  const parts = writeZip(sources)
  return Buffer.concat([parts.entries, parts.centralDirectory, parts.end(parts.entries.length)])
}
