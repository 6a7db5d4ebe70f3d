import { factList } from './fact-list.ts'
import { type Html, asWritten, html } from './html.ts'
import type { Disagreement } from './seen-run.ts'
import { say } from './wording.ts'

/** Where event log, notification dump, shade and push records do not agree about a message: what is odd, and what each of them said. */
export function witnessNote({ token, said, findings }: Disagreement): Html {
  return html`<div class="witnesses">
    <p><b>≠ ${say('witnesses')}</b> · ${token}</p>
    <ul>
      ${findings.map(({ name, sentence }) => html`<li>${asWritten(sentence)} <code>${name}</code></li>`)}
    </ul>
    ${factList(
      [
        [say('witness-log'), said.log],
        [say('witness-dump'), said.dump],
        [say('witness-shade'), said.shade],
        ...(said.records === undefined ? [] : [[say('witness-records'), said.records] as const]),
      ],
      'panel',
    )}
  </div>`
}
