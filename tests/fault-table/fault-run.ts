import { join } from 'node:path'
import type { JournalEntry } from '../../src/harness/journal-entry.ts'
import { readJournal } from '../../src/harness/journal.ts'
import type { VendorName } from '../../src/vendors/vendor.ts'
import { Run } from '../support/run.ts'
import { RunFarm, door } from '../support/run-farm.ts'
import type { RunPlace } from '../support/run-place.ts'
import type { EffectName } from './effects.ts'

/** A phone of a run, and what is broken about it. */
export interface BrokenPhone {
  readonly vendor: VendorName
  readonly fault: EffectName | 'nothing'
}

export interface FaultRunOptions {
  readonly place: RunPlace
  readonly adbPort: number
  readonly seed: string
  /** How long a push may take, ms. */
  readonly limitMs: number
  /** `--tag` and `--grep`, as `npm run demo` takes them. */
  readonly selection: readonly string[]
  /** Hears the run's own words. */
  readonly log?: (text: string) => void
}

type PromiseEntry = Extract<JournalEntry, { readonly kind: 'promise' }>

/** What a run reported, by phone. */
export interface FaultRunEnd {
  readonly exitCode: number | null
  readonly output: string
  readonly folder: string
  readonly promises: ReadonlyMap<BrokenPhone, readonly PromiseEntry[]>
}

/**
 * One run on virtual phones, each broken in its own way. To the run they are real phones: it knows of no fault, and nothing
 * but the laboratory door, which it is not told of, has them.
 */
export async function runOn(phones: readonly BrokenPhone[], options: FaultRunOptions): Promise<FaultRunEnd> {
  const { place, adbPort, seed, limitMs, selection } = options
  const farm = await RunFarm.start([
    ...['--phones', phones.map(({ vendor }) => vendor).join(',')],
    ...['--port-base', '0', '--seed', seed],
  ])
  try {
    const named = phones.map((phone, at) => ({
      phone,
      name: `${phone.vendor}-${String(at + 1)}`,
      serial: farm.description.phones[at]?.serial ?? '',
    }))
    await injectFaults(farm.description.control.url, phones)
    const run = `seed-${seed}-${String(adbPort)}`
    const devices = place.devices(`${run}.json`, {
      farm: 'real',
      adbPort,
      phones: named.map(({ name, serial, phone: { vendor } }) => ({ name, serial, vendor })),
      others: { limits: { softMs: limitMs, hardMs: limitMs } },
    })
    const folder = join(
      place.path,
      `${run}-${phones
        .map(({ fault }) => fault)
        .join('+')
        .slice(0, 60)}`,
    )
    const running = Run.pushfarm(
      place,
      ['demo', '--devices', devices, '--folder', folder, ...selection],
      farm.environment,
    )
    try {
      const end = await running.end()
      options.log?.(end.stdout)
      const entries = readJournal(join(folder, 'journal.jsonl')).filter((entry) => entry.kind === 'promise')
      return {
        exitCode: end.exitCode,
        output: end.stdout + end.stderr,
        folder,
        promises: new Map(named.map(({ name, phone }) => [phone, entries.filter((entry) => entry.phone === name)])),
      }
    } finally {
      running.kill()
    }
  } finally {
    await farm.stop()
  }
}

/** The door knows phones by their hardware serials, and lists them in the farm's order. */
async function injectFaults(url: string, phones: readonly BrokenPhone[]): Promise<void> {
  const listed = (await door(url, '/phones')) as { readonly phones: readonly { readonly serial: string }[] }
  for (const [at, { fault }] of phones.entries())
    if (fault !== 'nothing') await door(url, '/faults', { name: fault, serial: listed.phones[at]?.serial ?? '' })
}
