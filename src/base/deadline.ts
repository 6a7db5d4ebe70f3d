import { type Clock, systemClock } from './clock.ts'
import { PushfarmError } from './pushfarm-error.ts'

/** The time by which something must have happened. Made once per trial and handed down; nobody waits for longer. */
export class Deadline {
  readonly totalMs: number
  readonly #endsAt: number
  readonly #clock: Clock

  private constructor(totalMs: number, clock: Clock) {
    this.totalMs = totalMs
    this.#clock = clock
    this.#endsAt = clock.monotonic() + totalMs
  }

  static in(ms: number, clock: Clock = systemClock): Deadline {
    return new Deadline(ms, clock)
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - this.#clock.monotonic())
  }

  get passed(): boolean {
    return this.remainingMs === 0
  }

  get waitedMs(): number {
    return Math.round(this.totalMs - this.remainingMs)
  }

  /** A shorter deadline that never outlives this one. */
  atMost(ms: number): Deadline {
    return new Deadline(Math.min(ms, this.remainingMs), this.#clock)
  }

  /** Aborts when the deadline passes. */
  signal(): AbortSignal {
    return AbortSignal.timeout(Math.ceil(this.remainingMs))
  }
}

/** The deadline passed before it happened. */
export class DeadlinePassed extends PushfarmError {
  override readonly name = 'DeadlinePassed'
  constructor(what: string, waitedMs: number, cause?: unknown) {
    super(`${what} did not happen within ${String(waitedMs)} ms`, {
      code: 'base/deadline-passed',
      verdict: 'infrastructure',
      facts: { what, waitedMs },
      cause,
    })
  }
}

/**
 * Asks `probe` until it answers something other than undefined, at most until the deadline.
 * Between two questions it waits `everyMs`, or until `wake` settles: give a `wake` wherever an event tells of the change.
 * A question that throws ends the wait, unless `tolerate` accepts the error. One that the deadline cut off is the wait's own end.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  deadline: Deadline,
  options: {
    readonly everyMs?: number
    readonly wake?: () => Promise<unknown>
    readonly tolerate?: (error: unknown) => boolean
  } = {},
): Promise<T> {
  let lastError: unknown
  for (;;) {
    try {
      const answer = await probe()
      if (answer !== undefined) return answer
    } catch (error) {
      const wasCutOff = error instanceof DeadlinePassed && deadline.passed
      if (!wasCutOff && options.tolerate?.(error) !== true) throw error
      lastError = error
    }
    if (deadline.passed) throw new DeadlinePassed(what, deadline.totalMs, lastError)
    const pauseMs = Math.min(options.everyMs ?? 100, deadline.remainingMs)
    await Promise.race([pause(pauseMs), ...(options.wake === undefined ? [] : [options.wake()])])
  }
}

/** What a wait came to; undefined where its deadline passed first. Every other failure of it stays one. */
export async function inTime<T>(wait: Promise<T>): Promise<T | undefined> {
  try {
    return await wait
  } catch (error) {
    if (error instanceof DeadlinePassed) return undefined
    throw error
  }
}

/** Resolves when `work` does, rejects with DeadlinePassed when the deadline comes first. `work` itself is not stopped. */
export async function within<T>(what: string, work: Promise<T>, deadline: Deadline): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlinePassed(what, deadline.totalMs))
    }, deadline.remainingMs)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
