/** Who must act: the app's or push's makers, the keepers of phones and network, or the person who configured the run. */
export type Verdict = 'product' | 'infrastructure' | 'set-up'

export type Fact = string | number | boolean | null | undefined | readonly Fact[] | { readonly [name: string]: Fact }

export interface ErrorDetails {
  /** `part/what`, e.g. `farm/duplicate-serial`. */
  readonly code: string
  readonly verdict: Verdict
  /** What was seen, as JSON; never a secret. */
  readonly facts?: Readonly<Record<string, Fact>>
  /** One action that helps. */
  readonly hint?: string
  readonly cause?: unknown
}

/** Every error of the harness that a person is meant to read. The message is one sentence of fact. */
export class PushfarmError extends Error {
  override readonly name: string = 'PushfarmError'
  readonly code: string
  readonly verdict: Verdict
  readonly facts: Readonly<Record<string, Fact>>
  readonly hint: string | undefined

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.verdict = details.verdict
    this.facts = details.facts ?? {}
    this.hint = details.hint
  }
}

/** The exit codes of every command: see docs/decisions/exit-codes.md. */
export const exitCode = {
  passed: 0,
  product: 1,
  gate: 2,
  infrastructure: 3,
  setUp: 4,
} as const

/** The exit code that an error deserves; an error that nobody expected counts as infrastructure. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof PushfarmError)) return exitCode.infrastructure
  switch (error.verdict) {
    case 'product':
      return exitCode.product
    case 'infrastructure':
      return exitCode.infrastructure
    case 'set-up':
      return exitCode.setUp
  }
}

/** `message`, and the hint on the next line. For terminals. */
export function describeError(error: unknown): string {
  if (error instanceof PushfarmError)
    return error.hint === undefined ? error.message : `${error.message}\n  → ${error.hint}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
