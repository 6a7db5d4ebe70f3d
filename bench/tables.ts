import { textTable } from '../src/harness/text-table.ts'
import type { Aim } from './aims.ts'
import { lagSummary, watchers } from './lag.ts'
import type { BenchResults } from './results.ts'
import type { ScaleResult } from './scale.ts'
import { type TrialPhases, trialWriters } from './trial-cost.ts'

/** Everything that was measured, for people. */
export function resultTables(results: BenchResults, aims: readonly Aim[]): string {
  const { machine } = results
  const tables = [
    `${String(machine.cores)} cores (${machine.processor}), ${String(machine.memoryGiB)} GiB, Node ${machine.node}; ` +
      `load when the bench began ${machine.loadBefore.toFixed(1)}`,
    lagTable(results),
    trialTable(results),
    scaleTable(results),
    aimTable(aims),
  ]
  return tables.filter((table) => table !== '').join('\n\n')
}

function lagTable({ lag }: BenchResults): string {
  if (lag === undefined) return ''
  const ours = Math.max(1, lagSummary(lag.lags['our watcher']).p50)
  const title = `Lag behind the phone's post, ${String(lag.posts)} posts each; waitUntil asks every ${String(lag.intervalMs)} ms`
  const rows = watchers.map((watcher) => {
    const { p50, p95 } = lagSummary(lag.lags[watcher])
    return [watcher, ms(p50), ms(p95), watcher === 'our watcher' ? '' : (p50 / ours).toFixed(1)]
  })
  return `${title}\n${textTable([['', 'p50', 'p95', 'times ours'], ...rows])}`
}

const phases: Readonly<Record<keyof TrialPhases, string>> = {
  arrange: 'arrange: killed, server knows',
  send: 'send',
  pushLatency: 'push latency *',
  notice: 'notice',
  tap: 'tap',
  activityStart: 'activity start *',
  check: 'check',
}

function trialTable({ trial }: BenchResults): string {
  if (trial === undefined) return ''
  const names = Object.keys(phases) as (keyof TrialPhases)[]
  const rows = names.map((name) => [phases[name], ...trialWriters.map((writer) => ms(trial[writer].phases[name]))])
  return `A trial, medians of ${String(trial.ours.runs.length)} by each; * cannot be avoided\n${textTable([
    ['', ...trialWriters],
    ...rows,
    ['whole', ...trialWriters.map((writer) => ms(trial[writer].totalMs))],
    ['beyond *', ...trialWriters.map((writer) => ms(trial[writer].beyondMs))],
  ])}`
}

function scaleTable({ scale }: BenchResults): string {
  if (scale === undefined || scale.length === 0) return ''
  const row = (what: string, value: (one: ScaleResult) => string): readonly string[] => [what, ...scale.map(value)]
  return `Virtual phones with the sample app logged in\n${textTable([
    row('phones', (one) => String(one.phones)),
    row('boot', (one) => ms(one.bootMs)),
    row('app on all: install, start, log in', (one) => ms(one.appsMs)),
    row('memory without the app', (one) => mb(one.emptyRssMb)),
    row('memory idle', (one) => mb(one.idleRssMb)),
    row('memory idle, per phone', (one) => mb(one.rssPerPhoneMb)),
    row('processor idle, per phone', (one) => `${one.idleCpuPercentPerPhone.toFixed(2)} %`),
    row('first Appium session', (one) => ms(one.firstSessionMs)),
    row('Appium sessions at once, p50', (one) => `${ms(one.parallelSessionP50Ms)} (${String(one.parallelSessions)})`),
    row('errors', (one) => String(one.errors.length)),
  ])}${scale.flatMap((one) => one.errors.map((error) => `\n${String(one.phones)} phones: ${error}`)).join('')}`
}

function aimTable(aims: readonly Aim[]): string {
  const missed = aims.filter((aim) => !aim.holds).length
  return `${textTable([
    ['aim', 'wanted', 'measured', ''],
    ...aims.map((aim) => [aim.what, aim.aim, aim.measured, aim.holds ? 'holds' : 'MISSED']),
  ])}\n\n${missed === 0 ? 'All aims hold.' : `${String(missed)} of ${String(aims.length)} aims MISSED.`}`
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}

function mb(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} MB`
}
