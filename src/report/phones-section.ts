import { signs } from './cell-section.ts'
import { type Html, html } from './html.ts'
import { latencyFigures, latencyStrip } from './latency-strip.ts'
import { durationText } from './moment.ts'
import type { SeenPhone, SeenRun } from './seen-run.ts'
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

function card(run: SeenRun, phone: SeenPhone, untilMs: number): Html {
  const { facts } = phone
  const service = [phone.pushService, facts?.pushServiceVersion].filter((one) => one != null).join(' ')
  return html`<article id="phone.${phone.name}">
    <h3>${phone.name} <small>${facts?.model}</small></h3>
    <p class="counts">${counts(run, phone)}</p>
    ${phone.lost === undefined ? undefined : html`<p class="error value">${say('lost')}: ${phone.lost}</p>`}
    ${latency(phone, untilMs)}
    <dl class="facts">
      ${
        facts === undefined
          ? fact(say('system'), say('not-read'))
          : html`${fact(say('system'), html`Android ${facts.android} (API ${facts.apiLevel})`)}${fact(say('build'), html`<span class="value">${facts.build}</span>`)}${fact(say('clock'), html`${facts.clockOffsetMs} ms`)}`
      }${fact(say('push-service'), html`${service}`)}
    </dl>
  </article>`
}

function fact(name: Html, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}

function counts(run: SeenRun, phone: SeenPhone): Html {
  const cells = run.lines.flatMap((line) => line.cells).filter((cell) => cell.phone.name === phone.name)
  const kinds = (['kept', 'broken', 'not-checked', 'not-applicable'] as const).map((kind) => ({
    kind,
    count: cells.filter((cell) => cell.cell.kind === kind).length,
  }))
  return html`${kinds
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => html`<span><span class="sign ${kind}">${signs[kind]}</span> ${count}</span> `)}`
}

function latency({ latenciesMs }: SeenPhone, untilMs: number): Html | undefined {
  const figures = latencyFigures(latenciesMs)
  if (figures === undefined) return undefined
  return html`<div class="latency">
    ${latencyStrip(latenciesMs, untilMs)}
    <p>
      ${say('median')} <b class="number">${durationText(figures.p50)}</b> · ${say('p95')}
      <b class="number">${durationText(figures.p95)}</b> · ${say('slowest')}
      <b class="number">${durationText(figures.slowest)}</b>
      <span class="source">${latenciesMs.length} ${say('pushes')}</span>
    </p>
  </div>`
}
