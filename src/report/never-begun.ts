import { sign } from './cell-sign.ts'
import { type Html, asWritten, html } from './html.ts'
import { promiseName } from './matrix-section.ts'
import type { SeenCell, SeenRun } from './seen-run.ts'
import { say } from './wording.ts'

/** Not checked, and there is nothing to look at: its phone was lost before, or the run ended. */
export function neverBegan({ cell, trials, evidence }: SeenCell): boolean {
  return cell.kind === 'not-checked' && trials.length === 0 && evidence.length === 0
}

/** What never began, by phone and reason: a lost phone would otherwise tell the same story for every promise. */
export function neverBegunSection(run: SeenRun): Html {
  const groups = groupsOf(run)
  if (groups.length === 0) return html``
  return html`<section class="never-begun">
    <h2>${say('never-begun')} <small>${groups.reduce((sum, { cells }) => sum + cells.length, 0)}</small></h2>
    ${groups.map(
      ({ phone, reason, hint, cells }) =>
        html`<div class="cell not-checked">
          <div class="inside">
            <p>${sign('not-checked')} <b>${phone}</b> ${reason === '' ? say('no-entry') : asWritten(reason)}</p>
            ${hint === undefined ? undefined : html`<p class="hint">→ ${asWritten(hint)}</p>`}
            <ul class="rules">
              ${cells.map(({ cell, title }) => html`<li id="${cell.id}">${promiseName(cell.promise, title)}</li>`)}
            </ul>
          </div>
        </div>`,
    )}
  </section>`
}

interface Group {
  readonly phone: string
  readonly reason: string
  readonly hint: string | undefined
  readonly cells: { readonly cell: SeenCell; readonly title: string }[]
}

function groupsOf(run: SeenRun): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const phone of run.phones)
    for (const { title, cells } of run.lines)
      for (const cell of cells) {
        if (cell.phone !== phone || !neverBegan(cell)) continue
        const reason = cell.entry?.error?.message ?? phone.lost ?? run.summary.failed?.message ?? ''
        const hint = cell.entry?.error?.hint ?? undefined
        const key = JSON.stringify([phone.name, reason])
        const group = groups.get(key) ?? { phone: phone.name, reason, hint, cells: [] }
        group.cells.push({ cell, title })
        groups.set(key, group)
      }
  return [...groups.values()]
}
