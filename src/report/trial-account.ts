import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'
import { ruleLink } from './cited-rule.ts'
import { type SeenTrial, rulesOf } from './seen-trial.ts'
import { say } from './wording.ts'

/** What was expected, in a sentence. */
export function expectedSentence(trial: SeenTrial): Html {
  const { expected } = trial
  if (expected === undefined) return html`<code>${JSON.stringify(trial.entry.expected)}</code>`
  if (expected.kind === 'nothing') {
    const [stop] = rulesOf(trial)
    const at = expected.at === undefined ? undefined : html`, ${say('stopped-at')} ${expected.at}`
    const code = expected.code === undefined ? undefined : html` (${String(expected.code)})`
    const why = stop === undefined ? html`${expected.why}` : html`<q>${stop.says}</q> ${ruleLink(stop)}`
    return html`${say('nothing')}${at}${code}: ${why}`
  }
  const kind = expected.kind === 'silent' ? say('silent') : say('shown')
  const limit = expected.withinMs === undefined ? undefined : html` ≤ ${durationText(expected.withinMs)}`
  return html`${kind} ${quoted(expected.title)} ${quoted(expected.text)}${limit}`
}

/** What was seen, in a sentence. */
export function seenSentence(trial: SeenTrial): Html {
  const { arrival, opening } = trial
  if (arrival === undefined)
    return trial.entry.arrival == null ? say('not-looked') : html`<code>${JSON.stringify(trial.entry.arrival)}</code>`
  const opened = opening === undefined || opening.kind === 'not-tapped' ? undefined : html` → ${openingSentence(trial)}`
  if (arrival.first === undefined) {
    const within = arrival.withinMs === undefined ? undefined : html`, ${durationText(arrival.withinMs)}`
    const because = arrival.because === undefined ? undefined : html` (${arrival.because})`
    return html`${say('not-shown')}${within}${because}${opened}`
  }
  const { first, count } = arrival
  const kind = arrival.kind === 'silent' ? say('silent') : say('shown')
  const times = count === undefined || count === 1 ? undefined : html`, ${count} ${say('times')}`
  const after = first.latencyMs === undefined ? undefined : html` +${durationText(first.latencyMs)}`
  return html`${kind} ${quoted(first.title)} ${quoted(first.text)}${after}${times}${opened}`
}

/** Where the tap led. */
export function openingSentence({ entry, opening }: SeenTrial): Html {
  switch (opening?.kind) {
    case undefined:
      return entry.opening == null ? say('not-tapped') : html`<code>${JSON.stringify(entry.opening)}</code>`
    case 'not-tapped':
      return say('not-tapped')
    case 'conversation': {
      const start = opening.start === undefined ? undefined : html`, ${opening.start}`
      return html`${say('conversation')} ${opening.conversationId}${start}`
    }
    case 'other-screen':
      return html`${say('other-screen')}: ${opening.screen}`
    case 'nothing-opened':
      return html`${say('nothing-opened')}${opening.focus == null ? undefined : html` (${opening.focus})`}`
    default:
      return html`<code>${JSON.stringify(entry.opening)}</code>`
  }
}

function quoted(text: string | null | undefined): Html {
  return text == null ? html`` : html`<q>${text}</q>`
}
