import { describe, expect, it } from 'vitest'
import { faults } from '../virtual/cloud/faults.ts'
import { vendorNames } from '../src/vendors/vendor.ts'
import { effectNames, effectOf } from './fault-table/effects.ts'
import { foretell, healthy, promisesWith } from './fault-table/table.ts'
import { wordsOf } from './fault-table/deviation.ts'
import { shownTables } from './fault-table/written.ts'

describe('what faults do', () => {
  it('is said of every fault that the virtual farm can be given, and of no other', () => {
    expect(effectNames.toSorted()).toEqual(Object.keys(faults).toSorted())
    expect(effectNames.length).toBeGreaterThanOrEqual(30)
  })

  it.each(effectNames)('%s is made for the push services for which it is said', (name) => {
    const { services = 'all' } = effectOf(name)
    expect(services).toEqual(faults[name].vendors)
  })
})

describe('on paper, with nothing broken', () => {
  it.each(vendorNames)('every promise is kept on %s', async (vendor) => {
    const notKept: string[] = []
    for (const promise of promisesWith('release')) {
      const prediction = await foretell(promise, vendor, healthy)
      if (!['kept', 'not-applicable', 'unforeseen'].includes(prediction.result))
        notKept.push(`${promise}: ${wordsOf(prediction)}`)
    }
    expect(notKept).toEqual([])
  })

  it('none of the demo’s promises speaks a word that has no meaning there', async () => {
    for (const promise of promisesWith('demo'))
      for (const vendor of vendorNames) expect(await foretell(promise, vendor, healthy)).toEqual({ result: 'kept' })
  })
})

it('README and docs show the table as it is computed: npm run fault-table writes it', async () => {
  for (const { path, written, computed } of await shownTables()) expect(written, path).toBe(computed)
})
