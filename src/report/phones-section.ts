import { cellCounts } from './cell-sign.ts'
import { factList } from './fact-list.ts'
import { type Html, asWritten, html } from './html.ts'
import { latencyFigures, latencyStrip } from './latency-strip.ts'
import { durationText } from './moment.ts'
import { type SeenPhone, type SeenRun, anchor } from './seen-run.ts'
import { say } from './wording.ts'

/** Each phone: what it is, what it kept, how fast its pushes were. */
export function phonesSection(run: SeenRun): Html {
  if (run.phones.length === 0) return html``
  const slowest = Math.max(0, ...run.phones.flatMap(({ latenciesMs }) => latenciesMs))
  const untilMs = Math.max(run.started?.limits.softMs ?? 60_000, slowest)
  return html`<section>
    <h2>${say('phones')}</h2>
    <div class="phones">${run.phones.map((phone) => card(run, phone, untilMs))}</div>
  </section>`
}

export function phoneAnchor({ name }: SeenPhone): string {
  return `phone.${anchor(name)}`
}

function card(run: SeenRun, phone: SeenPhone, untilMs: number): Html {
  const { facts } = phone
  const cells = run.lines.flatMap((line) => line.cells).filter((cell) => cell.phone === phone)
  const service = [phone.pushService, facts?.pushServiceVersion].filter((one) => one != null).join(' ')
  return html`<article id="${phoneAnchor(phone)}">
    <h3>${phone.name} <small>${facts?.model}</small></h3>
    <p class="counts">${cellCounts(cells)}</p>
    ${phone.lost === undefined ? undefined : html`<p class="error">${say('lost')}: ${asWritten(phone.lost)}</p>`}
    ${latency(phone, untilMs)}
    ${
      facts === undefined
        ? factList([
            [say('system'), say('not-read')],
            [say('push-service'), service],
          ])
        : factList([
            [say('system'), `Android ${facts.android} (API ${String(facts.apiLevel)})`],
            [say('build'), facts.build],
            [say('push-service'), service],
            [say('clock'), `${String(facts.clockOffsetMs)} ms`],
          ])
    }
  </article>`
}

function latency({ latenciesMs }: SeenPhone, untilMs: number): Html | undefined {
  const figures = latencyFigures(latenciesMs)
  if (figures === undefined) return undefined
  return html`<div class="latency">
    ${latencyStrip(latenciesMs, untilMs)}
    <p>
      p50 <b class="number">${durationText(figures.p50)}</b> · p95 <b class="number">${durationText(figures.p95)}</b> ·
      ${say('slowest')}
      <b class="number">${durationText(figures.slowest)}</b>
      <span class="source">${latenciesMs.length} ${say('pushes')}</span>
    </p>
  </div>`
}
