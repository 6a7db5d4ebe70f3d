import { type Html, asWritten, html } from './html.ts'
import { durationText } from './moment.ts'
import type { SeenTrial } from './seen-trial.ts'
import { expectedSentence, openingSentence, seenSentence } from './trial-account.ts'
import { type Word, say, sayOr } from './wording.ts'

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
            <th scope="row">${signed('✗', 'difference')} ${sayOr(one.part)}</th>
            <td>${asWritten(one.expected)}${wholeExt(one.part, lines, 'expected')}</td>
            <td>${asWritten(one.seen)}${wholeExt(one.part, lines, 'seen')}</td>
          </tr>`,
      )}
      ${rest.map(
        ({ part, expected, seen }) =>
          html`<tr>
            <th scope="row">${fit(trial, part)} ${sayOr(part)}</th>
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

/** Journals before the field `judged` do not say what was compared. Of a push that is missing only that could be. */
function fit({ judged, arrival }: SeenTrial, part: string): Html {
  const isMissing = arrival?.kind === 'not-shown' && part !== 'nothing'
  return judged?.includes(part) === true && !isMissing ? signed('✓', 'judged') : signed('·', 'not-judged')
}

function signed(sign: string, word: Word): Html {
  return html`<span class="mark">${sign}<span class="unseen"> ${say(word)}</span></span>`
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
      expected: value(expected.posters?.map(({ pkg, opPkg }) => posterText(pkg, opPkg)).join(' | ')),
      seen: value(first === undefined ? undefined : posterText(first.package, first.postedBy)),
    },
    { part: 'channel', expected: value(expected.channel?.id ?? expected.channel?.kind), seen: value(first?.channelId) },
    {
      part: 'importance',
      expected: value(expected.importance?.value ?? expected.importance?.kind),
      seen: value(first?.importance),
    },
    ...(expected.sound === undefined
      ? []
      : [{ part: 'sound', expected: value(expected.sound), seen: value(first?.sound) }]),
    ...(expected.where === undefined
      ? []
      : [
          {
            part: 'where',
            expected: html`${say('shade')}: ${expected.where.shade}; ${say('lock-screen')}:
            ${expected.where.lockScreen}; ${say('heads-up')}: ${expected.where.headsUp}`,
            seen: first?.place == null ? none : html`${say('shade')}: ${first.place.name ?? first.place.kind}`,
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

/** In whose name ← who posted it, where that is somebody else. */
function posterText(pkg: string | null | undefined, opPkg: string | null | undefined): string {
  return [...new Set([pkg, opPkg])].filter((name) => name != null).join(' ← ')
}

function value(text: string | number | null | undefined): Html {
  return text == null || text === '' ? html`–` : asWritten(String(text))
}

/** UTF-16 units; a longer one is opened by whoever wants to see it. */
const shortExtUnits = 400

function extOf(ext: string | null | undefined): Html {
  if (ext == null || ext === '') return html`–`
  return html`<details class="ext" ${ext.length <= shortExtUnits ? html`open` : undefined}>
    <summary>${ext.length} ${say('characters')}</summary>
    <pre>${ext}</pre>
  </details>`
}
