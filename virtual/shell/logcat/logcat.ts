import type { LogBuffer, LogEntry, Phone } from '../../android/phone.ts'
import type { Command, CommandContext } from '../command.ts'
import { phoneTimeZone } from '../local-time.ts'
import { binaryEntry } from './log-binary.ts'
import { LogFilter } from './log-filter.ts'
import { formatEntry, type LogFormat } from './log-format.ts'
import { logCommand } from './log.ts'
import { LogcatRefused, readLogcatOptions, type LogcatOptions } from './logcat-options.ts'
import { logcatUsage } from './logcat-usage.ts'

/** system/logging: logcat/logcat.cpp. */
const logcat: Command = async (context) => {
  const { phone, err } = context
  const timeZone = phoneTimeZone(phone)
  let options: LogcatOptions
  const filter = new LogFilter()
  try {
    options = readLogcatOptions(context.argv.slice(1), { nowMs: phone.clock.now(), timeZone })
    if (options.silent) filter.add('*:S')
    addFilters(filter, options, context)
  } catch (error) {
    if (!(error instanceof LogcatRefused)) throw error
    await err(`logcat: ${error.message}\n`)
    return 1
  }
  for (const warning of options.warnings) await err(warning)
  switch (options.action) {
    case 'help':
      await context.out(logcatUsage)
      return 0
    case 'clear':
      phone.log.clear(options.buffers)
      return 0
    case 'set-size':
      for (const buffer of options.buffers) sizesOf(phone).set(buffer, options.size ?? defaultSize)
      return 0
    case 'sizes':
      for (const buffer of options.buffers) await context.out(sizeText(phone, buffer))
      return 0
    case 'read':
      return read(context, options, filter, timeZone)
  }
}

function addFilters(filter: LogFilter, options: LogcatOptions, context: CommandContext): void {
  if (options.filters.length > 0) {
    for (const spec of options.filters) {
      if (!filter.add(spec)) throw new LogcatRefused(`Invalid filter expression '${spec}'.`)
    }
    return
  }
  const environment = context.env.get('ANDROID_LOG_TAGS')
  if (environment !== undefined && !options.silent && !filter.add(environment)) {
    throw new LogcatRefused('Invalid filter expression in ANDROID_LOG_TAGS.')
  }
}

/** logd drops a reader that falls this far behind. */
const maxWaiting = 50_000

async function read(
  context: CommandContext,
  options: LogcatOptions,
  filter: LogFilter,
  timeZone: string,
): Promise<number> {
  const { phone, signal } = context
  const format: LogFormat = {
    layout: options.layout,
    adverbs: options.adverbs,
    timeZone,
    apiLevel: phone.rom.apiLevel,
    bootedAtMs: phone.clock.now() - phone.uptimeMs(),
  }
  const printer = new LogPrinter(options, filter, format)
  const wanted = new Set(options.buffers)
  const reads = (entry: LogEntry): boolean =>
    wanted.has(entry.buffer) &&
    (options.pid === undefined || entry.pid === options.pid) &&
    (options.uids?.has(entry.uid) ?? true)

  const waiting: LogEntry[] = []
  const state = { wake: (): void => undefined, overrun: false }
  const stopListening = options.follow
    ? phone.log.on((entry) => {
        if (!reads(entry)) return
        if (waiting.length >= maxWaiting) state.overrun = true
        else waiting.push(entry)
        state.wake()
      })
    : () => undefined
  const onAbort = (): void => state.wake()
  signal.addEventListener('abort', onAbort)
  try {
    // Listening began before this snapshot and nothing was awaited in between: no entry is lost or doubled.
    await write(context, options, printer.print(startingAt(phone.log.entries(options.buffers).filter(reads), options)))
    while (options.follow && !printer.full && !signal.aborted) {
      if (state.overrun) {
        await context.err(unexpectedEnd)
        return 1
      }
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          state.wake = resolve
        })
        state.wake = () => undefined
        continue
      }
      await write(context, options, printer.print(waiting.splice(0)))
    }
    return 0
  } finally {
    stopListening()
    signal.removeEventListener('abort', onAbort)
  }
}

function startingAt(entries: readonly LogEntry[], options: LogcatOptions): readonly LogEntry[] {
  const { start } = options
  switch (start.kind) {
    case 'all':
      return entries
    case 'tail':
      return entries.slice(-start.count)
    case 'time':
      return entries.filter((entry) => entry.timeMs >= start.fromMs)
  }
}

async function write(context: CommandContext, options: LogcatOptions, data: readonly Buffer[]): Promise<void> {
  for (const chunk of data) {
    if (context.signal.aborted) return
    if (options.file === undefined) await context.out(chunk)
    else context.phone.files.append(options.file, chunk)
  }
}

const chunkBytes = 64 * 1024

/** Turns entries into what logcat writes, with the dividers of its buffers. */
class LogPrinter {
  readonly #options: LogcatOptions
  readonly #filter: LogFilter
  readonly #format: LogFormat
  readonly #begun = new Set<LogBuffer>()
  #last: LogBuffer | undefined
  #printed = 0

  constructor(options: LogcatOptions, filter: LogFilter, format: LogFormat) {
    this.#options = options
    this.#filter = filter
    this.#format = format
  }

  /** -m was reached. */
  get full(): boolean {
    return this.#options.maxCount !== undefined && this.#printed >= this.#options.maxCount
  }

  print(entries: readonly LogEntry[]): Buffer[] {
    const chunks: Buffer[] = []
    let parts: Buffer[] = []
    let text = ''
    let bytes = 0
    const flush = (): void => {
      if (text !== '') parts.push(Buffer.from(text))
      if (parts.length > 0) chunks.push(Buffer.concat(parts))
      parts = []
      text = ''
      bytes = 0
    }
    for (const entry of entries) {
      if (this.full) break
      const divider = this.#divider(entry.buffer)
      text += divider
      if (!this.#filter.passes(entry.tag, entry.priority)) continue
      const matches = this.#options.regex?.test(entry.message) ?? true
      if (matches) this.#printed++
      else if (!this.#options.printAll) continue
      if (this.#options.binary) {
        const binary = binaryEntry(entry)
        parts.push(binary)
        bytes += binary.length
      } else {
        const line = formatEntry(entry, this.#format)
        text += line
        bytes += line.length
      }
      if (bytes > chunkBytes) flush()
    }
    flush()
    return chunks
  }

  /** Up to Android 10 headers appear only when several buffers are read. They come before the filters have their say. */
  #divider(buffer: LogBuffer): string {
    if (buffer === this.#last || this.#options.binary) return ''
    if (this.#format.apiLevel < 30 && this.#options.buffers.length < 2) return ''
    const begun = this.#begun.has(buffer)
    this.#last = buffer
    this.#begun.add(buffer)
    if (begun && !this.#options.dividers) return ''
    return `--------- ${begun ? 'switch to' : 'beginning of'} ${buffer}\n`
  }
}

const unexpectedEnd = `logcat: Unexpected EOF!

This means that either the device shut down, logd crashed, or this instance of logcat was unable to read log
messages as quickly as they were being produced.

If you have enabled significant logging, look into using the -G option to increase log buffer sizes.
`

const defaultSize = 256 * 1024
const sizes = new WeakMap<Phone, Map<LogBuffer, number>>()

function sizesOf(phone: Phone): Map<LogBuffer, number> {
  const known = sizes.get(phone) ?? new Map<LogBuffer, number>()
  sizes.set(phone, known)
  return known
}

function sizeText(phone: Phone, buffer: LogBuffer): string {
  const size = sizesOf(phone).get(buffer) ?? defaultSize
  const used = phone.log.entries([buffer]).reduce((sum, entry) => sum + 20 + entry.tag.length + entry.message.length, 0)
  const consumed = Math.min(size, used)
  if (phone.rom.apiLevel < 30) {
    return `${buffer}: ring buffer is ${amount(size, '')} (${amount(consumed, '')} consumed), max entry is 5120b, max payload is 4068b\n`
  }
  const readable = phone.rom.apiLevel >= 31 ? `, ${amount(consumed, ' i')} readable` : ''
  return `${buffer}: ring buffer is ${amount(size, ' i')} (${amount(consumed, ' i')} consumed${readable}), max entry is 5120 B, max payload is 4068 B\n`
}

/** `256Kb` (Android 10 and older), `256 KiB`. */
function amount(bytes: number, style: '' | ' i'): string {
  const units = ['', 'K', 'M', 'G']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < 3) {
    value = Math.floor(value / 1024)
    unit++
  }
  const letter = units[unit] ?? ''
  return style === '' ? `${value}${letter}b` : `${value} ${letter}${letter === '' ? '' : 'i'}B`
}

/** `logcat` and `log`. */
export const logcatCommands: ReadonlyMap<string, Command> = new Map([
  ['logcat', logcat],
  ['log', logCommand],
])
