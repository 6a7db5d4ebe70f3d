import type { TimeOfDay } from './situation.ts'

const dayMinutes = 24 * 60
/** China has one zone, eight hours east of Greenwich, and no summer time. */
const chinaEastMinutes = 8 * 60

/** The minute of the day in China (0 to 1439) at a minute of the day of a zone so many minutes east of Greenwich. */
export function minuteInChina(minute: number, eastMinutes: number): number {
  return (((minute - eastMinutes + chinaEastMinutes) % dayMinutes) + dayMinutes) % dayMinutes
}

/** @param atMs since the epoch */
export function timeInChina(atMs: number): TimeOfDay {
  const minute = minuteInChina(Math.floor(atMs / 60_000), 0)
  return { hour: Math.floor(minute / 60), minute: minute % 60 }
}
