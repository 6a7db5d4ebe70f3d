import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Deadline, until } from '../src/base/deadline.ts'
import { readJournal } from '../src/harness/journal.ts'
import { Run } from './support/run.ts'
import { RunFarm, door } from './support/run-farm.ts'
import { RunPlace, filesBelow } from './support/run-place.ts'
import { portsTaken } from './support/run-remains.ts'

// What happens to a run when something ends in the middle of it: a phone, or the patience of whoever started it.
const minutes = 60_000
const adbPort = 27992
const place = new RunPlace()
let farm: RunFarm
let devices: string
let run: Run | undefined

beforeAll(async () => {
  farm = await RunFarm.start(['--phones', 'google,mi', '--port-base', '27410'])
  devices = place.devices('devices.json', {
    farm: 'real',
    adbPort,
    phones: [
      { name: 'pixel', vendor: 'google', serial: farm.serialOf('google') },
      { name: 'mi', vendor: 'mi', serial: farm.serialOf('mi') },
    ],
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

/** Closes a phone's adb port and drops its connections, as pulling its cable does; or opens it again. */
async function setListening(vendor: string, listening: boolean): Promise<void> {
  const { url } = farm.description.control
  const { phones } = (await door(url, '/phones')) as { phones: readonly { serial: string; vendor: string }[] }
  const serial = phones.find((phone) => phone.vendor === vendor)?.serial ?? ''
  await door(url, `/phones/${encodeURIComponent(serial)}/adb`, { listening })
}

it(
  'a phone that dies is the farm keepers’ matter: the other finishes, and every finished trial is kept',
  { timeout: 6 * minutes },
  async () => {
    const folder = join(place.path, 'died')
    run = Run.pushfarm(place, ['demo', '--devices', devices, '--folder', folder], farm.environment)
    await run.says(/Pixel +✓ push-in-background/)
    await setListening('google', false)
    const end = await run.end()
    await setListening('google', true)
    expect(end.stderr).toBe('')
    expect(end.exitCode, end.stdout).toBe(3)
    expect(end.processes).toEqual([])
    expect(await portsTaken([adbPort])).toEqual([])

    const entries = readJournal(join(folder, 'journal.jsonl'))
    const promises = entries.filter((entry) => entry.kind === 'promise')
    const of = (phone: string): typeof promises => promises.filter((entry) => entry.phone === phone)
    expect(of('mi').map((entry) => entry.result)).toEqual(of('mi').map(() => 'kept'))
    expect(of('pixel').map((entry) => entry.promise)).toEqual(of('mi').map((entry) => entry.promise))
    const kept = of('pixel').filter((entry) => entry.result === 'kept')
    const others = of('pixel').filter((entry) => entry.result !== 'kept')
    expect(kept.map((entry) => entry.promise)).toEqual(expect.arrayContaining(['push-in-background']))
    expect(others.length).toBeGreaterThan(0)
    for (const entry of others) {
      expect(entry).toMatchObject({ result: 'not-checked', verdict: 'infrastructure' })
      expect(entry.error?.code).toBe('harness/phone-lost')
    }
    const lost = entries.filter((entry) => entry.kind === 'phone-lost')
    expect(lost.map((entry) => entry.phone)).toEqual(['pixel'])
    const finished = entries.filter((entry) => entry.kind === 'trial' && entry.phone === 'pixel')
    expect(finished.length).toBeGreaterThan(0)
    expect(end.stdout).toContain('pixel was lost: adb does not reach it.')
    expect(entries.at(-1)).toMatchObject({ kind: 'run-ended', exitCode: 3 })

    const junit = filesBelow(join(folder, 'junit'))
    expect(junit.length, 'a JUnit file for the phone that was lost, too').toBe(2)
    const secret = String(farm.environment['PUSHFARM_SECRET_KEY'])
    expect(filesBelow(folder).filter(({ text }) => text.includes(secret))).toEqual([])
    expect(end.stdout).not.toContain(secret)
  },
)

describe('Ctrl-C', () => {
  const embedded = place.devices('embedded.json', {
    farm: 'embedded',
    adbPort,
    phones: [{ name: 'pixel', vendor: 'google', serial: '127.0.0.1:27610' }],
  })
  const ports = [adbPort, 27600, 27601, 27610]

  it.each([
    { when: 'while everything starts', after: /starting the virtual farm/, to: 'group' },
    { when: 'in the middle of a run', after: /✓ installs-and-logs-in/, to: 'group' },
    { when: 'in the middle of a run', after: /✓ installs-and-logs-in/, to: 'parent' },
  ] as const)('$when, sent to the $to: all ends', { timeout: 3 * minutes }, async ({ after, to }) => {
    const folder = join(place.path, `interrupted-${to}-${String(after.source.length)}`)
    run = Run.pushfarm(place, ['demo', '--devices', embedded, '--folder', folder])
    await run.says(after)
    expect(run.processes.size).toBeGreaterThan(0)
    if (to === 'group') run.interruptGroup()
    else run.interrupt()
    const end = await run.end()
    expect(end.processes, 'processes left').toEqual([])
    expect(await portsTaken(ports), 'ports left').toEqual([])
    expect(place.leftTemporary, 'temporary files left').toEqual([])
    expect(end.stderr).toBe('SIGINT: ending the run\n')
    // As a shell says it: 128 and the signal's number.
    expect(end.exitCode).toBe(130)
    expectInterruptedOnly(folder)
  })

  it('what it takes away while everything starts is not another failure', { timeout: 3 * minutes }, async () => {
    const folder = join(place.path, 'interrupted-adb')
    const programs = join(place.path, 'dying-adb')
    const [asked, ends] = [join(programs, 'asked'), join(programs, 'ends')]
    mkdirSync(programs)
    // An adb that dies before it serves, as one does that Ctrl-C reached between its birth and its own group of processes.
    const dyingAdb = `#!/bin/sh\ntouch '${asked}'\nwhile [ ! -e '${ends}' ]; do sleep 0.05; done\nexit 130\n`
    writeFileSync(join(programs, 'adb'), dyingAdb, { mode: 0o755 })
    run = Run.pushfarm(place, ['demo', '--devices', embedded, '--folder', folder], {
      ANDROID_HOME: '',
      ANDROID_SDK_ROOT: '',
      PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
    })
    await run.says(/starting the virtual farm/)
    await until('adb to be asked', () => existsSync(asked) || undefined, Deadline.in(minutes))
    run.interrupt()
    await run.says(/SIGINT: ending the run/)
    writeFileSync(ends, '')
    const end = await run.end()
    expect(end.processes, 'processes left').toEqual([])
    expect(end.stderr).toBe('SIGINT: ending the run\n')
    expect(end.exitCode).toBe(130)
    expectInterruptedOnly(folder)
  })

  function expectInterruptedOnly(folder: string): void {
    const entries = readJournal(join(folder, 'journal.jsonl'))
    expect(entries.filter((entry) => entry.kind === 'run-failed').map((entry) => entry.message)).toEqual([
      'The run was interrupted by SIGINT.',
    ])
    expect(entries.filter((entry) => entry.kind === 'run-ended')).toEqual([])
  }
})
