import type { LogBuffer } from '../../android/phone.ts'
import { epochOfLocal, localTime } from '../local-time.ts'
import { adverbs, layouts, type Adverb, type Layout } from './log-format.ts'

/** What a command line of logcat asks for. */
export interface LogcatOptions {
  readonly action: 'read' | 'clear' | 'sizes' | 'set-size' | 'help'
  readonly buffers: readonly LogBuffer[]
  readonly follow: boolean
  /** Where reading starts: the last N entries, or those at or after a time (ms since the epoch). */
  readonly start:
    | { readonly kind: 'all' }
    | { readonly kind: 'tail'; readonly count: number }
    | { readonly kind: 'time'; readonly fromMs: number }
  readonly layout: Layout
  readonly adverbs: ReadonlySet<Adverb>
  readonly binary: boolean
  readonly dividers: boolean
  readonly silent: boolean
  readonly pid: number | undefined
  readonly uids: ReadonlySet<number> | undefined
  readonly regex: RegExp | undefined
  /** With --print entries that do not match the regex are printed too; only matching ones count. */
  readonly printAll: boolean
  readonly maxCount: number | undefined
  readonly file: string | undefined
  /** Buffer size given with -G, as text in bytes. */
  readonly size: number | undefined
  readonly filters: readonly string[]
  readonly warnings: readonly string[]
}

/** A command line logcat refuses; the message is what it prints after `logcat: `. */
export class LogcatRefused extends Error {
  override readonly name = 'LogcatRefused'
}

const longOptions: Readonly<Record<string, string>> = {
  binary: 'B',
  buffer: 'b',
  'buffer-size': 'g',
  clear: 'c',
  dividers: 'D',
  file: 'f',
  format: 'v',
  help: 'h',
  last: 'L',
  'max-count': 'm',
  pid: 'pid',
  print: 'print',
  regex: 'e',
  'rotate-count': 'n',
  'rotate-kbytes': 'r',
  tail: 't',
  uid: 'uid',
  wrap: 'w',
}
const withArgument = new Set(['b', 'e', 'f', 'm', 'n', 'r', 't', 'T', 'v', 'G', 'pid', 'uid'])
const allBuffers: readonly LogBuffer[] = ['main', 'radio', 'events', 'system', 'crash']
const defaultBuffers: readonly LogBuffer[] = ['main', 'system', 'crash']

/** Reads the words after `logcat`, as getopt_long does (options may follow filters). Throws LogcatRefused. */
export function readLogcatOptions(
  words: readonly string[],
  now: { readonly nowMs: number; readonly timeZone: string },
): LogcatOptions {
  const { options, filters } = split(words)
  const buffers = new Set<LogBuffer>()
  const chosen = new Set<Adverb>()
  const warnings: string[] = []
  let action: LogcatOptions['action'] = 'read'
  let follow = true
  let start: LogcatOptions['start'] = { kind: 'all' }
  let layout: Layout = 'threadtime'
  let pid: number | undefined
  let uids: Set<number> | undefined
  let regex: RegExp | undefined
  let maxCount: number | undefined
  let file: string | undefined
  let size: number | undefined
  const flags = new Set<string>()
  for (const { name, value } of options) {
    switch (name) {
      case 'b':
        for (const buffer of buffersOf(value)) buffers.add(buffer)
        break
      case 'v':
        for (const word of value.split(/[ ,]+/)) {
          if (isLayout(word)) layout = word
          else if (isAdverb(word)) chosen.add(word)
          else throw new LogcatRefused(`Invalid parameter "${word}" to -v`)
        }
        break
      case 't':
      case 'T':
        if (name === 't') follow = false
        start = startOf(name, value, now, warnings)
        break
      case 'd':
        follow = false
        break
      case 'c':
        action = 'clear'
        break
      case 'g':
        action = 'sizes'
        break
      case 'G':
        action = 'set-size'
        size = sizeOf(value)
        break
      case 'h':
        action = 'help'
        break
      case 'e':
        regex = regexOf(value)
        break
      case 'm':
        maxCount = countOf(value, '-m')
        break
      case 'pid':
        pid = countOf(value, '--pid')
        break
      case 'uid':
        uids = new Set(value.split(',').map((one) => countOf(one, '--uid')))
        break
      case 'f':
        file = value
        break
      case 'L':
        // The log of before the last boot (pstore) is empty on these phones.
        follow = false
        start = { kind: 'time', fromMs: Infinity }
        break
      default:
        flags.add(name)
    }
  }
  return {
    action,
    buffers: buffers.size === 0 ? defaultBuffers : allBuffers.filter((buffer) => buffers.has(buffer)),
    follow: action === 'read' && follow,
    start,
    layout,
    adverbs: chosen,
    binary: flags.has('B'),
    dividers: flags.has('D'),
    silent: flags.has('s'),
    pid,
    uids,
    regex,
    printAll: flags.has('print'),
    maxCount,
    file,
    size,
    filters,
    warnings,
  }
}

interface Option {
  readonly name: string
  readonly value: string
}

function split(words: readonly string[]): { readonly options: readonly Option[]; readonly filters: readonly string[] } {
  const options: Option[] = []
  const filters: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      filters.push(...rest)
      break
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=')
      const long = equals < 0 ? word.slice(2) : word.slice(2, equals)
      const known = longOptions[long]
      if (known === undefined) throw new LogcatRefused(`Unknown option '${word}'.`)
      if (long === 'buffer-size' && equals >= 0) options.push({ name: 'G', value: word.slice(equals + 1) })
      else if (withArgument.has(known))
        options.push({ name: known, value: equals < 0 ? argument(rest, word) : word.slice(equals + 1) })
      else options.push({ name: known, value: '' })
    } else if (word.startsWith('-') && word !== '-') {
      for (let i = 1; i < word.length; i++) {
        const letter = word.charAt(i)
        if (!/[bcdefgmnrstTvDGBLhwQ]/.test(letter)) throw new LogcatRefused(`Unknown option '-${letter}'.`)
        if (withArgument.has(letter)) {
          const glued = word.slice(i + 1)
          options.push({ name: letter, value: glued === '' ? argument(rest, `-${letter}`) : glued })
          break
        }
        options.push({ name: letter, value: '' })
      }
    } else filters.push(word)
  }
  return { options, filters }
}

function argument(rest: string[], option: string): string {
  const value = rest.shift()
  if (value === undefined) throw new LogcatRefused(`Option '${option}' needs an argument.`)
  return value
}

function isLayout(word: string): word is Layout {
  return (layouts as readonly string[]).includes(word)
}

function isAdverb(word: string): word is Adverb {
  return (adverbs as readonly string[]).includes(word)
}

function buffersOf(value: string): readonly LogBuffer[] {
  return value.split(',').flatMap((name) => {
    if (name === 'all') return allBuffers
    if (name === 'default') return defaultBuffers
    // Buffers that exist on phones and hold nothing here.
    if (name === 'kernel' || name === 'security' || name === 'stats') return []
    const known = allBuffers.find((buffer) => buffer === name)
    if (known === undefined) throw new LogcatRefused(`Unknown buffer '${name}' listed with '-b'.`)
    return [known]
  })
}

function startOf(
  option: string,
  value: string,
  now: { readonly nowMs: number; readonly timeZone: string },
  warnings: string[],
): LogcatOptions['start'] {
  if (/^\d+$/.test(value)) {
    if (Number(value) < 1) warnings.push(`WARNING: -${option} ${value} invalid, setting to 1\n`)
    return { kind: 'tail', count: Math.max(1, Number(value)) }
  }
  const epoch = /^(\d+)\.(\d+)$/.exec(value)
  if (epoch !== null) return { kind: 'time', fromMs: Number(value) * 1000 }
  const date = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))?$/.exec(value)
  if (date === null) throw new LogcatRefused(`-${option} "${value}" not in time format`)
  const [, year, month, day, hour, minute, second, fraction] = date
  const today = localTime(now.nowMs, now.timeZone)
  const wall = {
    year: year === undefined ? today.year : Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millis: 0,
  }
  const at = (inYear: number): number =>
    epochOfLocal({ ...wall, year: inYear }, now.timeZone) + Number(`0.${fraction ?? '0'}`) * 1000
  // Without a year a date of the coming months is one of last year.
  const fromMs = at(wall.year)
  return { kind: 'time', fromMs: year === undefined && fromMs > now.nowMs + 86_400_000 ? at(wall.year - 1) : fromMs }
}

function sizeOf(value: string): number {
  const match = /^(\d+)([KMG]?)$/i.exec(value)
  if (match === null) throw new LogcatRefused(`Invalid buffer size '${value}' passed to -G.`)
  const unit = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[(match[2] ?? '').toUpperCase()] ?? 1
  const bytes = Number(match[1]) * unit
  if (bytes < 64 * 1024 || bytes > 256 * 1024 ** 2)
    throw new LogcatRefused(`Invalid buffer size '${value}' passed to -G.`)
  return bytes
}

function countOf(value: string, option: string): number {
  if (!/^\d+$/.test(value)) throw new LogcatRefused(`${option} ${value} is not a valid number.`)
  return Number(value)
}

function regexOf(value: string): RegExp {
  try {
    return new RegExp(value)
  } catch (error) {
    if (error instanceof SyntaxError) throw new LogcatRefused(`Invalid regex '${value}' passed to -e.`)
    throw error
  }
}
