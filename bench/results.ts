import type { LagResult } from './lag.ts'
import type { Machine } from './machine.ts'
import type { BenchOptions } from './options.ts'
import type { ScaleResult } from './scale.ts'
import type { TrialCost, TrialWriter } from './trial-cost.ts'

/** What one run measured. A part is missing when it was not asked for. */
export interface BenchResults {
  readonly startedAt: string
  readonly durationMs: number
  readonly machine: Machine
  readonly options: BenchOptions
  readonly lag?: LagResult
  readonly trial?: Readonly<Record<TrialWriter, TrialCost>>
  readonly scale?: readonly ScaleResult[]
}
