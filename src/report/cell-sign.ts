import { type Html, html } from './html.ts'
import type { SeenCell } from './seen-run.ts'
import { say } from './wording.ts'

/** In the order in which they are counted. */
export const cellKinds = ['kept', 'broken', 'not-checked', 'not-applicable'] as const
export type CellKind = (typeof cellKinds)[number]

/** Nobody has to tell colours apart: each has a sign of its own. */
export const signs = { kept: '✓', broken: '✗', 'not-checked': '?', 'not-applicable': '–' } as const

export function sign(kind: CellKind): Html {
  return html`<span class="sign ${kind}">${signs[kind]}</span>`
}

/** `✓ 241 kept  ✗ 3 broken ...`, what there is none of left out. */
export function cellCounts(cells: readonly SeenCell[]): Html {
  const counts = cellKinds.map((kind) => ({ kind, count: cells.filter(({ cell }) => cell.kind === kind).length }))
  const found = counts.filter(({ count }) => count > 0)
  return html`${found.map(({ kind, count }) => html`<span>${sign(kind)} <b>${count}</b> ${say(kind)}</span> `)}`
}
