import { anchor } from './seen-run.ts'
import { type CitedRule, type SeenTrial, rulesOf } from './seen-trial.ts'
import { type Html, html } from './html.ts'
import { say } from './wording.ts'

/** What a rule says, and where that stands: source, page, grade and the day on which it was compared. */
export function citedRules(rules: readonly CitedRule[]): Html {
  return rules.length === 0
    ? html``
    : html`<ul class="rules">
        ${rules.map((rule) => html`<li>${citation(rule)}</li>`)}
      </ul>`
}

function citation(rule: CitedRule): Html {
  return html`<q>${rule.says}</q> <span class="source"><code>${rule.name}</code>, ${whereItStands(rule)}</span>`
}

function whereItStands({ source, page, grade, checkedOn }: CitedRule): Html {
  const words = [source, page, grade].filter((one) => one !== undefined && one !== '').join(', ')
  return html`${words}${checkedOn === undefined ? undefined : html`, ${say('checked')} ${checkedOn}`}`
}

/** The rule's name only, leading to the list at the end of the page. */
export function ruleLink(rule: CitedRule): Html {
  return html`<a class="rule" href="#${ruleAnchor(rule)}">${rule.name}</a>`
}

/** Every rule that an expectation of the run names, once, by name. */
export function rulesSection(trials: readonly SeenTrial[]): Html {
  const rules = [...new Map(trials.flatMap(rulesOf).map((rule) => [rule.name, rule])).values()]
  if (rules.length === 0) return html``
  const sorted = rules.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return html`<section class="appendix">
    <details>
      <summary>
        <h2>${say('rules')} <small>${sorted.length}</small></h2>
      </summary>
      <dl>
        ${sorted.map(
          (rule) =>
            html`<div id="${ruleAnchor(rule)}">
              <dt><code>${rule.name}</code></dt>
              <dd><q>${rule.says}</q> <span class="source">${whereItStands(rule)}</span></dd>
            </div>`,
        )}
      </dl>
    </details>
  </section>`
}

function ruleAnchor(rule: CitedRule): string {
  return `rule.${anchor(rule.name)}`
}
