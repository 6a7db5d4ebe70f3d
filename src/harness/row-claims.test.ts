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

/** Rows that no spec checks on phones yet: docs/where-it-stands.md says why. */
const notChecked: ReadonlySet<string> = new Set([
  'account/kicked-by-login',
  'account/moved-to-another-phone',
  'account/second-phone',
  'account/signature-expired',
  'account/idle-for-seven-days',
  'mute/user',
  'mute/group-user',
  'mute/group-mention',
  'mute/group-no-mention',
  'sender/another-app',
  'sender/app-of-huawei',
  'sender/app-of-honor',
  'sender/app-of-oppo',
  'sender/app-of-vivo',
  'sender/app-of-meizu',
  'sender/app-of-google',
  'sender/blocked',
  'tap/click-in-app-page',
  'tap/click-open-app',
  'tap/click-web-page',
  'rate/burst-public',
  'rate/last-of-the-day',
  'rate/over-the-day',
  'token/reported',
  'token/before-login',
  'token/not-reported',
  'token/certificate-missing',
  'token/certificate-foreign',
  'token/certificate-changed',
  'token/certificate-in-force',
  'sender/app-of-mi',
  'vivo/operational-at-night',
])

describe('the specs', () => {
  it('check every row of the matrix that applies to some phone', () => {
    const claimed = (row: string): boolean => promises.some((one) => one.rows.some((pattern) => meansRow(pattern, row)))
    expect(rows.filter((row) => !claimed(row) && !notChecked.has(row))).toEqual([])
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
