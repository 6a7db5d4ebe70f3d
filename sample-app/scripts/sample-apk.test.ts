import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readApk } from '../../virtual/apk/read-apk.ts'
import { sourcesHash } from './bundle-sources.mjs'
import { makeSampleApk } from './sample-apk.ts'

const app = dirname(dirname(fileURLToPath(import.meta.url)))
const text = (path: string) => readFileSync(join(app, path), 'utf8')
const json = (path: string) => JSON.parse(text(path)) as unknown

interface Contract {
  readonly package: string
  readonly activity: string
  readonly component: string
  readonly appName: string
  readonly channels: readonly { readonly id: string }[]
  readonly click: { readonly scheme: string; readonly host: string; readonly path: string; readonly intentUri: string }
  readonly testIds: Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>
}
const contract = json('contract.json') as Contract

describe('the bundle', () => {
  test('was made from the sources as they are', () => {
    const { sourcesSha256 } = json('bundle/bundle.json') as { readonly sourcesSha256: string }
    expect(sourcesSha256, 'The bundle is stale: run `npm ci && npm run bundle` in sample-app.').toBe(sourcesHash())
  })

  test('is plain JavaScript with every id of the contract in it', () => {
    const bundle = text('bundle/index.android.bundle')
    expect(bundle).toMatch(/^var __BUNDLE_START_TIME__/)
    for (const ids of Object.values(contract.testIds))
      for (const id of Object.values(ids))
        for (const one of typeof id === 'string' ? [id] : Object.values(id)) expect(bundle).toContain(one)
  })

  test('and every id of the contract is used by a screen', () => {
    const screens = readdirSync(join(app, 'src', 'screens')).map((name) => `screens/${name}`)
    const sources = ['app.tsx', 'contract.ts', ...screens].map((name) => text(`src/${name}`)).join('\n')
    const names = Object.entries(contract.testIds).flatMap(([screen, ids]) =>
      Object.keys(ids).map((id) => (screen === 'pushPanel' ? `panel.${id}` : `ids.${screen}.${id}`)),
    )
    expect(names.filter((name) => !new RegExp(`${name.replaceAll('.', '\\.')}\\b`).test(sources))).toEqual([])
  })
})

describe('the APK', () => {
  const apk = readApk(makeSampleApk({ versionCode: 3 }))

  test('agrees with the contract', () => {
    expect(apk).toMatchObject({
      packageName: contract.package,
      label: contract.appName,
      versionCode: 3,
      minSdk: 24,
      targetSdk: 35,
      debuggable: false,
    })
    expect(apk.metaData['io.pushfarm.MAIN_COMPONENT']).toBe(contract.component)
    expect(apk.permissions).toContain('android.permission.POST_NOTIFICATIONS')
    const activity = apk.activities.find(({ className }) => className === contract.activity)
    expect(activity).toMatchObject({ exported: true, launchMode: 'singleTask' })
    const { scheme, host, path } = contract.click
    expect(activity?.intentFilters.flatMap(({ data }) => data)).toEqual([{ scheme, host, path }])
    expect(contract.click.intentUri).toContain(`intent://${host}${path}#Intent;scheme=${scheme};`)
    expect(contract.click.intentUri).toContain(`component=${contract.package}/${contract.activity};`)
  })

  test('carries the bundle and the push configuration byte for byte', () => {
    expect(
      apk.entry('assets/index.android.bundle')?.equals(readFileSync(join(app, 'bundle/index.android.bundle'))),
    ).toBe(true)
    expect(JSON.parse(apk.entry('assets/timpush-configs.json')?.toString() ?? '')).toMatchObject({
      fcmPushChannelId: contract.channels[0]?.id,
    })
  })

  test('has the same signer in every build', () => {
    expect(readApk(makeSampleApk({ bundle: Buffer.from('// another one') })).signerSha256).toBe(apk.signerSha256)
  })

  test.skipIf(spawnSync('apksigner', ['--version']).error !== undefined)('is accepted by apksigner and aapt', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pushfarm-sample-'))
    try {
      const path = join(folder, 'sample.apk')
      writeFileSync(path, makeSampleApk())
      execFileSync('apksigner', ['verify', '--min-sdk-version', '24', path])
      if (spawnSync('aapt', ['version']).error === undefined)
        expect(execFileSync('aapt', ['dump', 'badging', path], { encoding: 'utf8' })).toContain(
          `launchable-activity: name='${contract.activity}'  label='${contract.appName}'`,
        )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
