/** Where time comes from; tests hand in their own. */
export interface Clock {
  /** ms since the epoch */
  now(): number
  /** ms, never goes back */
  monotonic(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
