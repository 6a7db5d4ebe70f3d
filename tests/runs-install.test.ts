import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { readJournal } from '../src/harness/journal.ts'
import { Run } from './support/run.ts'
import { RunFarm, door } from './support/run-farm.ts'
import { RunPlace, filesBelow } from './support/run-place.ts'

// Runs on phones whose ROMs ask before adb may install: Appium's helpers come first, then the app.
const minutes = 60_000
const adbPort = 27994
const password = 'Pa55 %s'
const wrong = 'not-the-password'
const place = new RunPlace()
let farm: RunFarm
let devices: string
let run: Run | undefined

beforeAll(async () => {
  farm = await RunFarm.start([
    ...['--phones', 'mi,vivo,oppo', '--port-base', '27710'],
    ...['--installs', 'asks-password', '--install-password', password],
  ])
  const { url } = farm.description.control
  const { phones } = (await door(url, '/phones')) as { phones: readonly { serial: string; vendor: string }[] }
  const serial = phones.find((phone) => phone.vendor === 'mi')?.serial ?? ''
  await door(url, `/phones/${encodeURIComponent(serial)}/install-dialog`, { mode: 'off' })
  devices = place.devices('devices.json', {
    farm: 'real',
    adbPort,
    phones: ['mi', 'vivo', 'oppo'].map((name) => ({ name, vendor: name, serial: farm.serialOf(name) })),
  })
})
afterEach(() => {
  run?.kill()
  run = undefined
})
afterAll(async () => {
  await farm.stop()
  place.remove()
})

it(
  'a password is typed, and in nothing that is kept; who has the wrong one, or refuses by a switch, is lost with one sentence',
  { timeout: 4 * minutes },
  async () => {
    const folder = join(place.path, 'answered')
    const words = ['demo', '--devices', devices, '--folder', folder, '--grep', 'installs-and-logs-in']
    run = Run.pushfarm(place, words, {
      ...farm.environment,
      PUSHFARM_INSTALL_PASSWORD: password,
      PUSHFARM_INSTALL_PASSWORD_OPPO: wrong,
    })
    const end = await run.end()
    const entries = readJournal(join(folder, 'journal.jsonl'))
    const kept = entries.flatMap((entry) => (entry.kind === 'promise' && entry.result === 'kept' ? [entry.phone] : []))
    expect(kept, end.stdout).toEqual(['vivo'])
    const lost = entries.flatMap((entry) => (entry.kind === 'phone-lost' ? [`${entry.phone}: ${entry.error}`] : []))
    expect(lost.toSorted()).toEqual([
      expect.stringMatching(
        /^mi: it refused Appium's settings_apk-debug with INSTALL_FAILED_USER_RESTRICTED: it lets nothing be installed over adb, so there is no session\. Developer options: turn on "Install via USB"/,
      ),
      expect.stringMatching(/^oppo: oppo did not accept the password of its OPPO account\./),
    ])
    expect(end.processes).toEqual([])
    const holding = filesBelow(folder).filter(({ text }) => text.includes(password) || text.includes(wrong))
    expect(holding.map(({ path }) => path)).toEqual([])
    expect(end.stdout + end.stderr).not.toContain(password)
    expect(end.stdout + end.stderr).not.toContain(wrong)
  },
)
