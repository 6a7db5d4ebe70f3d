import type { TimeOfDay } from './situation.ts'

const dayMinutes = 24 * 60
/** China has one zone, eight hours east of Greenwich, and no summer time. */
const chinaEastMinutes = 8 * 60

/**
 * What clocks show in China.
 *
 * @param minute of the day, counted from midnight of a zone
 * @param eastMinutes how far that zone is east of Greenwich
 */
export function clockInChina(minute: number, eastMinutes: number): TimeOfDay {
  const there = (((minute - eastMinutes + chinaEastMinutes) % dayMinutes) + dayMinutes) % dayMinutes
  return { hour: Math.floor(there / 60), minute: there % 60 }
}

/** @param atMs since the epoch */
export function timeInChina(atMs: number): TimeOfDay {
  return clockInChina(Math.floor(atMs / 60_000), 0)
}

/** As `07:05`. */
export function clockText({ hour, minute }: TimeOfDay): string {
  return [hour, minute].map((figure) => String(figure).padStart(2, '0')).join(':')
}
