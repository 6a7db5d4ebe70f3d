import { exitCode } from '../base/pushfarm-error.ts'
import { signs } from './cell-section.ts'
import { type Html, html } from './html.ts'
import { durationText, momentText } from './moment.ts'
import type { SeenRun } from './seen-run.ts'
import { type Word, say, sayOr } from './wording.ts'

const verdicts: ReadonlyMap<number, Word> = new Map([
  [exitCode.passed, 'passed'],
  [exitCode.product, 'product'],
  [exitCode.gate, 'gate'],
  [exitCode.infrastructure, 'infrastructure'],
  [exitCode.setUp, 'set-up'],
])

/** The exit code as the run gave it; of a run that did not end, the one that its journal amounts to. */
export function exitCodeOf(run: SeenRun): number {
  return run.ended?.exitCode ?? run.summary.exitCode
}

/** The yes or no, and the circumstances. */
export function headSection(run: SeenRun): Html {
  const { started, ended, summary } = run
  const code = exitCodeOf(run)
  const verdict = verdicts.get(code) ?? 'infrastructure'
  const at = started?.at ?? run.firstAt
  return html`<header>
    <p class="brand">
      <span>Pushfarm</span
      ><span class="languages" role="group" aria-label="Language 语言"
        ><button type="button" data-speak="en" lang="en">English</button
        ><button type="button" data-speak="zh-CN" lang="zh-CN">中文</button></span
      >
    </p>
    <h1 class="verdict ${verdict}">
      <span class="sign-only">${verdictSigns[code] ?? signs['not-checked']}</span> ${say(verdict)}
    </h1>
    <p class="counts">${counts(run)}</p>
    ${
      summary.failed === undefined
        ? undefined
        : html`<div class="error">
            <p class="value">${summary.failed.message}</p>
            ${summary.failed.hint === null ? undefined : html`<p class="hint">→ ${summary.failed.hint}</p>`}
            <p class="source">${say(actWords[summary.failed.verdict] ?? 'act-infrastructure')}</p>
          </div>`
    }
    <dl class="facts">
      ${fact('started', html`${at === undefined ? '–' : html`<time datetime="${at}">${momentText(at)}</time>`}`)}
      ${fact('duration', ended === undefined ? say('not-ended') : html`${durationText(ended.durationMs)}`)}
      ${fact('farm', started === undefined ? html`–` : sayOr(started.farm))}
      ${fact('limits', started === undefined ? html`–` : html`${durationText(started.limits.softMs)} / ${durationText(started.limits.hardMs)}`)}
      ${fact('seed', started?.seed == null ? say('none') : html`${started.seed}`)}
      ${fact('fault', started?.fault == null ? say('none') : html`<b class="fault">${started.fault}</b>`)}
      ${fact('exit-code', html`${code}`)}
    </dl>
    <p class="links">
      <a href="journal.jsonl">${say('journal')}</a>${
        run.allureReport === 'made' ? html` <a href="allure-report/index.html">${say('allure')}</a>` : undefined
      }
    </p>
  </header>`
}

const verdictSigns: Readonly<Record<number, string>> = {
  [exitCode.passed]: signs.kept,
  [exitCode.product]: signs.broken,
  [exitCode.gate]: signs.broken,
}

const actWords: Readonly<Record<string, Word>> = {
  product: 'act-product',
  infrastructure: 'act-infrastructure',
  'set-up': 'act-set-up',
}

function fact(name: Word, value: Html): Html {
  return html`<div>
    <dt>${say(name)}</dt>
    <dd>${value}</dd>
  </div>`
}

function counts(run: SeenRun): Html {
  const cells = run.lines.flatMap(({ cells }) => cells)
  return html`${(['kept', 'broken', 'not-checked', 'not-applicable'] as const).map(
      (kind) =>
        html`<span
          ><span class="sign ${kind}">${signs[kind]}</span>
          <b>${cells.filter(({ cell }) => cell.kind === kind).length}</b> ${say(kind)}</span
        > `,
    )}<span>${run.lines.length} × ${run.phones.length}</span>`
}
