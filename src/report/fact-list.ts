import { type Html, asWritten, html } from './html.ts'

/** Names with their values; a value that is text is shown as it was written. */
export function factList(facts: readonly (readonly [name: string | Html, value: string | Html])[], look = ''): Html {
  return html`<dl class="facts ${look}">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${typeof value === 'string' ? asWritten(value) : value}</dd>
        </div>`,
    )}
  </dl>`
}

/** Of a JSON value: texts as they are, everything else as JSON. */
export function jsonFacts(object: Readonly<Record<string, unknown>>): Html {
  return factList(
    Object.entries(object).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    'panel',
  )
}
