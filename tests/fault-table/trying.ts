import { type VendorName, vendorNames } from '../../src/vendors/vendor.ts'
import { wordsOf } from './deviation.ts'
import { type EffectName, effectNames, effectOf } from './effects.ts'
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
  'nothing-after-logout',
  'push-after-system-kill',
  'title-and-description-exact',
  'nothing-when-push-is-disabled',
  'nothing-twice',
  'no-push-in-foreground',
  'lock-screen-hides-what-it-should',
  'tap-opens-conversation-cold',
]
/** So many of them that the fault must leave alone; beside the installation. */
const keptOnes = 1

/**
 * For each fault one promise for each way in which it breaks promises, and some that it must not break; the faults are dealt
 * out so that each phone has about as many, with another seed to others. Every one begins with an installation, as faults of the login need it.
 */
export async function allTryings(seed: number): Promise<readonly Trying[]> {
  const load = new Map<VendorName, number>(vendorNames.map((vendor) => [vendor, 0]))
  const tryings: Trying[] = []
  const rarestFirst = effectNames.toSorted((a, b) => vendorsOf(a).length - vendorsOf(b).length)
  for (const fault of rarestFirst) {
    const vendors = vendorsOf(fault)
    const turned = [...vendors.slice(seed % vendors.length), ...vendors.slice(0, seed % vendors.length)]
    const [vendor = 'mi'] = turned.toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))
    const promises = ['installs-and-logs-in', ...(await tellingPromises(fault, vendor))]
    load.set(vendor, (load.get(vendor) ?? 0) + promises.length)
    tryings.push({ fault, vendor, promises })
  }
  return tryings
}

async function tellingPromises(fault: EffectName, vendor: VendorName): Promise<readonly string[]> {
  const seen = new Map<string, number>()
  const chosen: string[] = []
  for (const promise of pool) {
    const prediction = await foretell(promise, vendor, effectOf(fault))
    if (prediction.result === 'not-applicable' || prediction.result === 'unforeseen') continue
    const words = wordsOf(prediction)
    const before = seen.get(words) ?? 0
    if (before >= (prediction.result === 'kept' ? keptOnes : 1)) continue
    seen.set(words, before + 1)
    chosen.push(promise)
  }
  return chosen
}
