import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSigningKey } from '../virtual/apk/signing-key.ts'
import { writeApk } from '../virtual/apk/write-apk.ts'
import { AdbServer, shell } from './support/adb-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What an owner of real phones does, with phones that are reached as real ones are: over adb, without the embedded farm. */
interface Farm {
  readonly child: ChildProcessWithoutNullStreams
  readonly serials: readonly string[]
  readonly chat: { readonly url: string; readonly sdkAppId: number; readonly secretKey: string; readonly admin: string }
}

let adb: AdbServer
let farm: Farm
let strict: Farm
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pushfarm-real-'))
  writeFileSync(join(folder, 'app.apk'), apkWithCode())
  ;[adb, farm, strict] = await Promise.all([
    AdbServer.start(),
    startFarm('--phones', 'mi,google'),
    startFarm('--phones', 'oppo', '--authorise', 'ask'),
  ])
})

afterAll(async () => {
  await Promise.all([farm, strict].map(stopFarm))
  await adb.stop()
  rmSync(folder, { recursive: true })
})

describe('pushfarm init', () => {
  it('writes what the phones say, tells of those it cannot use, and overwrites nothing', async () => {
    const connect = [...farm.serials, ...strict.serials].join(',')
    const first = await pushfarm('init', '--adb-port', String(adb.port), '--connect', connect, ...out('devices.json'))
    expect(first.stderr).toContain(`${strict.serials[0] ?? ''} has not allowed debugging from this machine.`)
    expect(first.status).toBe(4)
    const written = readFileSync(join(folder, 'devices.json'), 'utf8')
    expect(JSON.parse(written)).toEqual({
      farm: 'real',
      app: 'app.apk',
      adb: { port: adb.port },
      limits: { softMs: 60_000, hardMs: 180_000 },
      phones: [
        {
          name: 'xiaomi-14',
          vendor: 'mi',
          serial: farm.serials[0],
          model: 'Xiaomi 14',
          android: '14',
          rom: 'HyperOS 1.0.5.0',
        },
        {
          name: 'pixel-8',
          vendor: 'google',
          serial: farm.serials[1],
          model: 'Pixel 8',
          android: '15',
          rom: 'Android 15',
        },
      ].sort((a, b) => (a.serial ?? '').localeCompare(b.serial ?? '')),
    })
    writeFileSync(join(folder, 'devices.json'), `${written}\n`)
    const second = await pushfarm('init', '--adb-port', String(adb.port), ...out('devices.json'))
    expect(second).toMatchObject({ status: 4, stdout: '' })
    expect(second.stderr).toContain('devices.json is there already.')
    expect(readFileSync(join(folder, 'devices.json'), 'utf8')).toBe(`${written}\n`)
  })
})

describe('pushfarm doctor', { timeout: 150_000 }, () => {
  it('finds a good farm ready', async () => {
    const { ready, findings } = await doctor()
    expect(findings.filter((finding) => finding.weight === 'stops')).toEqual([])
    expect(ready).toBe(true)
    const services = findings.filter(({ check }) => check === 'push-service').map(({ says }) => says.split(' ')[0])
    expect(services.toSorted()).toEqual(['com.google.android.gms', 'com.xiaomi.xmsf'])
    expect(findings.find(({ check }) => check === 'rest')?.says).toContain(farm.chat.url)
  })

  it('finds what would stop a run, and does what adb can do about it', async () => {
    const [mi = ''] = farm.serials
    await shell(adb, mi, 'settings put global zen_mode 2; input keyevent 26')
    const stopping = async (...words: readonly string[]) => {
      const { ready, findings, fixes } = await doctor(...words)
      return { ready, says: findings.filter(({ weight }) => weight === 'stops').map(({ says }) => says), fixes }
    }
    expect(await stopping('--phones', 'mi')).toEqual({
      ready: false,
      says: ['do not disturb is on: notifications are posted, but held back.'],
      fixes: [],
    })
    const { ready, fixes } = await stopping('--phones', 'mi', '--fix')
    expect(ready).toBe(true)
    expect(fixes.filter(({ kind }) => kind !== 'done')).toEqual([])
    expect(fixes.map(({ fix }) => fix)).toEqual([
      'wake-and-unlock',
      'stay-awake',
      'stop-animations',
      'end-do-not-disturb',
    ])
    expect((await shell(adb, mi, 'settings get global zen_mode')).out.trim()).toBe('0')
  })

  it('undoes what somebody switched off over adb, and reads it back', async () => {
    const pixel = farm.serials[1] ?? ''
    const app = 'io.pushfarm.sample'
    expect((await adb.adb(['-s', pixel, 'install', join(folder, 'app.apk')])).status).toBe(0)
    for (const command of [
      `pm grant ${app} android.permission.POST_NOTIFICATIONS`,
      `cmd appops set ${app} POST_NOTIFICATION ignore`,
      `cmd deviceidle whitelist +${app}`,
      'pm disable-user com.google.android.gms',
    ])
      expect((await shell(adb, pixel, command)).status).toBe(0)
    const sentences = (told: Told): readonly string[] => told.findings.map(({ says }) => says)
    const wrong = [
      'com.google.android.gms, which carries its pushes, is disabled.',
      'notifications of the app are switched off.',
      'the app under test is exempt from Doze, which users of it are not.',
    ]
    expect(sentences(await doctor('--phones', 'pixel-8'))).toEqual(expect.arrayContaining(wrong))
    const fixed = await doctor('--phones', 'pixel-8', '--fix')
    expect(sentences(fixed).filter((says) => wrong.includes(says))).toEqual([])
    expect(fixed.fixes.filter(({ kind }) => kind !== 'done')).toEqual([])
    expect(fixed.fixes.map(({ fix }) => fix)).toEqual(
      expect.arrayContaining(['enable-push-service', 'allow-notifications', 'end-app-exemption']),
    )
    expect((await shell(adb, pixel, 'pm list packages -d')).out).not.toContain('com.google.android.gms')
    expect((await shell(adb, pixel, `cmd appops get ${app} POST_NOTIFICATION`)).out).toContain(
      'POST_NOTIFICATION: allow',
    )
    expect((await shell(adb, pixel, 'cmd deviceidle whitelist')).out).not.toContain(app)
  })

  it('names the phones that cannot be used, and the wrong key', async () => {
    const devices = JSON.parse(readFileSync(join(folder, 'devices.json'), 'utf8')) as { phones: object[] }
    writeFileSync(
      join(folder, 'others.json'),
      JSON.stringify({
        ...devices,
        phones: [
          { name: 'new', vendor: 'oppo', serial: strict.serials[0] },
          { name: 'gone', vendor: 'vivo', serial: 'NOWHERE' },
          { name: 'other', vendor: 'vivo', serial: farm.serials[1] },
        ],
      }),
    )
    const { status, stdout } = await pushfarm('doctor', '--devices', join(folder, 'others.json'), '--fix', {
      PUSHFARM_SECRET_KEY: 'wrong',
    })
    expect(status).toBe(4)
    for (const sentence of [
      '70009',
      `The phone new (${strict.serials[0] ?? ''}) has not allowed debugging from this machine.`,
      'The phone gone (NOWHERE) is not connected.',
      'devices.json calls it a phone of vivo, but it says that it is one of Pixel (Pixel 8).',
      'Not ready:',
    ])
      expect(stdout).toContain(sentence)
    // Nothing is changed on a phone that was not meant.
    expect(stdout).not.toContain('fixed:')
  })
})

describe('pushfarm app-check', () => {
  it('agrees with the sample app, and says what does not', async () => {
    expect((await pushfarm('app-check')).stdout).toMatch(/ agrees with .*contract\.json/)
    const contract = JSON.parse(readFileSync(join(root, 'sample-app', 'contract.json'), 'utf8')) as { click: object }
    writeFileSync(
      join(folder, 'contract.json'),
      JSON.stringify({ ...contract, click: { ...contract.click, path: '/chat' } }),
    )
    const { status, stdout } = await pushfarm('app-check', '--contract', join(folder, 'contract.json'))
    expect(status).toBe(4)
    expect(stdout).toContain('has no VIEW filter for pushscheme://com.tencent.qcloud/chat')
    expect(stdout).toContain("The console's setting for mi has the path /detail, but contract.json says /chat.")
  })

  it('speaks of its own option where the APK is not there', async () => {
    const apk = join(folder, 'none.apk')
    const { status, stderr } = await pushfarm('app-check', '--app', apk)
    expect(status).toBe(4)
    expect(stderr).toContain(`The app ${apk} cannot be read.\n  → Build it, or correct --app.\n`)
  })
})

interface Told {
  readonly ready: boolean
  readonly findings: readonly { readonly check: string; readonly weight: string; readonly says: string }[]
  readonly fixes: readonly { readonly fix: string; readonly kind: string }[]
}

async function doctor(...words: readonly string[]): Promise<Told> {
  const { stdout, stderr } = await pushfarm('doctor', '--json', '--devices', join(folder, 'devices.json'), ...words)
  try {
    return JSON.parse(stdout) as Told
  } catch {
    throw new Error(`the doctor said no JSON: ${stdout}${stderr}`)
  }
}

function out(file: string): readonly string[] {
  return ['--out', join(folder, file), '--app', join(folder, 'app.apk')]
}

/** Runs a command as its user does. */
function pushfarm(
  ...words: readonly (string | Readonly<Record<string, string>>)[]
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const more = words.filter((word) => typeof word !== 'string')
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'bin', 'pushfarm.js'), ...words.filter((word) => typeof word === 'string')],
      {
        cwd: folder,
        timeout: 55_000,
        env: Object.assign(
          {
            ...adb.environment,
            PUSHFARM_CHAT_URL: farm.chat.url,
            PUSHFARM_SDK_APP_ID: String(farm.chat.sdkAppId),
            PUSHFARM_SECRET_KEY: farm.chat.secretKey,
            PUSHFARM_ADMIN: farm.chat.admin,
          },
          ...more,
        ) as NodeJS.ProcessEnv,
      },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    )
  })
}

async function startFarm(...words: readonly string[]): Promise<Farm> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'virtual', 'main.ts'), '--port-base', '0', ...words],
    { cwd: root },
  )
  child.stderr.resume()
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { phones, chat } = JSON.parse(line) as Pick<Farm, 'chat'> & {
    readonly phones: readonly { readonly serial: string }[]
  }
  return { child, chat, serials: phones.map(({ serial }) => serial) }
}

async function stopFarm({ child }: Farm): Promise<void> {
  const ended = once(child, 'exit')
  child.stdin.end()
  await ended
}

/** The sample app with code in it, as a build for real phones has. */
function apkWithCode(): Buffer {
  const android = join(root, 'sample-app', 'android')
  return writeApk({
    manifestXml: readFileSync(join(android, 'app/src/main/AndroidManifest.xml'), 'utf8'),
    entries: {
      'classes.dex': Buffer.from('dex\n035\0'),
      'assets/timpush-configs.json': readFileSync(join(android, 'app/src/main/assets/timpush-configs.json')),
    },
    key: readSigningKey(readFileSync(join(android, 'debug-signing-key.pem'), 'utf8')),
    applicationId: 'io.pushfarm.sample',
    minSdk: 24,
    targetSdk: 35,
    placeholders: { usesCleartextTraffic: 'false', VIVO_APPKEY: 'key', VIVO_APPID: '105', HONOR_APPID: '104' },
    resources: {
      '@string/app_name': 'Pushfarm',
      '@mipmap/ic_launcher': null,
      '@mipmap/ic_launcher_round': null,
      '@style/AppTheme': null,
    },
  })
}
