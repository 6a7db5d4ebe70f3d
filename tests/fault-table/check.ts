import type { PromiseTag } from '../../src/harness/promise-list.ts'
import { type VendorName, vendorNames } from '../../src/vendors/vendor.ts'
import { RunPlace } from '../support/run-place.ts'
import { reportedIn, sentenceOf } from './deviation.ts'
import { type EffectName, effectOf } from './effects.ts'
import { type BrokenPhone, type FaultRunEnd, runOn } from './fault-run.ts'
import { foretellRun, healthy, promisesWith, vendorsOf } from './table.ts'

export interface CheckOptions {
  readonly seeds: readonly number[]
  readonly faults: readonly (EffectName | 'nothing')[]
  readonly tag: PromiseTag
  /** Phones of one run. */
  readonly atOnce: number
  readonly limitMs: number
  readonly adbPort: number
  readonly say: (line: string) => void
}

/** Runs every fault on a phone with every seed, and says where a run saw something else than was foretold. */
export async function checkFaults(options: CheckOptions): Promise<number> {
  const { seeds, faults, tag, atOnce, say } = options
  let deviations = 0
  let checked = 0
  for (const seed of seeds) {
    const phones = faults.map((fault) => ({ fault, vendor: vendorFor(fault, seed) }))
    for (let at = 0; at < phones.length; at += atOnce) {
      const some = phones.slice(at, at + atOnce)
      const place = new RunPlace()
      const startedAt = performance.now()
      const end = await runOn(some, { ...options, place, seed: String(seed), selection: ['--tag', tag] })
      const found = await deviationsOf(end, tag)
      checked += some.length
      deviations += found.length
      const seconds = Math.round((performance.now() - startedAt) / 1000)
      say(
        `seed ${String(seed)}: ${some.map(nameOf).join(', ')}: ${String(found.length)} deviations, ${String(seconds)} s`,
      )
      for (const line of found) say(`  ${line}`)
      if (found.length === 0) place.remove()
      else say(`  what the run left: ${end.folder}`)
    }
  }
  say(`${String(checked)} phones, ${String(deviations)} deviations`)
  return deviations
}

/** One sentence for each promise of which a run reported something else than the rules foretell. */
export async function deviationsOf({ promises, output }: FaultRunEnd, tag: PromiseTag): Promise<readonly string[]> {
  const found: string[] = []
  for (const [phone, entries] of promises) {
    if (entries.length === 0) {
      found.push(`${nameOf(phone)}: nothing was reported: ${output.trim().split('\n').slice(-3).join(' / ')}`)
      continue
    }
    const effect = phone.fault === 'nothing' ? healthy : effectOf(phone.fault)
    for (const [promise, predicted] of await foretellRun(promisesWith(tag), phone.vendor, effect)) {
      const seen = entries.find((entry) => entry.promise === promise)
      if (predicted.result === 'unforeseen') continue
      const differs = sentenceOf(predicted, seen === undefined ? undefined : reportedIn(seen))
      if (differs !== undefined) found.push(`${nameOf(phone)} ${promise}: ${differs}`)
    }
  }
  return found
}

/** Each seed takes another vendor's phone for a fault, and each fault of a seed another one. */
export function vendorFor(fault: EffectName | 'nothing', seed: number): VendorName {
  const vendors = fault === 'nothing' ? vendorNames : vendorsOf(fault)
  const turn = Buffer.from(fault).reduce((sum, byte) => sum + byte, seed)
  return vendors[turn % vendors.length] ?? 'mi'
}

function nameOf({ fault, vendor }: BrokenPhone): string {
  return `${fault}.${vendor}`
}
