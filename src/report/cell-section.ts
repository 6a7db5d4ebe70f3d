import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'
import type { EvidenceFile, SeenCell, SeenRun } from './seen-run.ts'
import { factTable, serverRecords } from './server-records.ts'
import { shortTrial, wholeTrial } from './trial-section.ts'
import { say } from './wording.ts'

export const signs = { kept: '✓', broken: '✗', 'not-checked': '?', 'not-applicable': '–' } as const

/** Everything about one promise on one phone, under its anchor. */
export function cellSection(run: SeenRun, cell: SeenCell, title: string): Html {
  const { kind } = cell.cell
  const failed = kind === 'broken' || kind === 'not-checked'
  return html`<details class="cell ${kind}" id="${cell.id}" ${failed ? html` open` : undefined}>
    <summary>
      <span class="sign ${kind}">${signs[kind]}</span> <b>${cell.phone.name}</b> ${
        failed ? html`${title} <code>${cell.promise}</code>` : undefined
      }
      ${figures(cell)}
    </summary>
    <div class="inside">
      ${reason(run, cell)}${witnesses(cell)}${
        cell.trials.length === 0
          ? undefined
          : html`<ol class="trials">
              ${cell.trials.map(failed ? wholeTrial : shortTrial)}
            </ol>`
      }${leftOut(cell)}${pictures(run, cell)}${failed ? texts(cell) : undefined}${files(run, cell)}
      <p class="top"><a href="#matrix">↑ ${say('top')}</a></p>
    </div>
  </details>`
}

function figures({ entry, trials, cell }: SeenCell): Html {
  const latency =
    'latencyMs' in cell && cell.latencyMs !== null
      ? html`<b class="number">${durationText(cell.latencyMs)}</b>`
      : undefined
  const many = trials.length > 1 ? html`${trials.length} ${say('trials')}` : undefined
  const took = entry === undefined ? undefined : html`${say('duration')} ${durationText(entry.durationMs)}`
  return html`<span class="source"
    >${[latency, many, took].filter((one) => one !== undefined).map((one) => html`<span>${one}</span> `)}</span
  >`
}

function reason(run: SeenRun, { entry, phone, cell }: SeenCell): Html | undefined {
  if (entry?.error != null) {
    const { message, hint, code } = entry.error
    return html`<div class="error">
      <p class="value">${message}</p>
      ${hint === null ? undefined : html`<p class="hint">→ ${hint}</p>`}
      <p class="source">
        <code>${code}</code>${entry.verdict === null ? undefined : html` · ${say(`act-${entry.verdict}`)}`}
      </p>
    </div>`
  }
  if (cell.kind !== 'not-checked') return undefined
  const why = phone.lost ?? run.summary.failed?.message
  return html`<div class="error">
    <p>${say('no-entry')}</p>
    ${why === undefined ? undefined : html`<p class="value">${why}</p>`}
  </div>`
}

function witnesses({ disagreements }: SeenCell): Html | undefined {
  if (disagreements.length === 0) return undefined
  return html`<div class="witnesses">
    <h5>${say('witnesses')}</h5>
    ${disagreements.map(
      ({ saying }) =>
        html`<dl class="facts">
          ${saying.map(
            ([witness, said]) =>
              html`<div>
                <dt>${witness}</dt>
                <dd class="value">${typeof said === 'string' ? said : JSON.stringify(said)}</dd>
              </div>`,
          )}
        </dl>`,
    )}
  </div>`
}

function leftOut({ entry }: SeenCell): Html | undefined {
  const rows = entry !== undefined && 'leftOut' in entry ? (entry.leftOut ?? []) : []
  if (rows.length === 0) return undefined
  return html`<ul class="rules">
    ${rows.map(({ row, because }) => html`<li>– <code>${row}</code> ${because}</li>`)}
  </ul>`
}

function pictures(run: SeenRun, cell: SeenCell): Html | undefined {
  const shots = cell.evidence.filter(({ name }) => name.endsWith('.png') && run.evidence.has(name))
  if (shots.length === 0) return undefined
  return html`<h5>${say('pictures')}</h5>
    <div class="pictures">
      ${shots.map(
        ({ name }) =>
          html`<figure>
            <a href="${link(name)}"><img src="${link(name)}" alt="${shortName(cell, name)}" loading="lazy" /></a>
            <figcaption>${shortName(cell, name)}</figcaption>
          </figure>`,
      )}
    </div>`
}

function texts(cell: SeenCell): Html {
  const text = (end: string): string | undefined =>
    cell.evidence.find(({ name }) => shortName(cell, name) === end)?.text
  const records = text('server.json')
  const panel = text('push-panel.json')
  return html`${
    records === undefined
      ? undefined
      : html`<h5>${say('records')}</h5>
          ${serverRecords(records)}`
  }${
    panel === undefined
      ? undefined
      : html`<h5>${say('push-panel')}</h5>
          ${factTable(panel)}`
  }`
}

function files(run: SeenRun, cell: SeenCell): Html | undefined {
  if (cell.evidence.length === 0) return undefined
  return html`<h5>${say('evidence')}</h5>
    <ul class="files">
      ${cell.evidence.map(
        ({ name }) =>
          html`<li>
            ${run.evidence.has(name) ? html`<a href="${link(name)}">${shortName(cell, name)}</a>` : html`${name} (${say('missing')})`}
          </li>`,
      )}
    </ul>`
}

function shortName({ phone, promise }: SeenCell, name: EvidenceFile['name']): string {
  const prefix = `${phone.name}.${promise}.`
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

function link(name: string): string {
  return `evidence/${encodeURIComponent(name.toWellFormed())}`
}
