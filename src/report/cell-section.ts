import { cellEvidence } from './cell-evidence.ts'
import { sign } from './cell-sign.ts'
import { type Html, asWritten, html } from './html.ts'
import { durationText } from './moment.ts'
import type { SeenCell, SeenRun } from './seen-run.ts'
import type { SeenTrial } from './seen-trial.ts'
import { shortTrial, wholeTrial } from './trial-section.ts'
import { witnessNote } from './witness-note.ts'
import { say } from './wording.ts'

/** Everything about one promise on one phone, under its anchor. What failed is open. */
export function cellSection(run: SeenRun, cell: SeenCell, title: string): Html {
  const { kind } = cell.cell
  const failed = kind === 'broken' || kind === 'not-checked'
  const name = failed ? html`${title} <code>${cell.promise}</code>` : undefined
  return html`<details class="cell ${kind}" id="${cell.id}" ${failed ? html`open` : undefined}>
    <summary>${sign(kind)} <b>${cell.phone.name}</b> ${name} ${figures(cell)}</summary>
    <div class="inside">
      ${reason(cell)}${cell.disagreements.map(witnessNote)}${trials(cell, failed)}${leftOut(cell)}${cellEvidence(run, cell)}
      <p class="top"><a href="#matrix">↑ ${say('top')}</a></p>
    </div>
  </details>`
}

function figures({ entry, trials, cell }: SeenCell): Html {
  const latency =
    'latencyMs' in cell && cell.latencyMs !== null
      ? html`<span class="number">${durationText(cell.latencyMs)}</span>`
      : undefined
  const many =
    trials.length > 1 ? html`<span>×${trials.length}<span class="unseen"> ${say('trials')}</span></span>` : undefined
  const took =
    entry === undefined || entry.result === 'kept'
      ? undefined
      : html`<span>${say('duration')} ${durationText(entry.durationMs)}</span>`
  return html`<span class="source">${latency} ${many} ${took}</span>`
}

function reason({ entry }: SeenCell): Html | undefined {
  if (entry?.error == null) return undefined
  const { message, hint, code } = entry.error
  const acts = entry.verdict === null ? undefined : html` · ${say(`act-${entry.verdict}`)}`
  return html`<div class="error">
    <p>${asWritten(message)}</p>
    ${hint === null ? undefined : html`<p class="hint">→ ${asWritten(hint)}</p>`}
    <p class="source"><code>${code}</code>${acts}</p>
  </div>`
}

function trials({ trials }: SeenCell, failed: boolean): Html | undefined {
  if (trials.length === 0) return undefined
  const each = (trial: SeenTrial): Html => (failed && tells(trial, trials) ? wholeTrial(trial) : shortTrial(trial))
  return html`<ol class="trials">
    ${trials.map(each)}
  </ol>`
}

/** Beside a trial that differs, one that fits is of no interest; where none differs, any may explain what happened. */
function tells(trial: SeenTrial, trials: readonly SeenTrial[]): boolean {
  return trial.entry.differences.length > 0 || trials.every(({ entry }) => entry.differences.length === 0)
}

/** Rows of the promise that do not apply to this phone. */
function leftOut({ entry }: SeenCell): Html | undefined {
  const rows = entry?.leftOut ?? []
  if (rows.length === 0) return undefined
  return html`<ul class="rules">
    ${rows.map(({ row, because }) => html`<li>${sign('not-applicable')} <code>${row}</code> ${because}</li>`)}
  </ul>`
}
