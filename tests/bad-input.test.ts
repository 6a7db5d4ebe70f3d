import { existsSync } from 'node:fs'
import { type Server, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeSampleApk } from '../sample-app/scripts/sample-apk.ts'
import { Run, type RunEnd } from './support/run.ts'
import { RunFarm } from './support/run-farm.ts'
import { RunPlace, filesBelow } from './support/run-place.ts'
import { portsTaken } from './support/run-remains.ts'

// Wrong input, typed as a user types it: one sentence that says what is wrong, one that says what to do, and nothing left.
// A refusal takes a second, or five where servers have to start; on a busy machine much longer.
vi.setConfig({ testTimeout: 120_000 })
const adbPort = 27990
const pixel = { name: 'pixel', vendor: 'google', serial: '127.0.0.1:27010' }
/** Of the embedded farm: the phone, the Chat server and the laboratory door. */
const embeddedPorts = [27010, 27000, 27001]

const place = new RunPlace()
afterAll(() => place.remove())

let run: Run | undefined
afterEach(() => {
  run?.kill()
  run = undefined
})

async function pushfarm(words: readonly string[], environment: Record<string, string> = {}): Promise<RunEnd> {
  run = Run.pushfarm(place, words, environment)
  return run.end()
}

/** What holds for every refusal, whatever was wrong. */
async function expectNothingLeft(end: RunEnd, ports: readonly number[]): Promise<void> {
  const output = end.stdout + end.stderr
  expect(output, 'a stack trace').not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
  expect(output, 'a promise of success').not.toMatch(/✓|Report:/)
  expect(end.processes, 'processes left').toEqual([])
  expect(await portsTaken(ports), 'ports left').toEqual([])
  expect(place.leftTemporary, 'temporary files left').toEqual([])
}

let folders = 0
function newFolder(): string {
  folders++
  return join(place.path, `run-${folders}`)
}

describe('is refused before anything starts', () => {
  const good = { farm: 'embedded', app: 'app.apk', adb: { port: adbPort }, phones: [pixel] }
  const file = (name: string, content: unknown): string =>
    place.file(name, typeof content === 'string' ? content : JSON.stringify(content))
  const usual = place.devices('usual.json', { farm: 'embedded', adbPort, phones: [pixel] })
  const anyReal = place.devices('any-real.json', { farm: 'real', adbPort, phones: [pixel] })

  const table: readonly {
    readonly of: string
    readonly words: readonly string[]
    readonly says: string
    readonly environment?: Record<string, string>
  }[] = [
    {
      of: 'no devices.json',
      words: ['--devices', join(place.path, 'none.json')],
      says: `${join(place.path, 'none.json')} cannot be read.\n  → It lists the phones of the farm: see README.md.\n`,
    },
    {
      of: 'a devices.json that is not JSON',
      words: ['--devices', file('broken.json', '{ "farm": embedded }')],
      says: `${join(place.path, 'broken.json')} is not JSON: Unexpected token 'e', "{ "farm": embedded }" is not valid JSON.\n`,
    },
    {
      of: 'an empty devices.json',
      words: ['--devices', file('empty.json', '')],
      says: `${join(place.path, 'empty.json')} is not JSON: Unexpected end of JSON input.\n`,
    },
    {
      of: 'an unknown vendor',
      words: ['--devices', file('vendor.json', { ...good, phones: [{ ...pixel, vendor: 'nokia' }] })],
      says: `${join(place.path, 'vendor.json')}: phones[0].vendor must be one of mi, huawei, honor, oppo, vivo, meizu, google, not "nokia".\n`,
    },
    {
      of: 'two phones with one serial',
      words: ['--devices', file('serial.json', { ...good, phones: [pixel, { ...pixel, name: 'other' }] })],
      says: `${join(place.path, 'serial.json')}: two phones have the serial 127.0.0.1:27010.\n`,
    },
    {
      of: 'two phones with one name',
      words: ['--devices', file('name.json', { ...good, phones: [pixel, { ...pixel, serial: '127.0.0.1:27020' }] })],
      says: `${join(place.path, 'name.json')}: two phones have the name pixel.\n`,
    },
    {
      of: 'an unknown key',
      words: ['--devices', file('key.json', { ...good, phones: [{ ...pixel, colour: 'black' }] })],
      says: `${join(place.path, 'key.json')}: phones[0] has an unknown key "colour".\n`,
    },
    {
      of: 'no phones',
      words: ['--devices', file('nobody.json', { ...good, phones: [] })],
      says: `${join(place.path, 'nobody.json')}: phones: Too small: expected array to have >=1 items.\n`,
    },
    {
      of: 'a phone that is not in devices.json',
      words: ['--devices', usual, '--phones', 'pixel,nokia'],
      says: 'No phone is called nokia.\n  → There are: pixel.\n',
    },
    {
      of: 'an unknown option',
      words: ['--devices', usual, '--fautl', 'title-swapped'],
      says: "Unknown option '--fautl'.\n  → See --help.\n",
    },
    {
      of: 'a seed that is no number',
      words: ['--devices', usual, '--seed', 'lucky'],
      says: '--seed wants a number, not "lucky".\n',
    },
    {
      of: 'a fault for real phones',
      words: ['--devices', anyReal, '--fault', 'title-swapped'],
      says:
        'Faults can be injected into the embedded farm only.\n' +
        '  → Set "farm" to "embedded" in devices.json, or leave --fault out.\n',
    },
    {
      of: 'real phones without the settings of a Chat server',
      words: ['--devices', anyReal],
      environment: { PUSHFARM_CHAT_URL: '', PUSHFARM_SDK_APP_ID: '', PUSHFARM_SECRET_KEY: '', PUSHFARM_ADMIN: '' },
      says:
        "The Chat server's settings are incomplete: nothing is set for PUSHFARM_CHAT_URL, PUSHFARM_SDK_APP_ID, PUSHFARM_SECRET_KEY, PUSHFARM_ADMIN.\n" +
        '  → Copy .env.example to .env and fill it in.\n',
    },
  ]

  it.each(table)('$of', async ({ words, says, environment }) => {
    const folder = newFolder()
    const end = await pushfarm(['demo', ...words, '--folder', folder], environment)
    expect(end.stderr).toBe(says)
    expect(end.exitCode).toBe(4)
    if (environment === undefined) {
      expect(end.stdout).toBe('')
      expect(existsSync(folder), 'a folder of a run that never was').toBe(false)
    }
    await expectNothingLeft(end, [adbPort, ...embeddedPorts])
  })

  it('an unknown command', async () => {
    const end = await pushfarm(['dmeo'])
    expect(end.stderr.split('\n')[0]).toBe('pushfarm knows no command dmeo.')
    expect(end.exitCode).toBe(4)
  })

  it('a folder that holds an earlier run', async () => {
    place.file('journal.jsonl', '')
    const end = await pushfarm(['demo', '--devices', usual, '--folder', place.path])
    expect(end.stderr).toBe(`${place.path} holds an earlier run.\n  → Name a folder that is new or empty.\n`)
    expect(end.exitCode).toBe(4)
  })

  it('no adb, where nothing can be installed', async () => {
    const end = await pushfarm(['demo', '--devices', usual, '--folder', newFolder()], {
      PATH: place.pathWith(['node']),
    })
    expect(end.stderr).toBe(
      'There is no adb on this machine.\n' +
        '  → Debian or Ubuntu: sudo apt-get install -y adb. Elsewhere: install the Android platform tools and set ANDROID_HOME.\n',
    )
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(end, [adbPort, ...embeddedPorts])
  })
})

describe('the embedded farm', () => {
  const devices = (name: string, others: Record<string, unknown> = {}): string =>
    place.devices(name, { farm: 'embedded', adbPort, phones: [pixel], others })

  it('refuses an unknown fault, and names those that there are', async () => {
    const folder = newFolder()
    const end = await pushfarm(['demo', '--devices', devices('f.json'), '--fault', 'title-swaped', '--folder', folder])
    expect(end.stderr).toMatch(/^--fault "title-swaped" is not known; these are: .*title-swapped.*\n/)
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(end, [adbPort, ...embeddedPorts])
    expectOnlyFailure(folder, '--fault "title-swaped" is not known')
  })

  const hermes = Buffer.concat([Buffer.from('c61fbc03c103191f', 'hex'), Buffer.alloc(4096)])
  it.each([
    {
      of: 'an app that is not there',
      app: 'none.apk',
      says: (path: string) => `The app ${path} cannot be read.\n  → Build it, or correct "app" in devices.json.\n`,
    },
    {
      of: 'an empty file',
      app: 'empty.apk',
      content: Buffer.alloc(0),
      says: (path: string) => `${path} is not an APK.\n  → "app" in devices.json must name the APK to test.\n`,
    },
    {
      of: 'a text',
      app: 'text.apk',
      content: Buffer.from('PK, as in "not an APK"'),
      says: (path: string) => `${path} is not an APK.\n  → "app" in devices.json must name the APK to test.\n`,
    },
    {
      of: 'an APK with Hermes bytecode',
      app: 'hermes.apk',
      content: makeSampleApk({ bundle: hermes }),
      says: (path: string) =>
        `${path} holds Hermes bytecode, which the embedded farm's phones cannot run.\n` +
        '  → Build it with hermesEnabled=false in android/gradle.properties, or put a plain bundle in its assets/index.android.bundle.\n',
    },
  ])('refuses $of', async ({ app, content, says }) => {
    const path = join(place.path, app)
    if (content !== undefined) place.file(app, content)
    const folder = newFolder()
    const end = await pushfarm(['demo', '--devices', devices('app.json', { app }), '--folder', folder])
    expect(end.stderr).toBe(says(path))
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(end, [adbPort, ...embeddedPorts])
    expectOnlyFailure(folder, path)
  })

  it.each([
    { of: 'the phone', port: 27010 },
    { of: 'the Chat server', port: 27000 },
    { of: 'the adb server', port: adbPort },
    { of: 'Appium', port: 27995 },
  ])('says which port is in use: of $of', async ({ port }) => {
    await using somebody = await occupy(port)
    const folder = newFolder()
    const end = await pushfarm([
      'demo',
      ...['--devices', devices('port.json', { appium: { port: 27995 } }), '--folder', folder],
    ])
    expect(end.stderr).toMatch(new RegExp(`\\b${port}\\b.*in use|in use.*\\b${port}\\b`))
    expect(end.stderr.trim().split('\n').length, end.stderr).toBeLessThanOrEqual(2)
    expect(end.stderr).toContain('\n  → ')
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(
      end,
      [adbPort, 27995, ...embeddedPorts].filter((one) => one !== port),
    )
    expectOnlyFailure(folder, String(port))
    expect(somebody.isThere(), 'the other program is left alone').toBe(true)
  })
})

describe('real phones', () => {
  const nobodys = 27090
  let farm: RunFarm
  let devices: string

  beforeAll(async () => {
    farm = await RunFarm.start(['--phones', 'google', '--port-base', '27060', '--authorise', 'ask'])
    devices = place.devices('real.json', {
      farm: 'real',
      adbPort,
      phones: [{ ...pixel, serial: farm.serialOf('google') }],
    })
  })
  afterAll(() => farm.stop())

  const wrongKey = 'f00d'.repeat(16)
  it.each([
    {
      of: 'a wrong secret key',
      environment: { PUSHFARM_SECRET_KEY: wrongKey },
      says: /^The Chat server refused im_open_login_svc\/account_import with 70\d{3}: .+\.\n {2}→ Check PUSHFARM_SECRET_KEY: it must be the key of PUSHFARM_SDK_APP_ID\.\n$/,
      exitCode: 4,
    },
    {
      of: 'a wrong SDKAppID',
      environment: { PUSHFARM_SDK_APP_ID: '1400000001' },
      says: /^The Chat server refused im_open_login_svc\/account_import with \d{5}: .+\.\n {2}→ Check .*PUSHFARM_SDK_APP_ID.*\n$/,
      exitCode: 4,
    },
    {
      of: 'an SDKAppID that is no number',
      environment: { PUSHFARM_SDK_APP_ID: 'my-app' },
      says: /^PUSHFARM_SDK_APP_ID is not a number: "my-app"\.\n {2}→ It is the SDKAppID of the Chat console, for example 1400000000\.\n$/,
      exitCode: 4,
    },
    {
      of: 'an account that is no administrator',
      environment: { PUSHFARM_ADMIN: 'somebody' },
      says: /^The Chat server refused im_open_login_svc\/account_import with \d{5}: .+\.\n {2}→ .*PUSHFARM_ADMIN.*\n$/,
      exitCode: 4,
    },
    {
      of: 'a Chat server that does not answer',
      environment: { PUSHFARM_CHAT_URL: `http://127.0.0.1:${nobodys}` },
      says: /^The Chat server at http:\/\/127\.0\.0\.1:27090 did not answer im_open_login_svc\/account_import\.\n {2}→ Check PUSHFARM_CHAT_URL and the network\.\n$/,
      // The settings may well be right: it is the network's matter.
      exitCode: 3,
    },
  ])('are not touched with $of', async ({ environment, says, exitCode }) => {
    const folder = newFolder()
    const end = await pushfarm(['demo', '--devices', devices, '--folder', folder], {
      ...farm.environment,
      ...environment,
    })
    expect(end.stderr).toMatch(says)
    expect(end.exitCode).toBe(exitCode)
    await expectNothingLeft(end, [adbPort])
    for (const secret of [wrongKey, String(farm.environment['PUSHFARM_SECRET_KEY'])]) {
      expect(end.stdout + end.stderr).not.toContain(secret)
      expect(filesBelow(folder).filter(({ text }) => text.includes(secret))).toEqual([])
    }
  })

  it('that are off are named', async () => {
    const folder = newFolder()
    const off = place.devices('off.json', {
      farm: 'real',
      adbPort,
      phones: [{ ...pixel, serial: `127.0.0.1:${nobodys}` }],
    })
    const end = await pushfarm(['demo', '--devices', off, '--folder', folder], farm.environment)
    expect(end.stderr).toBe(
      `The phone pixel (127.0.0.1:${nobodys}) cannot be connected to.\n  → Check that the phone is on and that its adb port is open.\n`,
    )
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(end, [adbPort])
    expectOnlyFailure(folder, 'cannot be connected to')
  })

  it('that have not allowed debugging are named', async () => {
    const folder = newFolder()
    const end = await pushfarm(['demo', '--devices', devices, '--folder', folder], farm.environment)
    expect(end.stderr).toBe(
      `The phone pixel (${farm.serialOf('google')}) has not allowed debugging from this machine.\n` +
        '  → Unlock the phone and accept "Allow USB debugging?".\n',
    )
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(end, [adbPort])
    expectOnlyFailure(folder, 'has not allowed debugging')
  })

  it('are listed with what is wrong with each', async () => {
    const two = place.devices('two.json', {
      farm: 'real',
      adbPort,
      phones: [
        { ...pixel, serial: farm.serialOf('google') },
        { name: 'off', vendor: 'mi', serial: `127.0.0.1:${nobodys}` },
      ],
    })
    const end = await pushfarm(['devices', '--devices', two])
    expect(end.stdout).toContain('has not allowed debugging from this machine')
    expect(end.stdout).toContain('cannot be connected to')
    expect(end.stderr).toBe('')
    expect(end.exitCode).toBe(4)
    await expectNothingLeft(end, [adbPort])
  })
})

/** The report of a run that did not begin says so, and nothing else. */
function expectOnlyFailure(folder: string, message: string): void {
  const journal = filesBelow(folder).filter(({ path }) => path.endsWith('journal.jsonl'))
  const entries = (journal[0]?.text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { kind: string; message?: string; exitCode?: number })
  expect(entries.filter((entry) => entry.kind === 'promise' || entry.kind === 'trial')).toEqual([])
  expect(entries.filter((entry) => entry.kind === 'run-ended' && entry.exitCode !== 4)).toEqual([])
  expect(entries.filter((entry) => entry.kind === 'run-failed').map((entry) => entry.message)).toEqual([
    expect.stringContaining(message),
  ])
}

/** Somebody else's program, which answers nothing. */
async function occupy(port: number): Promise<AsyncDisposable & { isThere(): boolean }> {
  const server: Server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    isThere: () => server.listening,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
      }),
  }
}
