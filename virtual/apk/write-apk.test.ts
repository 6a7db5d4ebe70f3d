import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readApk } from './read-apk.ts'
import { createSigningKey, readSigningKey } from './signing-key.ts'
import { writeApk } from './write-apk.ts'
import type { ApkSource } from './write-apk.ts'

const key = createSigningKey('Pushfarm test')
const manifestXml = `<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools">
  <uses-permission android:name="android.permission.INTERNET" />
  <uses-permission android:name="android.permission.BLUETOOTH" android:maxSdkVersion="30" />
  <permission android:name="\${applicationId}.PRIVATE" android:protectionLevel="signature" />
  <!-- a comment -->
  <application android:label="@string/app_name" android:name=".Main" android:icon="@mipmap/icon" tools:replace="android:label">
    <activity android:name=".Open" android:exported="true" android:launchMode="singleTask"
        android:configChanges="keyboard|orientation" android:theme="@android:style/Theme.NoTitleBar">
      <intent-filter><action android:name="android.intent.action.MAIN" /><category android:name="android.intent.category.LAUNCHER" /></intent-filter>
      <intent-filter><action android:name="android.intent.action.VIEW" /><data android:scheme="s" android:host="h" android:path="/p" /></intent-filter>
    </activity>
    <activity-alias android:name=".Alias" android:targetActivity=".Open" android:enabled="false" />
    <service android:name="Work" android:permission="p.q" />
    <receiver android:name="other.Receiver"><intent-filter android:priority="5"><action android:name="a" /></intent-filter></receiver>
    <meta-data android:name="text" android:value="\${KEY}" />
    <meta-data android:name="number" android:value="42" />
    <meta-data android:name="flag" android:value="true" />
    <meta-data android:name="long" android:value="2882303761520000001" />
  </application>
</manifest>`
const source: ApkSource = {
  manifestXml,
  entries: { 'assets/消息.txt': Buffer.from('hello '.repeat(300_000)), 'resources/empty': Buffer.alloc(0) },
  key,
  applicationId: 'com.example.app',
  minSdk: 24,
  targetSdk: 30,
  versionCode: 7,
  versionName: '1.2.3 "x"',
  placeholders: { KEY: 'a & b <c> "d"' },
  resources: { '@string/app_name': 'Näme', '@mipmap/icon': null, '@android:style/Theme.NoTitleBar': 0x01030006 },
}

test('reads back what it was given', () => {
  const apk = readApk(writeApk(source))
  expect(apk).toEqual({
    entry: expect.any(Function) as unknown,
    packageName: 'com.example.app',
    versionCode: 7,
    versionName: '1.2.3 "x"',
    minSdk: 24,
    targetSdk: 30,
    label: 'Näme',
    debuggable: false,
    testOnly: false,
    permissions: ['android.permission.INTERNET', 'android.permission.BLUETOOTH'],
    permissionMaxSdk: { 'android.permission.BLUETOOTH': 30 },
    declaredPermissions: ['com.example.app.PRIVATE'],
    activities: [
      {
        className: 'com.example.app.Open',
        exported: true,
        enabled: true,
        launchMode: 'singleTask',
        intentFilters: [
          { actions: ['android.intent.action.MAIN'], categories: ['android.intent.category.LAUNCHER'], data: [] },
          { actions: ['android.intent.action.VIEW'], categories: [], data: [{ scheme: 's', host: 'h', path: '/p' }] },
        ],
      },
      {
        className: 'com.example.app.Alias',
        exported: false,
        enabled: false,
        launchMode: 'singleTask',
        intentFilters: [],
        targetActivity: 'com.example.app.Open',
      },
    ],
    services: [
      {
        className: 'com.example.app.Work',
        exported: false,
        enabled: true,
        launchMode: 'standard',
        intentFilters: [],
        permission: 'p.q',
      },
    ],
    receivers: [
      {
        className: 'other.Receiver',
        exported: true,
        enabled: true,
        launchMode: 'standard',
        intentFilters: [{ actions: ['a'], categories: [], data: [] }],
      },
    ],
    instrumentation: [],
    metaData: { text: 'a & b <c> "d"', number: '42', flag: 'true', long: '2882303761520000001' },
    signerSha256: new X509Certificate(key.certificate).fingerprint256.replaceAll(':', '').toLowerCase(),
    signatureScheme: 'v2',
  })
  expect(apk.entry('assets/消息.txt')?.toString()).toBe('hello '.repeat(300_000))
  expect(apk.entry('resources/empty')).toEqual(Buffer.alloc(0))
})

test('from SDK 31 on names the components that must say whether they are exported', () => {
  expect(readApk(writeApk({ ...source, targetSdk: 31 })).missingExported).toEqual(['other.Receiver'])
})

test('a key survives its PEM file', () => {
  const read = readSigningKey(`A word before.\n${key.pem}`)
  expect(read.certificate).toEqual(key.certificate)
  expect(readApk(writeApk({ ...source, key: read })).signerSha256).toBe(readApk(writeApk(source)).signerSha256)
})

test.each([
  ['an unknown placeholder', { placeholders: {} }, "The manifest's placeholder ${KEY} has no value."],
  ['an unknown resource', { resources: {} }, 'Nothing stands for the resource @string/app_name of android:label.'],
  ['broken XML', { manifestXml: '<manifest><application></manifest>' }, /The manifest is no well-formed XML/],
  ['another document', { manifestXml: '<html/>' }, 'The manifest has no <manifest> element.'],
  [
    'an attribute it does not know',
    { manifestXml: manifestXml.replace('android:icon', 'android:icoon') },
    'The resource id of android:icoon is not known; add it to manifest-attributes.ts.',
  ],
  [
    'a word for a boolean',
    { manifestXml: manifestXml.replace('exported="true"', 'exported="yes"') },
    /must be true or false/,
  ],
  ['an old minSdk', { minSdk: 21 }, 'An APK with a v2 signature alone needs a minSdk of 24 or more.'],
])('refuses %s', (_, change, message) => {
  expect(() => writeApk({ ...source, ...change })).toThrow(message)
})

const installed = (tool: string, argument: string) => spawnSync(tool, [argument]).error === undefined

describe("Android's own tools", () => {
  let folder = ''
  let path = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pushfarm-apk-'))
    path = join(folder, 'app.apk')
    writeFileSync(path, writeApk(source))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test.skipIf(!installed('aapt', 'version'))('aapt reads the manifest', () => {
    const badging = execFileSync('aapt', ['dump', 'badging', path], { encoding: 'utf8' })
    expect(badging).toContain("package: name='com.example.app' versionCode='7'")
    expect(badging).toContain("sdkVersion:'24'\ntargetSdkVersion:'30'")
    expect(badging).toContain("uses-permission: name='android.permission.BLUETOOTH' maxSdkVersion='30'")
    expect(badging).toContain("launchable-activity: name='com.example.app.Open'")
    const tree = execFileSync('aapt', ['dump', 'xmltree', path, 'AndroidManifest.xml'], { encoding: 'utf8' })
    expect(tree).toContain('android:launchMode(0x0101001d)=(type 0x10)0x2')
    expect(tree).toContain('android:configChanges(0x0101001f)=(type 0x11)0x90')
    expect(tree).toContain('android:theme(0x01010000)=@0x01030006')
    expect(tree).toContain('android:hasCode(0x0101000c)=(type 0x12)0x0')
  })

  test.skipIf(!installed('apksigner', '--version'))(
    'apksigner verifies the signature, and not that of a changed file',
    () => {
      const answer = execFileSync('apksigner', ['verify', '--verbose', '--print-certs', path], { encoding: 'utf8' })
      expect(answer).toContain('Verified using v2 scheme (APK Signature Scheme v2): true')
      expect(answer).toContain(`Signer #1 certificate SHA-256 digest: ${readApk(writeApk(source)).signerSha256 ?? ''}`)
      const changed = writeApk(source)
      changed.writeUInt8(changed.readUInt8(200) ^ 1, 200)
      const changedPath = join(folder, 'changed.apk')
      writeFileSync(changedPath, changed)
      expect(spawnSync('apksigner', ['verify', changedPath]).status).not.toBe(0)
    },
  )

  test.skipIf(!installed('zipalign', '-h'))('zipalign finds nothing to align', () => {
    expect(spawnSync('zipalign', ['-c', '4', path]).status).toBe(0)
  })
})
