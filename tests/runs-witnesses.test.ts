import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { readJournal } from '../src/harness/journal.ts'
import { Run } from './support/run.ts'
import { door } from './support/run-farm.ts'
import { RunPlace } from './support/run-place.ts'

// Whole runs on a ROM that hides what a harness would like to see.
const adbPort = 28480
const doorUrl = 'http://127.0.0.1:28461'
const place = new RunPlace()
const phones = [{ name: 'mi', vendor: 'mi', serial: '127.0.0.1:28470' }]
const devices = place.devices('devices.json', { farm: 'embedded', adbPort, phones })
let run: Run | undefined
afterEach(() => {
  run?.kill()
  run = undefined
})
afterAll(() => place.remove())

interface Seen {
  readonly exitCode: number | null
  readonly result: string | undefined
  readonly message: string | undefined
  readonly findings: readonly string[]
  readonly output: string
}

/** Promises with several faults at once: the first by the command line, the others by the laboratory's door. */
async function runWith(promises: string, faults: readonly [string, ...string[]]): Promise<Seen> {
  const folder = join(place.path, faults.join('-'))
  const [first, ...others] = faults
  const words = ['demo', '--devices', devices, '--grep', promises, '--fault', first, '--folder', folder]
  run = Run.pushfarm(place, words)
  await run.says(/1 phone is connected/)
  for (const name of others) await door(doorUrl, '/faults', { name })
  const end = await run.end()
  const journal = readJournal(join(folder, 'journal.jsonl'))
  const told = journal.flatMap((entry) => (entry.kind === 'witnesses' ? entry.findings : []))
  const checked = journal.find((entry) => entry.kind === 'promise')
  return {
    exitCode: end.exitCode,
    result: checked?.result,
    message: checked?.error?.message,
    findings: [...new Set(told.map(({ name }) => name))].sort(),
    output: end.stdout + end.stderr,
  }
}

const minutes = 60_000

it('finds and taps the notification where log, dump and shade each hide it', { timeout: 3 * minutes }, async () => {
  const seen = await runWith('tap-opens-conversation-cold', ['event-log-mute', 'dump-redacted', 'shade-folds'])
  expect(seen.message, seen.output).toBeUndefined()
  expect(seen).toMatchObject({ exitCode: 0, result: 'kept', findings: ['dump-redacted', 'folded', 'log-mute'] })
  expect(seen.output).toMatch(/^≠ log-mute {2}mi: The events log is mute/m)
})

it('sees by the shade what must not be there, where the dump hides it', { timeout: 3 * minutes }, async () => {
  const seen = await runWith('nothing-when-push-is-disabled', ['push-flag-ignored', 'dump-redacted'])
  expect(seen, seen.output).toMatchObject({ exitCode: 1, result: 'broken' })
  expect(seen.message).toContain('a row in the shade')
})

it(
  'tells how far a push came that was not shown, and that nothing came for another reason than the rules name',
  { timeout: 3 * minutes },
  async () => {
    const promises = 'push-in-background,nothing-when-push-is-disabled'
    const seen = await runWith(promises, ['push-flag-ignored', 'recipient-muted-sender'])
    expect(seen, seen.output).toMatchObject({ exitCode: 1, result: 'broken', findings: ['ended-elsewhere'] })
    expect(seen.message).toContain('saw not shown')
    expect(seen.output).toMatch(/^ +→ By the push records \S+ was not handed to the vendor: gate recv-opt, /m)
    expect(seen.output).toMatch(/^nothing-when-push-is-disabled +✓$/m)
    expect(seen.output).toMatch(/^≠ ended-elsewhere {2}mi: .*dispatch\/push-flag .*gate recv-opt/m)
  },
)

it('takes a post of the push service for the app that it names', { timeout: 3 * minutes }, async () => {
  const seen = await runWith('tap-opens-conversation-cold', ['posted-by-foreign-package', 'event-log-mute'])
  expect(seen, seen.output).toMatchObject({ exitCode: 0, result: 'kept', findings: ['log-mute'] })
})
