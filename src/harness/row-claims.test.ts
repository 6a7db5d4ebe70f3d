import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Cell, matrixOf } from '../push/matrix.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { phoneProfile } from '../vendors/phone-profile.ts'
import { vendorNames } from '../vendors/vendor.ts'
import { listPromises } from './promise-list.ts'
import { meansRow } from './row-list.ts'

const root = join(import.meta.dirname, '..', '..')
const app = { package: 'io.pushfarm.sample', targetSdk: 35 }
const cells: readonly Cell[] = [26, 30, 33, 35].flatMap((apiLevel) =>
  matrixOf(
    vendorNames.map((vendor) => ({
      name: vendor,
      profile: phoneProfile({ vendor, apiLevel, app }),
      clearAll: vendorNamed(vendor).recentsClearAll.length > 0 ? 'known' : 'unknown',
    })),
    'messages',
  ),
)
const rows = [...new Set(cells.filter((cell) => cell.kind === 'applies').map((cell) => cell.row))]
const promises = listPromises(root)

describe('the specs', () => {
  it('check every row of the matrix that applies to some phone', () => {
    const claimed = (row: string): boolean => promises.some((one) => one.rows.some((pattern) => meansRow(pattern, row)))
    expect(rows.filter((row) => !claimed(row))).toEqual([])
  })

  it.each(promises.map(({ name, rows: patterns }) => [name, patterns] as const))(
    '%s names rows that exist',
    (_, patterns) => {
      for (const pattern of patterns)
        expect(
          cells.some(({ row }) => meansRow(pattern, row)),
          pattern,
        ).toBe(true)
    },
  )
})
