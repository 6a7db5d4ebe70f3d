import { rowsOf } from '../push/matrix.ts'
import { type Applying, type MatrixPhone, type Row, applies } from '../push/matrix-row.ts'
import { phoneProfile } from '../vendors/phone-profile.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { tooMuchEffort } from './effort.ts'
import { laboratoryNeeds, missingLaboratory } from './laboratory-needs.ts'
import { withinHours } from './opening-hours.ts'
import { traitsOf } from './phone-traits.ts'
import type { TestedPhone } from './tested-phone.ts'

/** Rows of a promise on one phone. */
export interface PromiseRows {
  readonly applying: readonly Row[]
  readonly leftOut: readonly { readonly row: string; readonly because: string }[]
}

/** Whether a pattern of a spec (`ext/html`, `ext/*`) means a row. */
export function meansRow(pattern: string, row: string): boolean {
  return pattern.endsWith('*') ? row.startsWith(pattern.slice(0, -1)) : row === pattern
}

/** The rows that a spec claims, as they are for this phone. */
export function rowsOn(tested: TestedPhone, patterns: readonly string[]): PromiseRows {
  const rows = allRows(tested).filter(({ id }) => patterns.some((pattern) => meansRow(pattern, id)))
  const applying: Row[] = []
  const leftOut: { row: string; because: string }[] = []
  for (const row of rows) {
    const whether = whetherItApplies(row, tested)
    const now = whether === applies ? withinHours(row, tested) : whether
    if ('because' in now) leftOut.push({ row: row.id, because: now.because })
    else applying.push(now)
  }
  return { applying, leftOut }
}

function whetherItApplies(row: Row, { run, world }: TestedPhone): Applying {
  const whether = row.applies ?? applies
  if (whether !== applies) return whether
  const tooMuch = tooMuchEffort(row.effort, run.efforts)
  if (tooMuch !== undefined) return { because: tooMuch }
  const missing = laboratoryNeeds(row, world.entered).filter((ability) => !world.can(ability))
  return missing.length === 0 ? applies : { because: missingLaboratory(missing) }
}

function allRows(tested: TestedPhone): readonly Row[] {
  const { profile, clearAll } = traitsOf(tested)
  const phone: MatrixPhone = {
    name: tested.phone.name,
    profile,
    clearAll,
    entered: tested.world.entered,
    switches: tested.phone.entry.switches ?? {},
  }
  const others = tested.neighbours.map((one): MatrixPhone => {
    const vendor = vendorNamed(one.vendor)
    return {
      name: one.name,
      // Of a neighbour nothing but its push service matters here.
      profile: phoneProfile({ ...one, apiLevel: profile.apiLevel, app: profile.app }),
      clearAll: vendor.recentsClearAll.length > 0 ? 'known' : 'unknown',
    }
  })
  return rowsOf({ phone, farm: [phone, ...others], channelId: tested.channelId, cast: tested.cast })
}
