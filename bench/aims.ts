import { lagSummary } from './lag.ts'
import type { BenchResults } from './results.ts'

/** Something that a run should show, and whether it does. */
export interface Aim {
  readonly what: string
  readonly aim: string
  readonly measured: string
  readonly holds: boolean
}

const lagAtMostMs = 10
const timesBetter = 5
const beyondAtMostMs = 150
const perPhoneAtMostMb = 30
const largestFarm = 50

/** Judges what was measured; an aim whose part was left out is not listed. */
export function judge({ lag, trial, scale }: Pick<BenchResults, 'lag' | 'trial' | 'scale'>): readonly Aim[] {
  const aims: Aim[] = []
  if (lag !== undefined) {
    const ours = lagSummary(lag.lags['our watcher']).p50
    aims.push(atMost('lag of our watcher, p50', ours, lagAtMostMs, 'ms'))
    for (const other of ['mobile: getNotifications', 'open shade'] as const) {
      const times = lagSummary(lag.lags[other]).p50 / Math.max(ours, 1)
      aims.push({
        what: `polling ${other} lags behind ours, p50`,
        aim: `>= ${String(timesBetter)} times`,
        measured: `${times.toFixed(1)} times`,
        holds: times >= timesBetter,
      })
    }
  }
  if (trial !== undefined) {
    const { ours, 'hand-written': other } = trial
    aims.push(atMost('our trial beyond the unavoidable', ours.beyondMs, beyondAtMostMs, 'ms'))
    aims.push({
      what: 'our trial costs less than the hand-written',
      aim: `< ${other.beyondMs.toFixed(0)} ms`,
      measured: `${ours.beyondMs.toFixed(0)} ms`,
      holds: ours.beyondMs < other.beyondMs,
    })
  }
  const largest = scale?.find((one) => one.phones === largestFarm)
  if (largest !== undefined) {
    aims.push(atMost(`memory per idle phone of ${String(largestFarm)}`, largest.rssPerPhoneMb, perPhoneAtMostMb, 'MB'))
  }
  for (const one of scale ?? [])
    aims.push({
      what: `errors with ${String(one.phones)} phones`,
      aim: 'none',
      measured: one.errors.length === 0 ? 'none' : String(one.errors.length),
      holds: one.errors.length === 0,
    })
  return aims
}

function atMost(what: string, value: number, limit: number, unit: string): Aim {
  return { what, aim: `<= ${String(limit)} ${unit}`, measured: `${value.toFixed(1)} ${unit}`, holds: value <= limit }
}
