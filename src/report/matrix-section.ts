import { signs } from './cell-section.ts'
import { type Html, html } from './html.ts'
import type { SeenCell, SeenRun } from './seen-run.ts'
import { say } from './wording.ts'

/** Phones by promises. Sign and colour say the same; every cell leads to its details. */
export function matrixSection(run: SeenRun): Html {
  const notes = notApplicable(run)
  const failing = run.lines.some(({ cells }) => cells.some(isFailed))
  if (run.phones.length === 0 || run.lines.length === 0)
    return html`<section id="matrix">
      <h2>${say('matrix')}</h2>
      <p>${run.phones.length === 0 ? say('no-phones') : say('no-promises')}</p>
    </section>`
  // On a narrow screen the style lays rows out as cards, which takes the table's own roles away.
  return html`<section id="matrix">
    <h2>${say('matrix')}</h2>
    <p class="key">
      ${(['kept', 'broken', 'not-checked', 'not-applicable'] as const).map(
        (kind) => html`<span><span class="sign ${kind}">${signs[kind]}</span> ${say(kind)}</span> `,
      )}<span>${say('matrix-key')}</span>${
        failing
          ? html` <label class="filter"><input type="checkbox" id="only-failed" /> ${say('only-failed')}</label>`
          : undefined
      }
    </p>
    <table class="matrix" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${say('promise')}</th>
          ${run.phones.map(
            (phone) =>
              html`<th role="columnheader" scope="col">
                <a href="#phone.${phone.name}">${phone.name}</a>${
                  phone.facts === undefined ? undefined : html`<small>${phone.facts.model}</small>`
                }
              </th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${run.lines.map(
          ({ promise, title, cells }) =>
            html`<tr role="row" ${cells.some(isFailed) ? undefined : html` class="fine"`}>
              <th role="rowheader" scope="row">
                ${title}${title === promise ? undefined : html` <code>${promise}</code>`}
              </th>
              ${cells.map((cell) => matrixCell(cell, notes))}
            </tr> `,
        )}
      </tbody>
    </table>
    ${notesList(notes)}
  </section>`
}

function matrixCell(cell: SeenCell, notes: Notes): Html {
  const { kind } = cell.cell
  const latency = 'latencyMs' in cell.cell ? cell.cell.latencyMs : null
  const note = cell.cell.kind === 'not-applicable' ? notes.get(cell.cell.because) : undefined
  const number = latency === null ? undefined : html` <span class="number">${(latency / 1000).toFixed(2)}</span>`
  const target = note === undefined ? cell.id : `note.${String(note.number)}`
  return html`<td role="cell" class="${kind}" data-phone="${cell.phone.name}">
    <a href="#${target}"
      ><span class="sign-only">${signs[kind]}</span>${number}${
        note === undefined ? undefined : html`<sup>${note.number}</sup>`
      }<span class="unseen"> ${say(kind)}</span></a
    >
  </td>`
}

type Notes = ReadonlyMap<string, { readonly number: number; readonly cells: readonly SeenCell[] }>

/** Reasons in the order of the matrix; one number for all cells that share a reason. */
function notApplicable(run: SeenRun): Notes {
  const notes = new Map<string, { number: number; cells: SeenCell[] }>()
  for (const cell of run.lines.flatMap(({ cells }) => cells)) {
    if (cell.cell.kind !== 'not-applicable') continue
    const note = notes.get(cell.cell.because) ?? { number: notes.size + 1, cells: [] }
    note.cells.push(cell)
    notes.set(cell.cell.because, note)
  }
  return notes
}

function notesList(notes: Notes): Html | undefined {
  if (notes.size === 0) return undefined
  return html`<h3>${say('notes')}</h3>
    <ol class="notes">
      ${[...notes].map(
        ([because, { number, cells }]) =>
          html`<li id="note.${number}">
            ${because}
            <span class="source">${cells.map((cell) => `${cell.promise}: ${cell.phone.name}`).join(', ')}</span>
          </li>`,
      )}
    </ol>`
}

export function isFailed({ cell }: SeenCell): boolean {
  return cell.kind === 'broken' || cell.kind === 'not-checked'
}
