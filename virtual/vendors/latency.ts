import type { Random } from '../random.ts'
import type { PushServiceName } from './push-message.ts'

/** Log-normal: half of the messages take longer than the median; one in six longer than median x spread. */
export interface Latency {
  readonly medianMs: number
  readonly spread: number
  readonly maxMs: number
}

/**
 * Invented: no vendor publishes its latency (only "within one minute" is stated). Short, so that a demonstration is
 * quick; the order of the vendors means nothing.
 */
export const defaultLatency: Readonly<Record<PushServiceName, Latency>> = {
  mi: { medianMs: 180, spread: 1.6, maxMs: 3_000 },
  huawei: { medianMs: 160, spread: 1.5, maxMs: 3_000 },
  honor: { medianMs: 190, spread: 1.5, maxMs: 3_000 },
  oppo: { medianMs: 240, spread: 1.7, maxMs: 4_000 },
  vivo: { medianMs: 260, spread: 1.7, maxMs: 4_000 },
  meizu: { medianMs: 380, spread: 1.8, maxMs: 5_000 },
  fcm: { medianMs: 150, spread: 1.6, maxMs: 3_000 },
}

/** One draw, in ms. */
export function drawLatency(latency: Latency, random: Random): number {
  // Box-Muller; 1 - next() is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return Math.round(Math.min(latency.maxMs, latency.medianMs * latency.spread ** normal))
}
