import { jsonFacts } from './fact-list.ts'
import { type Html, html } from './html.ts'
import type { SeenCell, SeenRun } from './seen-run.ts'
import { jsonObject, serverRecords } from './server-records.ts'
import { type Word, say } from './wording.ts'

/** What was kept of a cell: its pictures, what the Chat server and the app's push panel said, and links to every file. */
export function cellEvidence(run: SeenRun, cell: SeenCell): Html | undefined {
  if (cell.evidence.length === 0) return undefined
  return html`${pictures(run, cell)}${said(cell)}
    <h5>${say('evidence')}</h5>
    <ul class="files">
      ${cell.evidence.map(({ name }) => html`<li>${file(run, cell, name)}</li>`)}
    </ul>`
}

function pictures(run: SeenRun, cell: SeenCell): Html | undefined {
  const names = cell.evidence.map(({ name }) => name).filter((name) => name.endsWith('.png') && run.evidence.has(name))
  if (names.length === 0) return undefined
  return html`<h5>${say('pictures')}</h5>
    <div class="pictures">${names.map((name) => picture(link(name), shortName(cell, name)))}</div>`
}

function picture(from: string, name: string): Html {
  return html`<figure>
    <a href="${from}"><img src="${from}" alt="${name}" loading="lazy" /></a>
    <figcaption>${name}</figcaption>
  </figure>`
}

/** Texts that are short enough to be shown; every other one is a link away. */
function said(cell: SeenCell): Html {
  const textOf = (ending: string): string | undefined =>
    cell.evidence.find(({ name }) => shortName(cell, name) === ending)?.text
  const witnesses = textOf('witnesses.txt')
  const records = textOf('server.json')
  const panel = jsonObject(textOf('push-panel.json') ?? '')
  return html`${titled('heard', witnesses === undefined ? undefined : html`<pre>${witnesses.trimEnd()}</pre>`)}
  ${titled('records', records === undefined ? undefined : serverRecords(records))}
  ${titled('push-panel', panel === undefined ? undefined : jsonFacts(panel))}`
}

function titled(word: Word, content: Html | undefined): Html | undefined {
  if (content === undefined) return undefined
  return html`<h5>${say(word)}</h5>
    ${content}`
}

function file(run: SeenRun, cell: SeenCell, name: string): Html {
  return run.evidence.has(name)
    ? html`<a href="${link(name)}">${shortName(cell, name)}</a>`
    : html`${name} (${say('missing')})`
}

function shortName({ phone, promise }: SeenCell, name: string): string {
  const prefix = `${phone.name}.${promise}.`
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

function link(name: string): string {
  return `evidence/${encodeURIComponent(name.toWellFormed())}`
}
