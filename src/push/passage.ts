import type { Rule } from './rule.ts'

/** Where on its way a message ends; `harness`: it is not sent at all. */
export type Stage = 'harness' | 'send' | 'dispatch' | 'vendor' | 'device'

/** Why a message goes no further; `code` is what the sender is told, where anything is told. */
export interface Cause {
  readonly rule: Rule
  readonly code?: number | string
}

/** The message goes no further. */
export interface Stop extends Cause {
  readonly at: Stage
  /** Of the step that stops it. */
  readonly step: string
}

/** A step of the way: undefined lets the message pass. */
export interface Step<Question> {
  readonly name: string
  readonly rules: readonly Rule[]
  readonly stops: (question: Question) => Cause | undefined
}

/** The first step that stops it. */
export function firstStop<Question>(at: Stage, steps: readonly Step<Question>[], question: Question): Stop | undefined {
  for (const step of steps) {
    const stop = step.stops(question)
    if (stop !== undefined) return { at, step: step.name, ...stop }
  }
  return undefined
}
