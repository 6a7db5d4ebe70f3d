import { type VendorName, vendorNames } from '../../src/vendors/vendor.ts'
import { wordsOf } from './deviation.ts'
import { type EffectName, effectNames, effectOf } from './effects.ts'
import type { Prediction } from './prediction.ts'
import { foretell, vendorsOf } from './table.ts'

/** A fault, the phone that is given it, and the promises that are checked there. */
export interface Trying {
  readonly fault: EffectName
  readonly vendor: VendorName
  readonly promises: readonly string[]
}

/** The quickest first. Between them they look at every part of a push, and at what must not come. */
const pool = [
  'push-in-background',
  'tap-opens-conversation-warm',
  'push-after-system-kill',
  'nothing-after-logout',
  'title-and-description-exact',
  'nothing-when-push-is-disabled',
  'nothing-twice',
  'no-push-in-foreground',
  'lock-screen-hides-what-it-should',
  'tap-opens-conversation-cold',
]
/** So many of them that the fault must leave alone; beside the installation. */
const keptOnes = 1

/** What a check takes, in pushes that arrive: one that is waited for in vain takes longer. */
const effort = { arrives: 1, inVain: 4 }

/**
 * For each fault one promise for each way in which it breaks promises, and some that it must not break; the faults are dealt
 * out so that each phone has about as much to do, with another seed to others. Every one begins with an installation, as faults of the login need it.
 */
export async function allTryings(seed: number): Promise<readonly Trying[]> {
  const load = new Map<VendorName, number>(vendorNames.map((vendor) => [vendor, 0]))
  const sameBroken = new Set<string>()
  const tryings: Trying[] = []
  const rarestFirst = effectNames.toSorted((a, b) => vendorsOf(a).length - vendorsOf(b).length)
  for (const fault of rarestFirst) {
    const vendors = vendorsOf(fault)
    const turned = [...vendors.slice(seed % vendors.length), ...vendors.slice(0, seed % vendors.length)]
    const [vendor = 'mi'] = turned.toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))
    const telling = await tellingPromises(fault, vendor)
    const broken = [...telling].filter(([, { result }]) => result !== 'kept')
    const key = broken.map(([promise, prediction]) => `${promise}: ${wordsOf(prediction)}`).join('; ')
    const promises: string[] = []
    for (const [promise, { result }] of telling)
      if (result !== 'kept' || !sameBroken.has(key) || !(await isOfSilence(promise, vendor))) promises.push(promise)
    sameBroken.add(key)
    const each = broken.some(([, prediction]) => isWaitedForInVain(prediction)) ? effort.inVain : effort.arrives
    load.set(vendor, (load.get(vendor) ?? 0) + effort.arrives + promises.length * each)
    tryings.push({ fault, vendor, promises: ['installs-and-logs-in', ...promises] })
  }
  return tryings
}

/** It is kept where no push comes at all: by one fault of those that break the same, this is told. */
async function isOfSilence(promise: string, vendor: VendorName): Promise<boolean> {
  return (await foretell(promise, vendor, effectOf('vendor-silent-loss'))).result === 'kept'
}

function isWaitedForInVain(prediction: Prediction): boolean {
  if (prediction.result !== 'broken') return false
  return prediction.parts.includes('arrival') || prediction.code === 'harness/not-push-online'
}

async function tellingPromises(fault: EffectName, vendor: VendorName): Promise<ReadonlyMap<string, Prediction>> {
  const seen = new Map<string, number>()
  const chosen = new Map<string, Prediction>()
  for (const promise of pool) {
    const prediction = await foretell(promise, vendor, effectOf(fault))
    if (prediction.result === 'not-applicable' || prediction.result === 'unforeseen') continue
    const words = wordsOf(prediction)
    const before = seen.get(words) ?? 0
    if (before >= (prediction.result === 'kept' ? keptOnes : 1)) continue
    seen.set(words, before + 1)
    chosen.set(promise, prediction)
  }
  return chosen
}
