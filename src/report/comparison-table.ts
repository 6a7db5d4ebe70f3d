import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'
import type { SeenTrial } from './seen-trial.ts'
import { expectedSentence, openingSentence, seenSentence } from './trial-account.ts'
import { say } from './wording.ts'

interface Line {
  readonly part: string
  readonly expected: Html
  readonly seen: Html
}

/** Part by part what was expected and what was seen: first what differs, then what fits or only explains. */
export function comparisonTable(trial: SeenTrial): Html {
  const { differences } = trial.entry
  const lines = linesOf(trial)
  const rest = lines.filter(({ part }) => !differences.some((one) => one.part === part))
  return html`<table class="comparison">
    <thead>
      <tr>
        <th>${say('part')}</th>
        <th>${say('expected')}</th>
        <th>${say('seen')}</th>
      </tr>
    </thead>
    <tbody>
      ${differences.map(
        (one) =>
          html`<tr class="differs">
            <th scope="row"><span title="differs">✗</span> ${one.part}</th>
            <td>${html`${one.expected}`}${wholeExt(one.part, lines, 'expected')}</td>
            <td>${one.seen}${wholeExt(one.part, lines, 'seen')}</td>
          </tr>`,
      )}
      ${rest.map(
        ({ part, expected, seen }) =>
          html`<tr>
            <th scope="row">${fit(trial, part)} ${part}</th>
            <td>${expected}</td>
            <td>${seen}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** The difference tells only where two exts part. */
function wholeExt(part: string, lines: readonly Line[], side: 'expected' | 'seen'): Html | undefined {
  return part === 'ext' ? lines.find((line) => line.part === 'ext')?.[side] : undefined
}

function fit({ judged }: SeenTrial, part: string): Html {
  return judged?.includes(part) === true
    ? html`<span title="compared, fits">✓</span>`
    : html`<span title="for context">·</span>`
}

function linesOf(trial: SeenTrial): readonly Line[] {
  const { expected, arrival, opening } = trial
  if (expected === undefined || expected.kind === 'nothing')
    return [{ part: 'nothing', expected: expectedSentence(trial), seen: seenSentence(trial) }]
  const first = arrival?.first
  const none = html`–`
  const tapped = opening !== undefined && opening.kind !== 'not-tapped'
  return [
    ...(first === undefined ? [{ part: 'arrival', expected: expectedSentence(trial), seen: seenSentence(trial) }] : []),
    { part: 'title', expected: value(expected.title), seen: value(first?.title) },
    { part: 'text', expected: value(expected.text), seen: value(first?.text) },
    {
      part: 'latency',
      expected: expected.withinMs === undefined ? none : html`≤ ${durationText(expected.withinMs)}`,
      seen: first?.latencyMs === undefined ? none : html`${durationText(first.latencyMs)}`,
    },
    {
      part: 'package',
      expected: value(expected.mayBePostedBy?.join(' | ')),
      seen: value(first === undefined ? undefined : [...new Set([first.package, first.postedBy])].join(' ← ')),
    },
    { part: 'channel', expected: value(expected.channel?.id ?? expected.channel?.kind), seen: value(first?.channelId) },
    {
      part: 'importance',
      expected: value(expected.importance?.value ?? expected.importance?.kind),
      seen: value(first?.importance),
    },
    ...(expected.where === undefined
      ? []
      : [
          {
            part: 'where',
            expected: html`${say('shade')}: ${expected.where.shade}; ${say('lock-screen')}:
            ${expected.where.lockScreen}; ${say('heads-up')}: ${expected.where.headsUp}`,
            seen: none,
          },
        ]),
    ...(tapped
      ? [
          {
            part: 'conversation',
            expected: html`${expected.conversationId}${expected.click === undefined ? undefined : html` (${expected.click.opens})`}`,
            seen: openingSentence(trial),
          },
          { part: 'ext', expected: extOf(expected.ext), seen: extOf(opening.ext) },
        ]
      : []),
  ]
}

function value(text: string | number | null | undefined): Html {
  return text == null || text === '' ? html`–` : html`<span class="value">${text}</span>`
}

function extOf(ext: string | null | undefined): Html {
  if (ext == null || ext === '') return html`–`
  return html`<details class="ext">
    <summary>${ext.length} ${say('characters')}</summary>
    <pre>${ext}</pre>
  </details>`
}
