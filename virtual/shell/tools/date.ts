import {
  clockText,
  dateText,
  epochOfLocal,
  localTime,
  phoneTimeZone,
  two,
  zoneText,
  type LocalTime,
} from '../local-time.ts'
import { defineTool, ToolError } from './tool.ts'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore

/** Abbreviations that bionic's zone data has; others are shown as offsets there too. */
const abbreviations: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'CST',
  'Asia/Chongqing': 'CST',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Taipei': 'CST',
  'Asia/Tokyo': 'JST',
  'Asia/Seoul': 'KST',
  'Asia/Kolkata': 'IST',
  UTC: 'UTC',
  GMT: 'GMT',
  'Etc/UTC': 'UTC',
}

export const date = defineTool({
  options: 'd:D:I:r:Rus:',
  long: { date: 'd', reference: 'r', utc: 'u', universal: 'u' },
  most: 2,
  run: async (tool) => {
    const { phone } = tool.context
    const zone = tool.has('u') ? 'UTC' : (tool.context.env.get('TZ') ?? phoneTimeZone(phone))
    let atMs = phone.clock.now()
    const reference = tool.value('r')
    const given = tool.value('d')
    if (reference !== undefined) {
      const stat = tool.files.stat(tool.path(reference))
      if (stat === undefined) throw new ToolError(`${reference}: No such file or directory`)
      atMs = stat.mtimeMs
    } else if (given !== undefined) atMs = parseDate(given, zone, atMs)
    const operand = tool.operands.find((word) => !word.startsWith('+'))
    if (operand !== undefined || tool.has('s')) {
      await tool.context.err('date: cannot set date: Operation not permitted\n')
      return 1
    }
    const format =
      tool.operands.find((word) => word.startsWith('+'))?.slice(1) ??
      (tool.has('R') ? '%a, %d %b %Y %H:%M:%S %z' : tool.has('I') ? '%Y-%m-%d' : '%a %b %e %H:%M:%S %Z %Y')
    await tool.out(`${formatDate(format, atMs, zone)}\n`)
    return 0
  },
})

/** `@seconds`, `2026-11-20 10:00[:00]`, `2026-11-20`, `MMDDhhmm[[CC]YY][.ss]`. Throws ToolError. */
function parseDate(text: string, zone: string, nowMs: number): number {
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(text)
  if (epoch !== null) return Number(epoch[1]) * 1000
  const now = localTime(nowMs, zone)
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?(Z?)$/.exec(text)
  if (iso !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', utc] = iso
    const local = {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      millis: 0,
    }
    return epochOfLocal(local, utc === 'Z' ? 'UTC' : zone)
  }
  const clock = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text)
  if (clock !== null) {
    const local = {
      ...now,
      hour: Number(clock[1]),
      minute: Number(clock[2]),
      second: Number(clock[3] ?? '0'),
      millis: 0,
    }
    return epochOfLocal(local, zone)
  }
  const posix = /^(\d\d)(\d\d)(\d\d)(\d\d)(?:(\d\d)?(\d\d))?(?:\.(\d\d))?$/.exec(text)
  if (posix === null) throw new ToolError(`bad date ${text}`)
  const [, month, day, hour, minute, century = '20', year, second = '0'] = posix
  const local = {
    year: year === undefined ? now.year : Number(`${century}${year}`),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millis: 0,
  }
  return epochOfLocal(local, zone)
}

/** strftime, with toybox's `%N` and `%3N`. */
export function formatDate(format: string, atMs: number, zone: string): string {
  const time = localTime(atMs, zone)
  const weekday = new Date(Date.UTC(time.year, time.month - 1, time.day)).getUTCDay()
  const dayOfYear =
    Math.round((Date.UTC(time.year, time.month - 1, time.day) - Date.UTC(time.year, 0, 1)) / 86_400_000) + 1
  return format.replace(
    /%([-_0^]?)(\d?)([a-zA-Z%:+])(z?)/g,
    (whole, flag: string, digits: string, letter: string, more: string) => {
      if (letter === ':' && more === 'z') return `${zoneText(time).slice(0, 3)}:${zoneText(time).slice(3)}`
      const text = field(letter, digits, atMs, time, zone, weekday, dayOfYear)
      if (text === undefined) return whole
      return (
        (flag === '-'
          ? text.replace(/^[0 ]+(?=\d)/, '')
          : flag === '_'
            ? text.replace(/^0(?=\d)/, ' ')
            : flag === '^'
              ? text.toUpperCase()
              : text) + more
      )
    },
  )
}

function field(
  letter: string,
  digits: string,
  atMs: number,
  time: LocalTime,
  zone: string,
  weekday: number,
  dayOfYear: number,
): string | undefined {
  const hour12 = time.hour % 12 === 0 ? 12 : time.hour % 12
  const day = days[weekday] ?? ''
  const month = months[time.month - 1] ?? ''
  switch (letter) {
    case 'a':
      return day.slice(0, 3)
    case 'A':
      return day
    case 'b':
    case 'h':
      return month.slice(0, 3)
    case 'B':
      return month
    case 'c':
      return `${day.slice(0, 3)} ${month.slice(0, 3)} ${String(time.day).padStart(2)} ${clockText(time)} ${String(time.year)}`
    case 'C':
      return two(Math.floor(time.year / 100))
    case 'd':
      return two(time.day)
    case 'D':
    case 'x':
      return `${two(time.month)}/${two(time.day)}/${two(time.year % 100)}`
    case 'e':
      return String(time.day).padStart(2)
    case 'F':
      return dateText(time)
    case 'H':
      return two(time.hour)
    case 'I':
      return two(hour12)
    case 'j':
      return String(dayOfYear).padStart(3, '0')
    case 'k':
      return String(time.hour).padStart(2)
    case 'l':
      return String(hour12).padStart(2)
    case 'm':
      return two(time.month)
    case 'M':
      return two(time.minute)
    case 'n':
      return '\n'
    case 'N':
      return `${String(time.millis).padStart(3, '0')}000000`.slice(0, digits === '' ? 9 : Number(digits))
    case 'p':
      return time.hour < 12 ? 'AM' : 'PM'
    case 'P':
      return time.hour < 12 ? 'am' : 'pm'
    case 'r':
      return `${two(hour12)}:${two(time.minute)}:${two(time.second)} ${time.hour < 12 ? 'AM' : 'PM'}`
    case 'R':
      return `${two(time.hour)}:${two(time.minute)}`
    case 's':
      return String(Math.floor(atMs / 1000))
    case 'S':
      return two(time.second)
    case 't':
      return '\t'
    case 'T':
    case 'X':
      return clockText(time)
    case 'u':
      return String(weekday === 0 ? 7 : weekday)
    case 'w':
      return String(weekday)
    case 'y':
      return two(time.year % 100)
    case 'Y':
      return String(time.year)
    case 'z':
      return zoneText(time)
    case 'Z':
      return abbreviations[zone] ?? intlAbbreviation(atMs, zone, time)
    case '%':
      return '%'
    default:
      return undefined
  }
}

function intlAbbreviation(atMs: number, zone: string, time: LocalTime): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(atMs)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  return /^[A-Z]{3,5}$/.test(name) ? name : zoneText(time).replace(/00$/, '')
}
