import type { Phone } from '../android/phone.ts'

/** A moment as the phone's clock shows it. `month` is 1 to 12. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millis: number
  /** East of Greenwich. */
  readonly offsetMinutes: number
}

/** The zone the phone is set to; Android falls back to GMT when it does not know the name. */
export function phoneTimeZone(phone: Phone): string {
  const set = phone.properties.get('persist.sys.timezone')
  return set === '' ? phone.rom.timeZone : set
}

export function localTime(atMs: number, timeZone: string): LocalTime {
  const offsetMinutes = zoneOffsetMinutes(timeZone, atMs)
  const shifted = new Date(Math.floor(atMs) + offsetMinutes * 60_000)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millis: shifted.getUTCMilliseconds(),
    offsetMinutes,
  }
}

/** `yyyy-MM-dd HH:mm:ss`, the form of most dumps. */
export function dateTimeText(atMs: number, timeZone: string): string {
  const time = localTime(atMs, timeZone)
  return `${dateText(time)} ${clockText(time)}`
}

/** `yyyy-MM-dd` */
export function dateText(time: LocalTime): string {
  return `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`
}

/** `HH:mm:ss` */
export function clockText(time: LocalTime): string {
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`
}

/** `+0800` */
export function zoneText(time: LocalTime): string {
  const minutes = Math.abs(time.offsetMinutes)
  return `${time.offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}

export function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** ms since the epoch of a local wall-clock time (the earlier one where the clock is put back). */
export function epochOfLocal(local: Omit<LocalTime, 'offsetMinutes'>, timeZone: string): number {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second, local.millis)
  const guess = asUtc - zoneOffsetMinutes(timeZone, asUtc) * 60_000
  return asUtc - zoneOffsetMinutes(timeZone, guess) * 60_000
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const quarterHourMs = 15 * 60_000

/** Intl is slow: offsets change on quarter hours at most, so they are kept per quarter hour. */
function zoneOffsetMinutes(timeZone: string, atMs: number): number {
  const quarter = Math.floor(atMs / quarterHourMs)
  const key = `${timeZone} ${quarter}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = askIntl(timeZone, quarter * quarterHourMs)
    if (offsets.size > 5000) offsets.clear()
    offsets.set(key, offset)
  }
  return offset
}

function askIntl(timeZone: string, atMs: number): number {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = formatFor(timeZone)
    formats.set(timeZone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(atMs)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - atMs) / 60_000)
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const fields = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  } as const
  try {
    return new Intl.DateTimeFormat('en-US', { ...fields, timeZone })
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat('en-US', { ...fields, timeZone: 'UTC' })
    throw error
  }
}
