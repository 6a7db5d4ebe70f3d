import type { NewEntry } from './journal-entry.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { Trial } from './trial.ts'

/** Where a trial belongs, and what was kept of it. */
export interface TrialPlace {
  readonly promise: string
  readonly name: string
  /** Files of the run's folder of evidence. */
  readonly evidence: readonly string[]
}

/** Writes a trial into the journal, kept or broken; returns what was written. */
export function recordTrial(tested: TestedPhone, trial: Trial, { promise, name, evidence }: TrialPlace): NewEntry {
  const entry: NewEntry = {
    kind: 'trial',
    phone: tested.phone.name,
    promise,
    trial: name,
    token: trial.token,
    state: trial.state,
    msgKey: trial.msgKey,
    row: trial.plan.row,
    message: trial.message,
    situation: trial.plan.change,
    judged: [...trial.judged],
    expected: trial.expectation,
    arrival: trial.arrival ?? null,
    opening: trial.opening,
    latencyMs: trial.latencyMs,
    differences: trial.differences.map((one) => ({ ...one })),
    stepsMs: trial.stepsMs,
    evidence: [...evidence],
  }
  tested.journal.write(entry)
  return entry
}
