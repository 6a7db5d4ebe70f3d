import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { readJournal } from '../src/harness/journal.ts'
import { Run, type RunEnd } from './support/run.ts'
import { door } from './support/run-farm.ts'
import { RunPlace, filesBelow, root } from './support/run-place.ts'
import { portsTaken } from './support/run-remains.ts'

// Whole runs, as a user starts them. They take their time; each is asked for everything that it shows.
const minutes = 60_000
const adbPort = 27991
const phones = [
  { name: 'pixel', vendor: 'google', serial: '127.0.0.1:27210' },
  { name: 'mi', vendor: 'mi', serial: '127.0.0.1:27220' },
]
const ports = [27200, 27201, 27210, 27220, adbPort]
const doorUrl = 'http://127.0.0.1:27201'

const place = new RunPlace()
const devices = place.devices('devices.json', { farm: 'embedded', adbPort, phones })
let run: Run | undefined
afterEach(() => {
  run?.kill()
  run = undefined
})
afterAll(() => place.remove())

/** zlib's header in base64, as every UserSig begins; no other word of that length begins so. */
const userSig = /eJ[A-Za-z0-9+/*_-]{60,}/
/** The embedded server's key: 32 bytes in hex. Digests of certificates are as long, but stand in dumps of packages. */
const secretKey = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/

async function expectNothingLeft(end: RunEnd): Promise<void> {
  expect(end.processes, 'processes left').toEqual([])
  expect(await portsTaken(ports), 'ports left').toEqual([])
  expect(place.leftTemporary, 'temporary files left').toEqual([])
}

function expectNoSecrets(folder: string, end: RunEnd, tokens: readonly string[]): void {
  // Allure's own program is the same in every report, and holds pictures in base64.
  const files = filesBelow(folder).filter(({ path }) => !path.includes('/allure-report/assets/'))
  const texts = [...files, { path: 'the terminal', text: end.stdout + end.stderr }]
  const holding = (what: RegExp): readonly string[] =>
    texts.filter(({ text }) => what.test(text)).map(({ path }) => path)
  expect(holding(userSig), 'UserSig').toEqual([])
  expect(
    holding(secretKey).filter((path) => !path.endsWith('package.txt') && !path.includes('allure-re')),
    'secret key',
  ).toEqual([])
  for (const token of tokens)
    expect(
      texts.filter(({ text }) => text.includes(token)).map(({ path }) => path),
      `push token ${token}`,
    ).toEqual([])
}

/** The tokens that the vendors gave the phones: with one of them anybody may push to that phone. */
async function tokensNow(): Promise<readonly string[]> {
  const { terminals } = (await door(doorUrl, '/terminals')) as { terminals: readonly object[] }
  const tokens = terminals.flatMap((one) => [...JSON.stringify(one).matchAll(/"token":"([^"]{8,})"/g)].map((m) => m[1]))
  return [...new Set(tokens.filter((token) => token !== undefined))]
}

describe('npm run demo', () => {
  const folder = join(place.path, 'kept')

  it(
    'keeps its promises, says so, and leaves a report without secrets; without Java it says what is missing',
    { timeout: 5 * minutes },
    async () => {
      run = Run.pushfarm(place, ['demo', '--devices', devices, '--phones', 'pixel', '--folder', folder], {
        PATH: place.pathWith(['node', 'adb', 'sh']),
      })
      await run.says(/✓ push-in-background/)
      const tokens = await tokensNow()
      const end = await run.end()
      expect(end.stderr).toBe('')
      expect(end.exitCode, end.stdout).toBe(0)
      await expectNothingLeft(end)

      const entries = readJournal(join(folder, 'journal.jsonl'))
      const promises = entries.filter((entry) => entry.kind === 'promise')
      const checked = promises.map((entry) => entry.promise)
      expect(checked.length).toBeGreaterThanOrEqual(8)
      expect(promises.filter((entry) => entry.result !== 'kept')).toEqual([])
      expect(entries[0]).toMatchObject({ kind: 'run-started', farm: 'embedded', fault: null })
      expect(entries.at(-1)).toMatchObject({ kind: 'run-ended', exitCode: 0 })
      const trials = entries.filter((entry) => entry.kind === 'trial')
      expect(new Set(trials.map((trial) => trial.token)).size, 'every message has a token of its own').toBe(
        trials.length,
      )

      const table = end.stdout.slice(end.stdout.search(/^promise +pixel$/m)).split('\n')
      for (const promise of checked)
        expect(table.find((line) => line.startsWith(`${promise} `))).toMatch(/ ✓(?: \d+\.\d\d s)?\s*$/)
      expect(end.stdout).toContain(`${folder}\n`)
      expect(end.stdout).toContain('No HTML report: there is no Java on this machine')

      const junit = filesBelow(join(folder, 'junit'))
        .map(({ text }) => text)
        .join('\n')
      const results = filesBelow(join(folder, 'allure-results')).filter(({ path }) => path.endsWith('-result.json'))
      for (const promise of checked) expect(junit).toContain(promise)
      expect(junit).not.toMatch(/<failure|<error/)
      expect(results.map(({ text }) => (JSON.parse(text) as { status: string }).status)).toEqual(
        checked.map(() => 'passed'),
      )
      expect(tokens.length, 'the phone has a token').toBeGreaterThan(0)
      expectNoSecrets(folder, end, tokens)
    },
  )

  it(
    'npm run report shows the same table, and makes the HTML report where there is Java',
    { timeout: minutes },
    async () => {
      run = Run.pushfarm(place, ['report', folder])
      const end = await run.end()
      expect(end.stderr).toBe('')
      expect(end.exitCode).toBe(0)
      expect(end.stdout).toMatch(/^promise +pixel$/m)
      const made = existsSync(join(folder, 'allure-report', 'index.html'))
      expect(end.stdout).toContain(made ? `Report: ${join(folder, 'allure-report', 'index.html')}` : 'No HTML report:')
      expect(end.stdout).toContain(`Matrix: ${join(folder, 'matrix.html')}`)
      expect(readFileSync(join(folder, 'matrix.html'), 'utf8')).toContain('href="#pixel.push-in-background"')
      if (made) expectNoSecrets(folder, end, [])
      expect(end.processes).toEqual([])
    },
  )

  it(
    'with a fault fails in exactly the promises that it breaks, and shows the evidence',
    { timeout: 5 * minutes },
    async () => {
      const broken = join(place.path, 'broken')
      run = Run.pushfarm(place, ['demo', '--devices', devices, '--fault', 'title-swapped', '--folder', broken])
      const end = await run.end()
      await expectNothingLeft(end)
      const entries = readJournal(join(broken, 'journal.jsonl'))
      const promises = entries.filter((entry) => entry.kind === 'promise')
      expect(promises.filter((entry) => entry.result === 'not-checked')).toEqual([])
      // Every promise that reads the notification's title; the others look at what the tap opens, or at nothing at all.
      const readsTitles = [
        'push-after-swipe-from-recents',
        'push-in-background',
        'push-when-locked',
        'title-and-description-exact',
      ]
      for (const { name } of phones)
        expect(
          promises
            .filter((entry) => entry.phone === name && entry.result === 'broken')
            .map((entry) => entry.promise)
            .sort(),
        ).toEqual(readsTitles)
      expect(end.exitCode).toBe(1)
      expect(end.stderr).toBe('')

      const files = readdirSync(join(broken, 'evidence'))
      for (const entry of promises.filter((one) => one.result === 'broken')) {
        expect(entry.error?.message).toMatch(/title/)
        expect(entry.evidence).toEqual(
          expect.arrayContaining(
            ['screen.png', 'screen.xml', 'notifications.txt', 'events.txt', 'log.txt', 'server.json'].map(
              (file) => `${entry.phone}.${entry.promise}.${file}`,
            ),
          ),
        )
        for (const file of entry.evidence) expect(files).toContain(file)
        expect(end.stdout).toContain(`${entry.phone}  ${entry.promise}`)
      }
      const junit = filesBelow(join(broken, 'junit'))
        .map(({ text }) => text)
        .join('\n')
      expect(junit.match(/<failure/g)).toHaveLength(readsTitles.length * phones.length)
      expectNoSecrets(broken, end, [])
    },
  )
})

it('npx wdio run wdio.conf.ts does the same', { timeout: 5 * minutes }, async () => {
  const folder = join(place.path, 'plain')
  run = Run.program(place, 'npx', ['--no-install', 'wdio', 'run', join(root, 'wdio.conf.ts')], {
    PUSHFARM_DEVICES: devices,
    PUSHFARM_PHONES: 'pixel',
    PUSHFARM_RUN_FOLDER: folder,
  })
  const end = await run.end()
  expect(end.exitCode, end.stdout + end.stderr).toBe(0)
  expect(end.stdout).toMatch(/^promise +pixel$/m)
  await expectNothingLeft(end)
  const entries = readJournal(join(folder, 'journal.jsonl'))
  expect(entries.at(-1)).toMatchObject({ kind: 'run-ended', exitCode: 0 })
  expectNoSecrets(folder, end, [])
})
