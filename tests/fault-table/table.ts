import { roms } from '../../virtual/roms/all-roms.ts'
import { listPromises } from '../../src/harness/promise-list.ts'
import type { PromiseTag } from '../../src/harness/promise-list.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import { vendorNamed } from '../../src/vendors/all-vendors.ts'
import { type VendorName, vendorNames } from '../../src/vendors/vendor.ts'
import type { Effect } from './effect.ts'
import { type EffectName, effectNames, effectOf } from './effects.ts'
import { paperPhone } from './paper-phone.ts'
import { root } from '../support/run-place.ts'
import { type Prediction, loadSpecs, predict } from './prediction.ts'

/** What is foretold of every promise on every phone of the virtual farm, for every fault that the phone can have. */
export interface FaultTable {
  readonly promises: readonly string[]
  readonly rows: readonly FaultRow[]
  /** Promises that cannot be gone through on paper, with the word that is missing. */
  readonly unforeseen: ReadonlyMap<string, string>
}

export interface FaultRow {
  readonly fault: EffectName
  readonly says: string
  /** Phones that can have the fault. */
  readonly vendors: readonly VendorName[]
  /** By phone and promise. */
  readonly predictions: ReadonlyMap<VendorName, ReadonlyMap<string, Prediction>>
}

/** No fault at all. */
export const healthy: Effect = { says: 'nothing is broken' }

/** Phones whose push service can have the fault. */
export function vendorsOf(fault: EffectName): readonly VendorName[] {
  const { services } = effectOf(fault)
  return vendorNames.filter((vendor) => services?.includes(vendorNamed(vendor).pushService) ?? true)
}

const phones = new Map<VendorName, TestedPhone>()

/** The virtual farm's phone of a vendor, on paper. */
function paperPhoneOf(vendor: VendorName): TestedPhone {
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error(`the virtual farm has no phone of ${vendor}`)
  const phone = phones.get(vendor) ?? paperPhone({ vendor, apiLevel: rom.apiLevel })
  phones.set(vendor, phone)
  return phone
}

/** Names of the promises with a tag, in their order. */
export function promisesWith(tag: PromiseTag): readonly string[] {
  return listPromises(root)
    .filter(({ tags }) => tags.includes(tag))
    .map(({ name }) => name)
}

/** What a run of these promises, in this order, reports of each. */
export async function foretellRun(
  promises: readonly string[],
  vendor: VendorName,
  effect: Effect,
): Promise<ReadonlyMap<string, Prediction>> {
  const specs = await loadSpecs()
  const day = { sent: 0 }
  const predictions = new Map<string, Prediction>()
  for (const promise of promises) {
    const declared = specs.get(promise)
    if (declared === undefined) throw new Error(`there is no promise ${promise}`)
    predictions.set(promise, await predict(declared, paperPhoneOf(vendor), effect, day))
  }
  return predictions
}

/** What a run of this promise alone reports. */
export async function foretell(promise: string, vendor: VendorName, effect: Effect): Promise<Prediction> {
  const prediction = (await foretellRun([promise], vendor, effect)).get(promise)
  if (prediction === undefined) throw new Error(`nothing is foretold of ${promise}`)
  return prediction
}

/** Goes through the promises of a tag for every fault. */
export async function faultTable(tag: PromiseTag): Promise<FaultTable> {
  const unforeseen = await wordsMissing(tag)
  const run = promisesWith(tag)
  const promises = run.filter((promise) => !unforeseen.has(promise))
  const rows: FaultRow[] = []
  for (const fault of effectNames) {
    const vendors = vendorsOf(fault)
    const predictions = new Map<VendorName, ReadonlyMap<string, Prediction>>()
    for (const vendor of vendors) predictions.set(vendor, await foretellRun(run, vendor, effectOf(fault)))
    rows.push({ fault, says: effectOf(fault).says, vendors, predictions })
  }
  return { promises, rows, unforeseen }
}

async function wordsMissing(tag: PromiseTag): Promise<ReadonlyMap<string, string>> {
  const missing = new Map<string, string>()
  for (const promise of promisesWith(tag))
    for (const vendor of vendorNames) {
      const prediction = await foretell(promise, vendor, healthy)
      if (prediction.result === 'unforeseen') missing.set(promise, prediction.word)
    }
  return missing
}
