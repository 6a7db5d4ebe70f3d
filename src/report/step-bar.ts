import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'
import type { SeenTrial } from './seen-trial.ts'
import { say, sayOr } from './wording.ts'

const known = ['arrange', 'send', 'observe', 'tap']

/** How long each step of a trial took, side by side; a mark where the notification appeared after the send. */
export function stepBar({ entry }: SeenTrial): Html {
  const steps = Object.entries(entry.stepsMs)
  const total = Math.max(
    1,
    steps.reduce((sum, [, ms]) => sum + ms, 0),
  )
  let start = 0
  const bars = steps.map(([name, ms]) => {
    const bar = html`<rect
      class="${known.includes(name) ? name : 'other'}"
      x="${start}"
      y="0"
      width="${ms}"
      height="8"
    />`
    start += ms
    return bar
  })
  if (bars.length === 0) return html``
  const posted = postedAtMs(entry)
  return html`<div class="timeline">
    <svg viewBox="0 0 ${total} 8" preserveAspectRatio="none" aria-hidden="true">
      ${bars}${posted === undefined || posted > total ? undefined : html`<path class="posted" d="M${posted} 0V8" />`}
    </svg>
    <ol>
      ${steps.map(([name, ms]) => html`<li class="${known.includes(name) ? name : 'other'}">${sayOr(name)} ${durationText(ms)}</li>`)}${
        entry.latencyMs === null
          ? undefined
          : html`<li class="posted">${say('posted')} +${durationText(entry.latencyMs)}</li>`
      }
    </ol>
  </div>`
}

/** The server takes the message in the middle of the send, as far as the harness can know. */
function postedAtMs({ stepsMs, latencyMs }: SeenTrial['entry']): number | undefined {
  const send = stepsMs['send']
  if (latencyMs === null || send === undefined) return undefined
  return Math.round((stepsMs['arrange'] ?? 0) + send / 2 + latencyMs)
}
