import { accountStates, knownAppStates } from '../push/app-state.ts'
import { usualCast } from '../push/cast.ts'
import { rowsOf } from '../push/matrix.ts'
import type { MatrixPhone, Row } from '../push/matrix-row.ts'
import { usualSituation } from '../push/usual-situation.ts'
import { phoneProfile } from '../vendors/phone-profile.ts'
import { vendorNames } from '../vendors/vendor.ts'
import { meansRow } from './row-list.ts'

/** Where the app is, or who is logged in, when a row's message is sent. */
export type RowState = (typeof knownAppStates)[number] | (typeof accountStates)[number]

/** Collected once, by whoever asks first: the workers of a run load this file and never ask. */
let collected: ReadonlyMap<string, ReadonlySet<RowState>> | undefined

/** The rows of every vendor's phone, whether they apply to it or not: a state is asked for before any phone is known. */
function statesByRow(): ReadonlyMap<string, ReadonlySet<RowState>> {
  return (collected ??= collectStates())
}

/** Every row of the matrix, whichever phones it applies to. */
export function rowNames(): readonly string[] {
  return [...statesByRow().keys()]
}

/** The states that any row is in, in the order of src/push/app-state.ts. */
export function rowStates(): readonly RowState[] {
  const all = [...statesByRow().values()]
  return [...knownAppStates, ...accountStates].filter((state) => all.some((states) => states.has(state)))
}

/** The states in which a promise is checked that claims these rows, ids or `group/*`. */
export function statesOf(patterns: readonly string[]): ReadonlySet<RowState> {
  return new Set(
    [...statesByRow()]
      .filter(([row]) => patterns.some((pattern) => meansRow(pattern, row)))
      .flatMap(([, states]) => [...states]),
  )
}

function collectStates(): ReadonlyMap<string, ReadonlySet<RowState>> {
  const phones = vendorNames.map((vendor): MatrixPhone => {
    // The newest Android that the rules know of: rows for older ones ask the same states.
    const profile = phoneProfile({ vendor, apiLevel: 36, app: { package: '', targetSdk: 36 } })
    return { name: vendor, profile, clearAll: 'known' }
  })
  const found = new Map<string, Set<RowState>>()
  const keep = (row: Row, phone: MatrixPhone): void => {
    const { appState, account } = usualSituation(phone.profile, row.situation)
    const states = found.get(row.id) ?? new Set()
    found.set(row.id, states.add(appState).add(account))
  }
  for (const phone of phones)
    for (const row of rowsOf({ phone, farm: phones, channelId: '', cast: usualCast })) keep(row, phone)
  return found
}
