import { cellKinds, sign, signs } from './cell-sign.ts'
import { type Html, html } from './html.ts'
import { phoneAnchor } from './phones-section.ts'
import { type SeenCell, type SeenRun, isFailed } from './seen-run.ts'
import { say } from './wording.ts'

/** Phones by promises. Sign and colour say the same; every cell leads to its details. */
export function matrixSection(run: SeenRun): Html {
  const notes = notesOf(run)
  const whole = run.phones.length > 0 && run.lines.length > 0
  return html`<section id="matrix">
    <h2>${say('matrix')}</h2>
    ${
      whole
        ? html`${key(run)} ${table(run, notes)} ${notesList(notes)}`
        : html`<p>${run.phones.length === 0 ? say('no-phones') : say('no-promises')}</p>`
    }
  </section>`
}

function key(run: SeenRun): Html {
  const disagreeing = run.lines.some(({ cells }) => cells.some((cell) => cell.disagreements.length > 0))
  const failing = run.lines.some(({ cells }) => cells.some(isFailed))
  return html`<div class="key">
    ${cellKinds.map((kind) => html`<span>${sign(kind)} ${say(kind)}</span>`)}
    ${disagreeing ? html`<span><sup>≠</sup> ${say('witnesses')}</span>` : undefined}
    <span>${say('matrix-key')}</span>
    ${
      failing
        ? html`<label class="filter"><input type="checkbox" id="only-failed" /> ${say('only-failed')}</label>`
        : undefined
    }
  </div>`
}

/** On a narrow screen the style lays rows out as cards, which takes the table's own roles away: hence they are named. */
function table(run: SeenRun, notes: Notes): Html {
  return html`<table class="matrix" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${say('promise')}</th>
        ${run.phones.map(
          (phone) =>
            html`<th role="columnheader" scope="col">
              <a href="#${phoneAnchor(phone)}">${phone.name}</a><small>${phone.facts?.model}</small>
            </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${run.lines.map((line) => row(line, notes))}
    </tbody>
  </table>`
}

function row({ promise, title, cells }: SeenRun['lines'][number], notes: Notes): Html {
  return html`<tr role="row" class="${cells.some(isFailed) ? 'failing' : 'fine'}">
    <th role="rowheader" scope="row">${promiseName(promise, title)}</th>
    ${cells.map((cell) => matrixCell(cell, notes))}
  </tr>`
}

/** The title, and the name by which a run can be asked for it. A promise that never began has no title. */
export function promiseName(promise: string, title: string): Html {
  return title === promise ? html`<span class="untitled">${promise}</span>` : html`${title} <code>${promise}</code>`
}

function matrixCell(cell: SeenCell, notes: Notes): Html {
  const { kind } = cell.cell
  const latencyMs = 'latencyMs' in cell.cell ? cell.cell.latencyMs : null
  const note = cell.cell.kind === 'not-applicable' ? notes.get(cell.cell.because)?.number : undefined
  const target = note === undefined ? cell.id : noteAnchor(note)
  const latency = latencyMs === null ? undefined : html`<span class="number">${(latencyMs / 1000).toFixed(2)}</span>`
  const raised = note === undefined ? undefined : html`<sup>${note}</sup>`
  const witnesses = cell.disagreements.length === 0 ? undefined : html`<sup>≠</sup>`
  return html`<td role="cell" class="${kind}" data-phone="${cell.phone.name}">
    <a href="#${target}"
      ><b>${signs[kind]}</b> ${latency}${raised}${witnesses}<span class="unseen"> ${say(kind)}</span></a
    >
  </td>`
}

/** Why promises do not apply, each reason once, with the number by which its cells name it. */
type Notes = ReadonlyMap<string, { readonly number: number; readonly cells: readonly SeenCell[] }>

function notesOf(run: SeenRun): Notes {
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
      ${[...notes].map(([because, { number, cells }]) => {
        const where = cells.map((cell) => `${cell.promise}: ${cell.phone.name}`).join(', ')
        return html`<li id="${noteAnchor(number)}">${because} <span class="source">${where}</span></li>`
      })}
    </ol>`
}

function noteAnchor(number: number): string {
  return `note.${String(number)}`
}
