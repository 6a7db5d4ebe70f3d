import { cellSection } from './cell-section.ts'
import { rulesSection } from './cited-rule.ts'
import { exitCodeOf, headSection } from './head-section.ts'
import { type Html, html, verbatim } from './html.ts'
import { matrixSection, promiseName } from './matrix-section.ts'
import { momentText } from './moment.ts'
import { neverBegan, neverBegunSection } from './never-begun.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { phonesSection } from './phones-section.ts'
import { type RunRecord, type SeenRun, isFailed, seeRun } from './seen-run.ts'
import { say } from './wording.ts'

/**
 * A run as one HTML page that needs nothing but itself and the files beside it. Pure: the same record gives the same page.
 */
export function matrixPage(record: RunRecord): string {
  const run = seeRun(record)
  const trials = run.lines.flatMap(({ cells }) => cells.flatMap((cell) => cell.trials))
  const at = run.started?.at ?? run.firstAt
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        />
        <title>Pushfarm ${at === undefined ? '' : momentText(at)} · ${exitCodeOf(run)}</title>
        <style>
          ${verbatim(pageStyle)}
        </style>
      </head>
      <body>
        ${headSection(run)}
        <main>
          ${matrixSection(run)} ${phonesSection(run)} ${failures(run)} ${neverBegunSection(run)} ${others(run)}
          ${rulesSection(trials)}
        </main>
        <script>
          ${verbatim(pageScript)}
        </script>
      </body>
    </html> `
  return page.text
}

/** Broken or not checked, in the order of the matrix; but for what never began. */
function failures(run: SeenRun): Html {
  const found = run.lines.flatMap(({ title, cells }) =>
    cells.filter((cell) => isFailed(cell) && !neverBegan(cell)).map((cell) => cellSection(run, cell, title)),
  )
  if (found.length === 0) return html``
  return html`<section class="failures">
    <h2>${say('failures')} <small>${found.length}</small></h2>
    ${found}
  </section>`
}

function others(run: SeenRun): Html {
  const lines = run.lines
    .map((line) => ({ ...line, kept: line.cells.filter(({ cell }) => cell.kind === 'kept') }))
    .filter(({ kept }) => kept.length > 0)
  if (lines.length === 0) return html``
  return html`<section class="others">
    <h2>${say('others')}</h2>
    ${lines.map(
      ({ promise, title, kept }) =>
        html`<h3>${promiseName(promise, title)}</h3>
          <div class="cells">${kept.map((cell) => cellSection(run, cell, title))}</div>`,
    )}
  </section>`
}
