import type { LogEntry } from '../../android/phone.ts'
import { clockText, localTime, two, zoneText } from '../local-time.ts'
import { describeEvent } from './event-fields.ts'
import { printable } from './printable.ts'

/** The verbs of `logcat -v`: one decides the layout. */
export const layouts = ['brief', 'process', 'tag', 'thread', 'raw', 'time', 'threadtime', 'long'] as const
export type Layout = (typeof layouts)[number]

/** The adverbs of `logcat -v`: any number of them change details. */
export const adverbs = [
  'color',
  'colour',
  'descriptive',
  'epoch',
  'monotonic',
  'printable',
  'uid',
  'usec',
  'nsec',
  'UTC',
  'year',
  'zone',
] as const
export type Adverb = (typeof adverbs)[number]

export interface LogFormat {
  readonly layout: Layout
  readonly adverbs: ReadonlySet<Adverb>
  readonly timeZone: string
  readonly apiLevel: number
  /** Wall clock at boot, ms since the epoch; `monotonic` counts from it. */
  readonly bootedAtMs: number
}

/**
 * One entry as liblog's android_log_formatLogLine prints it, line ends included. A message of several lines becomes
 * several lines with the whole prefix each, except in `long`.
 */
export function formatEntry(entry: LogEntry, format: LogFormat): string {
  const suffix = format.layout === 'process' ? `  (${entry.tag})\n` : format.layout === 'long' ? '\n\n' : '\n'
  const colored = format.adverbs.has('color') || format.adverbs.has('colour')
  const before = (colored ? `\x1b[38;5;${colorOf(entry.priority)}m` : '') + prefix(entry, format)
  const after = colored ? `\x1b[0m${suffix}` : suffix
  const raw =
    format.adverbs.has('descriptive') && entry.event !== undefined
      ? describeEvent(entry.tag, entry.event.values, entry.message)
      : entry.message
  const message = format.adverbs.has('printable') ? printable(raw, format.apiLevel, format.layout === 'long') : raw
  const lines = format.layout === 'long' ? [message.replace(/\n$/, '')] : linesOf(message)
  return lines.map((line) => before + line + after).join('')
}

/** A line end at the end of the message makes no further line. */
function linesOf(message: string): string[] {
  if (!message.includes('\n')) return [message]
  const lines = message.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function prefix(entry: LogEntry, format: LogFormat): string {
  const pid = String(entry.pid).padStart(5)
  const tid = String(entry.tid).padStart(5)
  const tag = entry.tag.padEnd(8)
  const priority = entry.priority
  const uid = format.adverbs.has('uid') ? `${uidText(entry.uid)}:` : ''
  switch (format.layout) {
    case 'brief':
      return `${priority}/${tag}(${uid}${pid}): `
    case 'process':
      return `${priority}(${uid}${pid}) `
    case 'tag':
      return `${priority}/${tag}: `
    case 'thread':
      return `${priority}(${uid}${pid}:${tid}) `
    case 'raw':
      return ''
    case 'time':
      return `${timeText(entry.timeMs, format)} ${priority}/${tag}(${uid}${pid}): `
    case 'threadtime':
      return `${timeText(entry.timeMs, format)} ${uid.replace(':', ' ')}${pid} ${tid} ${priority} ${tag}: `
    case 'long':
      return `[ ${timeText(entry.timeMs, format)} ${uid}${pid}:${tid} ${priority}/${tag} ]\n`
  }
}

/** Users whose names fit the column of five; others print as numbers. */
const userNames: ReadonlyMap<number, string> = new Map([
  [0, 'root'],
  [1001, 'radio'],
  [1010, 'wifi'],
  [1011, 'adb'],
  [1013, 'media'],
  [1016, 'vpn'],
  [1027, 'nfc'],
  [1036, 'logd'],
  [2000, 'shell'],
])

function uidText(uid: number): string {
  return (userNames.get(uid) ?? String(uid)).padStart(5)
}

function timeText(timeMs: number, format: LogFormat): string {
  const fraction = fractionText(timeMs, format.adverbs)
  const time = localTime(timeMs, format.adverbs.has('UTC') ? 'UTC' : format.timeZone)
  const zone = format.adverbs.has('zone') ? ` ${zoneText(time)}` : ''
  if (format.adverbs.has('monotonic')) {
    const sinceBoot = Math.max(0, timeMs - format.bootedAtMs)
    return `${String(Math.floor(sinceBoot / 1000)).padStart(6)}${fractionText(sinceBoot, format.adverbs)}${zone}`
  }
  if (format.adverbs.has('epoch')) return `${String(Math.floor(timeMs / 1000)).padStart(19)}${fraction}${zone}`
  const year = format.adverbs.has('year') ? `${String(time.year)}-` : ''
  return `${year}${two(time.month)}-${two(time.day)} ${clockText(time)}${fraction}${zone}`
}

function fractionText(timeMs: number, chosen: ReadonlySet<Adverb>): string {
  const nanos = Math.floor((timeMs - Math.floor(timeMs / 1000) * 1000) * 1_000_000)
  if (chosen.has('nsec')) return `.${String(nanos).padStart(9, '0')}`
  if (chosen.has('usec')) return `.${String(Math.floor(nanos / 1000)).padStart(6, '0')}`
  return `.${String(Math.floor(nanos / 1_000_000)).padStart(3, '0')}`
}

function colorOf(priority: string): number {
  switch (priority) {
    case 'D':
      return 75
    case 'I':
      return 40
    case 'W':
      return 166
    case 'E':
    case 'F':
      return 196
    default:
      return 231
  }
}
