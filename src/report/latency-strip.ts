import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'

/** What is said of a phone's latencies, ms. Nearest rank: every number is one that was measured. */
export interface LatencyFigures {
  readonly p50: number
  readonly p95: number
  readonly slowest: number
}

export function latencyFigures(latenciesMs: readonly number[]): LatencyFigures | undefined {
  const sorted = latenciesMs.toSorted((a, b) => a - b)
  const rank = (share: number): number | undefined => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  const [p50, p95, slowest] = [rank(0.5), rank(0.95), rank(1)]
  return p50 === undefined || p95 === undefined || slowest === undefined ? undefined : { p50, p95, slowest }
}

const width = 220
const height = 26
const axisY = 15
const ticksMs = [100, 1000, 10_000, 60_000]

/** Every push as a line on a logarithmic axis that all phones share: from 50 ms to the limit, or the slowest beyond it. */
export function latencyStrip(latenciesMs: readonly number[], untilMs: number): Html {
  const figures = latencyFigures(latenciesMs)
  if (figures === undefined) return html``
  const from = Math.log(50)
  const scale = (width - 14) / Math.max(0.1, Math.log(Math.max(untilMs, 200)) - from)
  const x = (ms: number): string => (6 + Math.max(0, Math.log(Math.max(ms, 50)) - from) * scale).toFixed(1)
  const said = `p50 ${durationText(figures.p50)}, p95 ${durationText(figures.p95)}, max ${durationText(figures.slowest)}`
  const ticks = ticksMs.filter((ms) => ms <= Math.max(untilMs, 200))
  return html`<svg
    class="strip"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${said}"
  >
    <path class="axis" d="M6 ${axisY}H${width - 8}" />
    ${ticks.map((ms) => html`<path class="axis" d="M${x(ms)} ${axisY}v3" /><text x="${x(ms)}" y="${height}">${String(ms / 1000)}</text>`)}
    <path class="pushes" d="${latenciesMs.map((ms) => `M${x(ms)} 6V${String(axisY)}`).join('')}" />
    <path class="p95" d="M${x(figures.p95)} 2V${axisY}" />
    <circle class="p50" cx="${x(figures.p50)}" cy="${axisY}" r="3" />
  </svg>`
}
