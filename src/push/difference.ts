/** The part of a promise that was not kept. */
export type Part =
  | 'arrival'
  | 'nothing'
  | 'duplicate'
  | 'latency'
  | 'title'
  | 'text'
  | 'package'
  | 'importance'
  | 'sound'
  | 'where'
  | 'channel'
  | 'opening'
  | 'conversation'
  | 'ext'
  | 'start'

export interface Difference {
  readonly part: Part
  readonly expected: string
  readonly seen: string
}

/** One line per difference, for error messages and reports. */
export function describeDifference(difference: Difference): string {
  return `${difference.part}: expected ${difference.expected}, saw ${difference.seen}`
}
