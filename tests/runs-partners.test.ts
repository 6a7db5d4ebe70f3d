import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { readJournal } from '../src/harness/journal.ts'
import { Run } from './support/run.ts'
import { RunFarm, door } from './support/run-farm.ts'
import { RunPlace } from './support/run-place.ts'
import { portsTaken } from './support/run-remains.ts'

// Promises that take two phones, with three of them, of which one ends in the middle of what it does for another.
const minutes = 60_000
const adbPort = 27993
const vendors = ['google', 'mi', 'vivo'] as const
type Vendor = (typeof vendors)[number]
const names: Readonly<Record<Vendor, string>> = { google: 'pixel', mi: 'mi', vivo: 'vivo' }
const services: Readonly<Record<Vendor, string>> = { google: 'fcm', mi: 'mi', vivo: 'vivo' }
const place = new RunPlace()
let farm: RunFarm
let devices: string
let run: Run | undefined

beforeAll(async () => {
  farm = await RunFarm.start(['--phones', vendors.join(','), '--port-base', '27440'])
  devices = place.devices('devices.json', {
    farm: 'real',
    adbPort,
    phones: vendors.map((vendor) => ({ name: names[vendor], vendor, serial: farm.serialOf(vendor) })),
    others: { limits: { softMs: 20_000, hardMs: 30_000 } },
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
  'a phone that dies while it serves another is told by name; the others go on with each other',
  { timeout: 6 * minutes },
  async () => {
    const folder = join(place.path, 'partners')
    run = Run.pushfarm(
      place,
      ['demo', '--devices', devices, '--grep', 'kicked-by-login-on', '--folder', folder],
      farm.environment,
    )
    const server = await firstToServe(farm)
    await cut(farm, server)
    const end = await run.end()
    expect(end.stderr).toBe('')
    expect(end.exitCode, end.stdout).toBe(3)
    expect(end.processes).toEqual([])
    expect(await portsTaken([adbPort])).toEqual([])

    const lost = names[server]
    const entries = readJournal(join(folder, 'journal.jsonl'))
    const promises = entries.filter((entry) => entry.kind === 'promise')
    const losses = entries.filter((entry) => entry.kind === 'phone-lost')
    expect(new Set(losses.map((entry) => entry.phone)), JSON.stringify(losses)).toEqual(new Set([lost]))
    const others = promises.filter((entry) => entry.phone !== lost)
    expect(others.length).toBe(2)
    const notKept = others.filter((entry) => entry.result !== 'kept')
    // Only what it was doing for one of them when it was lost.
    expect(notKept.length, end.stdout).toBe(1)
    expect(notKept[0]).toMatchObject({
      result: 'not-checked',
      verdict: 'infrastructure',
      error: { message: expect.stringContaining(`The partner ${lost} `) as string },
    })
    for (const entry of promises.filter((one) => one.phone === lost && one.result !== 'kept'))
      expect(entry).toMatchObject({ result: 'not-checked', verdict: 'infrastructure' })
  },
)

/** Closes a phone's adb port and drops its connections, as pulling its cable does. */
async function cut({ description }: RunFarm, vendor: Vendor): Promise<void> {
  const { url } = description.control
  const { phones } = (await door(url, '/phones')) as { phones: readonly { serial: string; vendor: string }[] }
  const serial = phones.find((phone) => phone.vendor === vendor)?.serial ?? ''
  await door(url, `/phones/${encodeURIComponent(serial)}/adb`, { listening: false })
}

interface TerminalSeen {
  readonly userId: string
  readonly state: { readonly kind: string }
  readonly device?: { readonly vendor: string }
}

/** Waits for the phone on which the owner of another one is logged in: it is at work for that one. */
async function firstToServe({ description }: RunFarm): Promise<Vendor> {
  const owners = Object.values(names).map((name) => `pushfarm-${name}`)
  for (;;) {
    const { terminals } = (await door(description.control.url, '/terminals')) as { terminals: readonly TerminalSeen[] }
    const serving = vendors.find((vendor) =>
      terminals.some(
        ({ userId, state, device }) =>
          state.kind === 'Online' &&
          device?.vendor === services[vendor] &&
          owners.includes(userId) &&
          userId !== `pushfarm-${names[vendor]}`,
      ),
    )
    if (serving !== undefined) return serving
    await pause(50)
  }
}
