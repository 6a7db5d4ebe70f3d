import { citedRules } from './cited-rule.ts'
import { comparisonTable } from './comparison-table.ts'
import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'
import { type SeenTrial, rulesOf } from './seen-trial.ts'
import { stepBar } from './step-bar.ts'
import { expectedSentence, seenSentence } from './trial-account.ts'
import { say, sayOr } from './wording.ts'

/** A trial that nobody needs to look at twice. */
export function shortTrial(trial: SeenTrial): Html {
  return html`<li class="trial short">${heading(trial)} ${account(trial)} ${stepBar(trial)}</li>`
}

/** A trial of a promise that was not kept: everything that the journal has of it. */
export function wholeTrial(trial: SeenTrial): Html {
  const rules = rulesOf(trial)
  return html`<li class="trial">
    ${heading(trial)} ${stepBar(trial)} ${account(trial)} ${comparisonTable(trial)}
    ${
      rules.length === 0
        ? undefined
        : html`<h5>${say('because')}</h5>
            ${citedRules(rules)}`
    }
    ${asJson('message', trial.message)}${asJson('situation', trial.situation)}
  </li>`
}

function account(trial: SeenTrial): Html {
  return html`<dl class="account">
    <dt>${say('expected')}</dt>
    <dd>${expectedSentence(trial)}</dd>
    <dt>${say('seen')}</dt>
    <dd>${seenSentence(trial)}</dd>
  </dl>`
}

function heading({ entry, row }: SeenTrial): Html {
  const failed = entry.differences.length > 0 ? html`<span class="sign broken">✗</span> ` : undefined
  return html`<p class="what">
    ${failed}<b>${sayOr(entry.state)}</b> · <span title="token">${entry.token}</span>${
      row === undefined ? undefined : html` · ${say('row')} <code>${row}</code>`
    }${entry.msgKey === null ? undefined : html` · <span class="source">${say('message-key')} <code>${entry.msgKey}</code></span>`}${
      entry.latencyMs === null ? undefined : html` · <b class="number">${durationText(entry.latencyMs)}</b>`
    }
  </p>`
}

function asJson(word: 'message' | 'situation', value: unknown): Html | undefined {
  if (value === undefined || value === null) return undefined
  return html`<details class="json">
    <summary>${say(word)}</summary>
    <pre>${JSON.stringify(value, null, 2)}</pre>
  </details>`
}
