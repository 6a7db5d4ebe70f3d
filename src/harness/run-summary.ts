import { exitCode } from '../base/pushfarm-error.ts'
import type { JournalEntry, PromiseEntry } from './journal-entry.ts'

/** What one phone did with one promise. */
export type Cell =
  | { readonly kind: 'kept'; readonly latencyMs: number | null }
  | { readonly kind: 'broken'; readonly latencyMs: number | null }
  | { readonly kind: 'not-checked' }
  | { readonly kind: 'not-applicable'; readonly because: string }

export interface RunSummary {
  readonly phones: readonly {
    readonly name: string
    readonly cells: ReadonlyMap<string, Cell>
    readonly lost: string | undefined
  }[]
  readonly promises: readonly string[]
  readonly failures: readonly PromiseEntry[]
  readonly failed: { readonly verdict: string; readonly message: string; readonly hint: string | null } | undefined
  readonly exitCode: number
}

/**
 * What a journal amounts to. A promise without an entry was not checked, whatever the reason: silence is no success.
 *
 * @param otherwise what should have been checked, in the order to show it, where the journal does not say
 */
export function summarise(entries: readonly JournalEntry[], otherwise: readonly string[]): RunSummary {
  const started = entries.find((entry) => entry.kind === 'run-started')
  const promises = started?.promises ?? otherwise
  const failed = entries.find((entry) => entry.kind === 'run-failed')
  const checked = entries.filter((entry) => entry.kind === 'promise')
  const lost = new Map(
    entries.filter((entry) => entry.kind === 'phone-lost').map((entry) => [entry.phone, entry.error]),
  )
  const phones = (started?.phones ?? []).map(({ name }) => ({
    name,
    cells: new Map(
      promises.map((promise) => [
        promise,
        cellOf(checked.find((entry) => entry.phone === name && entry.promise === promise)),
      ]),
    ),
    lost: lost.get(name),
  }))
  const summary = {
    phones,
    promises,
    failures: checked.filter((entry) => entry.result === 'broken' || entry.result === 'not-checked'),
    failed,
  }
  return { ...summary, exitCode: exitCodeOfRun(summary) }
}

function cellOf(entry: PromiseEntry | undefined): Cell {
  if (entry === undefined || entry.result === 'not-checked') return { kind: 'not-checked' }
  if (entry.result === 'not-applicable') return { kind: 'not-applicable', because: entry.because ?? '' }
  return { kind: entry.result, latencyMs: entry.latencyMs }
}

/**
 * A found fault must not hide behind a dead phone or a promise that was set up wrong; a run that never began is a matter of
 * its set-up alone. See docs/decisions/exit-codes.md.
 */
function exitCodeOfRun(run: Omit<RunSummary, 'exitCode'>): number {
  if (run.failed?.verdict === 'set-up') return exitCode.setUp
  const cells = run.phones
    .flatMap((phone) => [...phone.cells.values()])
    .filter((cell) => cell.kind !== 'not-applicable')
  if (cells.some((cell) => cell.kind === 'broken')) return exitCode.product
  if (run.failures.some((entry) => entry.verdict === 'set-up')) return exitCode.setUp
  if (run.failed === undefined && run.phones.length > 0 && cells.length === 0) return exitCode.setUp
  if (run.failed !== undefined || cells.length === 0 || cells.some((cell) => cell.kind === 'not-checked'))
    return exitCode.infrastructure
  return exitCode.passed
}
