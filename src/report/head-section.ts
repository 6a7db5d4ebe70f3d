import { exitCode } from '../base/pushfarm-error.ts'
import { cellCounts, signs } from './cell-sign.ts'
import { factList } from './fact-list.ts'
import { type Html, asWritten, html } from './html.ts'
import { durationText, momentText } from './moment.ts'
import type { SeenRun } from './seen-run.ts'
import { type Word, say, sayOr } from './wording.ts'

const verdicts: ReadonlyMap<number, { readonly word: Word; readonly sign: string }> = new Map([
  [exitCode.passed, { word: 'passed', sign: signs.kept }],
  [exitCode.product, { word: 'product', sign: signs.broken }],
  [exitCode.gate, { word: 'gate', sign: signs.broken }],
  [exitCode.infrastructure, { word: 'infrastructure', sign: signs['not-checked'] }],
  [exitCode.setUp, { word: 'set-up', sign: '!' }],
])

/** The exit code as the run gave it; of a run that did not end, the one that its journal amounts to. */
export function exitCodeOf(run: SeenRun): number {
  return run.ended?.exitCode ?? run.summary.exitCode
}

/** The yes or no, and the circumstances. */
export function headSection(run: SeenRun): Html {
  const { word, sign } = verdicts.get(exitCodeOf(run)) ?? { word: 'infrastructure', sign: signs['not-checked'] }
  const allure = run.allureReport === 'made' ? html`<a href="allure-report/index.html">${say('allure')}</a>` : undefined
  return html`<header>
    <div class="brand">
      <span>Pushfarm</span>
      <div class="languages" role="group" aria-label="Language 语言">
        <button type="button" data-speak="en" lang="en">English</button>
        <button type="button" data-speak="zh-CN" lang="zh-CN">中文</button>
      </div>
    </div>
    <h1 class="verdict ${word}">${sign} ${say(word)}</h1>
    <p class="counts">
      ${cellCounts(run.lines.flatMap(({ cells }) => cells))}
      <span>
        ${run.lines.length} ${say(run.lines.length === 1 ? 'one-promise' : 'promises')} × ${run.phones.length}
        ${say(run.phones.length === 1 ? 'on-one-phone' : 'on-phones')}
      </span>
    </p>
    ${failure(run)} ${circumstances(run)}
    <p class="links"><a href="journal.jsonl">${say('journal')}</a> ${allure}</p>
  </header>`
}

function failure({ summary }: SeenRun): Html | undefined {
  if (summary.failed === undefined) return undefined
  const { message, hint, verdict } = summary.failed
  return html`<div class="error">
    <p>${asWritten(message)}</p>
    ${hint === null ? undefined : html`<p class="hint">→ ${asWritten(hint)}</p>`}
    <p class="source">${sayOr(`act-${verdict}`)}</p>
  </div>`
}

function circumstances(run: SeenRun): Html {
  const { started, ended } = run
  const at = started?.at ?? run.firstAt
  const limits = started?.limits
  return factList([
    [say('started'), at === undefined ? '–' : momentText(at)],
    [say('duration'), ended === undefined ? say('not-ended') : durationText(ended.durationMs)],
    [say('farm'), started === undefined ? '–' : say(started.farm)],
    [say('limits'), limits === undefined ? '–' : `${durationText(limits.softMs)} / ${durationText(limits.hardMs)}`],
    [say('seed'), started?.seed == null ? say('not-given') : String(started.seed)],
    [say('fault'), started?.fault == null ? say('none') : html`<b class="fault">${started.fault}</b>`],
    [say('exit-code'), ended === undefined ? '–' : String(ended.exitCode)],
  ])
}
