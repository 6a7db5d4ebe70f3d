import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ApkError } from './apk-error.ts'
import { attributeIds } from './manifest-attributes.ts'
import { readBinaryXml } from './binary-xml.ts'
import type { XmlElement } from './binary-xml.ts'
import { readApk } from './read-apk.ts'
import { createSigningKey } from './signing-key.ts'
import { writeApk } from './write-apk.ts'
import { writeZip } from './zip-writer.ts'
import { readZip } from './zip-archive.ts'

/** The APKs that Appium's driver brings: real ones, by aapt2 and apksigner. */
const appiumApks = ['io.appium.settings', 'appium-uiautomator2-server'].flatMap((name) => {
  const folders = ['node_modules', 'node_modules/appium-uiautomator2-driver/node_modules'].map((root) =>
    join(root, name, 'apks'),
  )
  const folder = folders.find((candidate) => existsSync(candidate)) ?? ''
  return readdirSync(folder)
    .filter((file) => file.endsWith('.apk'))
    .map((file) => join(folder, file))
})
const read = (part: string) => {
  const path = appiumApks.find((candidate) => candidate.includes(part))
  if (path === undefined) throw new Error(`no ${part} among ${appiumApks.join(', ')}`)
  return readApk(readFileSync(path))
}

describe("Appium's own APKs", () => {
  test('settings', () => {
    const apk = read('settings')
    expect(apk).toMatchObject({
      packageName: 'io.appium.settings',
      label: 'Appium Settings',
      minSdk: 26,
      debuggable: true,
      testOnly: false,
      signatureScheme: 'v2',
      permissionMaxSdk: { 'android.permission.BLUETOOTH': 30 },
      metaData: { 'com.google.android.gms.version': expect.stringMatching(/^\d+$/) as string },
    })
    expect(apk.versionCode).toBeGreaterThan(100)
    expect(apk.activities[0]).toEqual({
      className: 'io.appium.settings.Settings',
      exported: true,
      enabled: true,
      launchMode: 'singleInstance',
      intentFilters: [
        { actions: ['android.intent.action.MAIN'], categories: ['android.intent.category.LAUNCHER'], data: [] },
      ],
    })
    expect(apk.services.find(({ className }) => className === 'io.appium.settings.UnicodeIME')).toMatchObject({
      permission: 'android.permission.BIND_INPUT_METHOD',
      intentFilters: [{ actions: ['android.view.InputMethod'] }],
    })
    expect(apk.receivers.length).toBeGreaterThan(5)
    expect(apk.entry('classes.dex')?.subarray(0, 3).toString()).toBe('dex')
    expect(apk.entry('no/such/entry')).toBeUndefined()
  })

  test('server', () => {
    expect(read('server-v')).toMatchObject({ packageName: 'io.appium.uiautomator2.server', signatureScheme: 'v3' })
  })

  test('server test', () => {
    expect(read('androidTest')).toMatchObject({
      packageName: 'io.appium.uiautomator2.server.test',
      label: 'io.appium.uiautomator2.server.test',
      versionCode: 0,
      instrumentation: [
        { className: 'androidx.test.runner.AndroidJUnitRunner', targetPackage: 'io.appium.uiautomator2.server' },
      ],
    })
  })

  test('the two server APKs have one signer', () => {
    expect(read('androidTest').signerSha256).toBe(read('server-v').signerSha256)
  })

  test('our attribute ids are the ones that aapt2 wrote', () => {
    let compared = 0
    const compare = (element: XmlElement) => {
      for (const { name, resourceId } of element.attributes)
        if (resourceId !== undefined && Object.hasOwn(attributeIds, name)) {
          expect([name, attributeIds[name as keyof typeof attributeIds]]).toEqual([name, resourceId])
          compared++
        }
      element.children.forEach(compare)
    }
    for (const path of appiumApks)
      compare(readBinaryXml(readZip(readFileSync(path)).read('AndroidManifest.xml') ?? Buffer.alloc(0)))
    expect(compared).toBeGreaterThan(100)
  })
})

describe('what Android refuses', () => {
  const key = createSigningKey('test')
  const android = 'xmlns:android="http://schemas.android.com/apk/res/android"'
  const apk = (application: string) =>
    writeApk({
      manifestXml: `<manifest ${android}>${application}</manifest>`,
      entries: { 'assets/a.txt': Buffer.from('a'.repeat(5000)) },
      key,
      applicationId: 'a.b',
      minSdk: 24,
      targetSdk: 35,
    })

  test.each([
    ['an empty file', Buffer.alloc(0), 'INSTALL_PARSE_FAILED_NOT_APK', 'Not an APK: the file is no zip archive.'],
    [
      'text',
      Buffer.from('hello '.repeat(100)),
      'INSTALL_PARSE_FAILED_NOT_APK',
      'Not an APK: the file is no zip archive.',
    ],
    [
      'half an APK',
      apk('<application/>').subarray(0, 900),
      'INSTALL_PARSE_FAILED_NOT_APK',
      'Not an APK: the file is no zip archive.',
    ],
    [
      'a zip file',
      zip({ 'a.txt': 'a' }),
      'INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION',
      'The archive has no AndroidManifest.xml.',
    ],
    [
      'a text manifest',
      zip({ 'AndroidManifest.xml': '<manifest package="a.b"/>' }),
      'INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION',
      'AndroidManifest.xml cannot be read: it is not compiled (a plain text manifest is read only by build tools).',
    ],
    [
      'a manifest without application',
      apk(''),
      'INSTALL_PARSE_FAILED_MANIFEST_MALFORMED',
      'The manifest is wrong: it has neither <application> nor <instrumentation>.',
    ],
    [
      'an alias of nothing',
      apk('<application><activity-alias android:name=".A" android:targetActivity=".B"/></application>'),
      'INSTALL_PARSE_FAILED_MANIFEST_MALFORMED',
      'The manifest is wrong: the alias a.b.A points to a.b.B, which is no activity of the package.',
    ],
  ])('%s', (_, bytes, installCode, message) => {
    expect(() => readApk(bytes)).toThrow(expect.objectContaining({ installCode, message }))
  })

  test('an APK that was changed after signing, wherever it was changed', () => {
    const bytes = apk('<application/>')
    const archive = readZip(bytes)
    const places = {
      manifest: 60,
      signature: archive.centralDirectoryOffset - 120,
      directory: archive.centralDirectoryOffset + 12,
    }
    for (const [place, at] of Object.entries(places)) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => readApk(changed), place).toThrow()
    }
    const asset = Buffer.from(bytes)
    const inAsset = archive.centralDirectoryOffset - readBlockSize(bytes, archive.centralDirectoryOffset) - 8 - 3
    asset.writeUInt8(asset.readUInt8(inAsset) ^ 1, inAsset)
    expect(() => readApk(asset)).toThrow(
      expect.objectContaining({
        name: 'ApkSignatureError',
        installCode: 'INSTALL_PARSE_FAILED_NO_CERTIFICATES',
        message: 'The APK was changed after it was signed: its sha256 digest differs.',
      }),
    )
  })

  test('whatever is damaged, the error is an install code', () => {
    const settings = readZip(readFileSync(appiumApks[0] ?? ''))
    const names = ['AndroidManifest.xml', 'resources.arsc']
    const parts = writeZip(names.map((name) => ({ name, bytes: settings.read(name) ?? Buffer.alloc(0), stored: true })))
    const bytes = Buffer.concat([parts.entries, parts.centralDirectory, parts.end(parts.entries.length)])
    expect(readApk(bytes).label).toBe('Appium Settings')
    const place = fc.oneof(
      fc.nat(2000),
      fc.nat(200).map((fromEnd) => bytes.length - 1 - fromEnd),
      fc.nat(bytes.length - 1),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = Buffer.from(bytes)
        for (const [at, byte] of changes) damaged.writeUInt8(byte, at)
        try {
          readApk(damaged)
        } catch (error) {
          if (!(error instanceof ApkError)) throw error
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('but not one without a signature', () => {
    const parts = writeZip([
      {
        name: 'AndroidManifest.xml',
        bytes: readZip(apk('<application/>')).read('AndroidManifest.xml') ?? Buffer.alloc(0),
      },
    ])
    const unsigned = readApk(Buffer.concat([parts.entries, parts.centralDirectory, parts.end(parts.entries.length)]))
    expect([unsigned.packageName, unsigned.signerSha256]).toEqual(['a.b', undefined])
  })
})

function readBlockSize(bytes: Buffer, centralDirectoryOffset: number): number {
  return Number(bytes.readBigUInt64LE(centralDirectoryOffset - 24))
}

function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts = writeZip(Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
  return Buffer.concat([parts.entries, parts.centralDirectory, parts.end(parts.entries.length)])
}
