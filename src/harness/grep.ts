import { commaList } from '../base/comma-list.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { type VendorName, vendorNames } from '../vendors/vendor.ts'
import { type RowState, rowStates } from './row-states.ts'

/**
 * What `--grep` asks for, its words sorted by kind: a phone is chosen by any of the vendors, a promise by any of the states
 * and by any of the texts. Of a kind without words all are chosen.
 */
export interface Grep {
  readonly vendors: readonly VendorName[]
  readonly states: readonly RowState[]
  /** In lower case, to be found in a promise's name, title or rows. */
  readonly texts: readonly string[]
}

/** How people call a vendor beside its name and its label. */
const otherNames: Readonly<Partial<Record<VendorName, string>>> = { mi: 'Xiaomi' }

/** States are also asked for in short. */
const shortStates: Readonly<Record<string, readonly RowState[]>> = {
  swiped: ['swiped-away'],
  killed: ['cache-killed'],
  kicked: ['kicked-by-login', 'kicked-by-rest'],
}

/** @param text words separated by commas; letter case does not matter, and a space counts as a hyphen in a state */
export function readGrep(text: string): Grep {
  const read = commaList(text.toLowerCase()).map((word) => ({
    word,
    vendor: vendorCalled(word),
    states: statesCalled(word),
  }))
  return {
    vendors: read.flatMap(({ vendor }) => vendor ?? []),
    states: read.flatMap(({ states }) => states),
    texts: read.flatMap(({ word, vendor, states }) => (vendor === undefined && states.length === 0 ? word : [])),
  }
}

/** For whoever asked for what is not there. */
export function grepHint(): string {
  const vendors = vendorNames.map((name) => callsOf(name).join(' or ')).join(', ')
  const states = `${rowStates().join(', ')}; ${Object.keys(shortStates).join(', ')}`
  return `--grep takes text of a promise's name, title or rows (the files of specs/), vendors (${vendors}) and states (${states}), several with commas.`
}

/** The words that mean a vendor, as they are told; its name first. */
function callsOf(name: VendorName): readonly string[] {
  const all = [name, vendorNamed(name).label, otherNames[name] ?? name]
  return all.filter((one, at) => all.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === at)
}

function vendorCalled(word: string): VendorName | undefined {
  return vendorNames.find((name) => callsOf(name).some((call) => call.toLowerCase() === word))
}

function statesCalled(word: string): readonly RowState[] {
  const state = word.replaceAll(' ', '-')
  return shortStates[state] ?? rowStates().filter((one) => one === state)
}
