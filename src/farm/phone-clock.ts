import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { PhoneShell } from './phone-shell.ts'

/** How far a phone's clock is from this machine's. */
export interface ClockOffset {
  /** Phone minus machine, ms. */
  readonly offsetMs: number
  /** At most this wrong: half of the shortest round trip. */
  readonly errorMs: number
}

const samples = 8

/** Asks the phone for its time a few times; the quickest answer counts, being the least blurred. */
export async function measureClockOffset(shell: PhoneShell, deadline: Deadline): Promise<ClockOffset> {
  let best: ClockOffset | undefined
  for (let i = 0; i < samples; i++) {
    const before = Date.now()
    const start = performance.now()
    const text = await shell.read(['date', '+%s.%N'], deadline)
    const roundTripMs = performance.now() - start
    const phoneMs = readEpoch(text)
    if (phoneMs === undefined)
      throw new PushfarmError(`${shell.serial} does not tell its time: "${text.trim().slice(0, 80)}".`, {
        code: 'farm/no-time',
        verdict: 'infrastructure',
      })
    if (best === undefined || roundTripMs / 2 < best.errorMs)
      best = { offsetMs: phoneMs - (before + roundTripMs / 2), errorMs: roundTripMs / 2 }
  }
  return best ?? { offsetMs: 0, errorMs: Number.POSITIVE_INFINITY }
}

/** Seconds with a fraction, as `date +%s.%N` prints them; a toolbox without `%N` prints the letters. */
function readEpoch(text: string): number | undefined {
  const match = /^(\d{9,11})(?:\.(\d{1,9}))?/.exec(text.trim())
  if (match === null) return undefined
  return Number(match[1]) * 1000 + Number(`0.${match[2] ?? '0'}`) * 1000
}
