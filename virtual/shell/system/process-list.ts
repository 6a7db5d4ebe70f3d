import type { Phone, ProcessRecord } from '../../android/phone.ts'
import type { Command } from '../command.ts'
import { userName } from '../tools/user-names.ts'

/** One row of ps: what toybox reads from /proc. */
interface Row {
  readonly user: string
  readonly pid: number
  readonly ppid: number
  readonly vsz: number
  readonly rss: number
  readonly state: string
  readonly name: string
  readonly uid: number
}

const initPid = 1

function rows(phone: Phone): readonly Row[] {
  const all = phone.processes.all()
  const zygote = all.find(({ name }) => name === 'zygote64')?.pid ?? initPid
  return [...all]
    .sort((a, b) => a.pid - b.pid)
    .map((process) => ({
      user: userName(process.uid),
      uid: process.uid,
      pid: process.pid,
      ppid: parentOf(process, zygote),
      ...memoryOf(process),
      state: 'S',
      name: process.name,
    }))
}

function parentOf(process: ProcessRecord, zygote: number): number {
  if (process.pid === initPid) return 0
  return process.packageName === '' ? initPid : zygote
}

/** KiB. An app's address space is dominated by what the zygote maps. */
function memoryOf({ packageName, app, pid }: ProcessRecord): { readonly vsz: number; readonly rss: number } {
  if (packageName === '') return { vsz: 10_800_000 + (pid % 97) * 1024, rss: 3800 + (pid % 61) * 128 }
  return { vsz: 14_200_000 + (pid % 97) * 8192, rss: (app === undefined ? 78_000 : 162_000) + (pid % 61) * 512 }
}

type Column =
  | 'USER'
  | 'UID'
  | 'PID'
  | 'PPID'
  | 'VSZ'
  | 'RSS'
  | 'WCHAN'
  | 'ADDR'
  | 'S'
  | 'NAME'
  | 'CMD'
  | 'ARGS'
  | 'CMDLINE'
  | 'COMM'
  | 'STIME'
  | 'C'
  | 'TTY'
  | 'TIME'
  | 'STAT'
  | '%CPU'
  | '%MEM'
  | 'PRI'
  | 'NI'
interface Shape {
  readonly width: number
  readonly left?: boolean
  readonly title?: string
  readonly value: (row: Row) => string
}
/** Widths and titles of toybox's ps on Android. */
const columns: Readonly<Record<Column, Shape>> = {
  USER: { width: 12, left: true, value: ({ user }) => user },
  UID: { width: 12, left: true, value: ({ user }) => user },
  PID: { width: 5, value: ({ pid }) => String(pid) },
  PPID: { width: 5, value: ({ ppid }) => String(ppid) },
  VSZ: { width: 7, value: ({ vsz }) => String(vsz) },
  RSS: { width: 6, value: ({ rss }) => String(rss) },
  WCHAN: { width: 10, left: true, value: () => '0' },
  ADDR: { width: 10, value: () => '0' },
  S: { width: 1, value: ({ state }) => state },
  NAME: { width: 0, left: true, value: ({ name }) => name },
  CMD: { width: 0, left: true, value: ({ name }) => name },
  ARGS: { width: 0, left: true, value: ({ name }) => name },
  CMDLINE: { width: 0, left: true, value: ({ name }) => name },
  COMM: { width: 15, left: true, title: 'COMMAND', value: ({ name }) => name.slice(-15) },
  STIME: { width: 5, value: () => '00:00' },
  C: { width: 1, value: () => '0' },
  TTY: { width: 8, left: true, value: () => '?' },
  TIME: { width: 8, value: () => '00:00:00' },
  STAT: { width: 5, left: true, value: ({ state }) => state },
  '%CPU': { width: 4, value: () => '0.0' },
  '%MEM': { width: 5, value: ({ rss }) => ((rss / memoryKib) * 100).toFixed(1) },
  PRI: { width: 3, value: () => '19' },
  NI: { width: 3, value: () => '0' },
}
const usual: readonly Column[] = ['USER', 'PID', 'PPID', 'VSZ', 'RSS', 'WCHAN', 'ADDR', 'S', 'NAME']
const full: readonly Column[] = ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD']

/** toybox ps: -A, -e, -f, -o FIELDS, -p PIDS, -u USERS, and a name to filter by behind the options. */
export const ps: Command = async ({ argv, phone, out, err }) => {
  const words = argv.slice(1)
  let all = false
  let shown = usual
  let pids: readonly number[] | undefined
  let users: readonly string[] | undefined
  let names: readonly string[] | undefined
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift() ?? ''
    if (word === '--help') {
      await out(psHelp)
      return 0
    }
    for (const [index, letter] of Array.from(word.slice(1)).entries()) {
      const inline = word.slice(index + 2)
      const value = () => (inline === '' ? (words.shift() ?? '') : inline)
      if (letter === 'A' || letter === 'e') all = true
      else if (letter === 'f') shown = full
      else if (letter === 'o' || letter === 'O') {
        const fields = value()
          .split(',')
          .map((each) => each.toUpperCase().replace(/[:=].*$/, ''))
        const wrong = fields.find((each) => !(each in columns))
        if (wrong !== undefined) {
          await err(`ps: bad -o ${wrong}\n`)
          return 1
        }
        shown = letter === 'o' ? (fields as Column[]) : [...usual, ...(fields as Column[])]
        break
      } else if (letter === 'p') {
        pids = value().split(',').map(Number)
        break
      } else if (letter === 'u' || letter === 'U') {
        users = value().split(',')
        break
      } else if (letter === 'C') {
        names = value().split(',')
        break
      } else if (!'TZlndkwM'.includes(letter)) {
        await err(`ps: Unknown option '${letter}' (see "ps --help")\n`)
        return 1
      }
    }
  }
  const chosen = rows(phone).filter((row) => {
    if (pids !== undefined) return pids.includes(row.pid)
    if (users !== undefined) return users.includes(row.user) || users.includes(String(row.uid))
    if (names !== undefined) return names.includes(row.name)
    // Without -A only the caller's own processes; a number behind the options is a pid.
    if (words.length > 0) return words.includes(String(row.pid))
    return all || row.uid === shellUid
  })
  await out(
    [
      shown.map((name) => columns[name].title ?? name),
      ...chosen.map((row) => shown.map((name) => columns[name].value(row))),
    ]
      .map((cells) => line(cells, shown))
      .join(''),
  )
  return chosen.length === 0 && (pids !== undefined || words.length > 0) ? 1 : 0
}

function line(cells: readonly string[], shown: readonly Column[]): string {
  return `${cells
    .map((cell, index) => {
      const name = shown[index]
      const { width, left } = name === undefined ? { width: 0, left: true } : columns[name]
      const last = index === cells.length - 1
      return left === true ? (last ? cell : cell.padEnd(width)) : cell.padStart(width)
    })
    .join(' ')}\n`
}

const psHelp = `usage: ps [-AadefLlnwZ] [-gG GROUP,] [-k FIELD,] [-o FIELD,] [-p PID,] [-t TTY,] [-uU USER,]

List processes.

Which processes to show (-gGuUpPt selections may be comma separated lists):

-A\tAll
-a\tHas terminal not session leader
-d\tAll but session leaders
-e\tSynonym for -A
-f\tFull listing
-o\tShow FIELDs instead of defaults, each with optional :size and =title
-p\tPID list
-u\tOwner IDs
`

/** Pids of the processes of this name; the newest first, as toybox prints them. */
export const pidof: Command = async ({ argv, phone, out }) => {
  const words = argv.slice(1)
  const single = words[0] === '-s'
  if (single) words.shift()
  const found = phone.processes
    .all()
    .filter(({ name }) => words.includes(name))
    .map(({ pid }) => pid)
    .sort((a, b) => b - a)
  if (found.length === 0) return 1
  await out(`${(single ? found.slice(0, 1) : found).join(' ')}\n`)
  return 0
}

export const pgrep: Command = async ({ argv, phone, out, err }) => {
  const words = argv.slice(1)
  const options = words.filter((word) => word.startsWith('-')).join('')
  const pattern = words.find((word) => !word.startsWith('-'))
  if (pattern === undefined) {
    await err('pgrep: Needs 1 argument (see "pgrep --help")\n')
    return 2
  }
  const expression = new RegExp(options.includes('x') ? `^(?:${pattern})$` : pattern)
  const found = phone.processes.all().filter(({ name }) => expression.test(name))
  await out(found.map(({ pid, name }) => `${pid}${options.includes('l') ? ` ${name}` : ''}\n`).join(''))
  return found.length === 0 ? 1 : 0
}

const shellUid = 2000
/** MemTotal of the farm's phones in KiB. */
const memoryKib = 7_812_500

export const free: Command = async ({ out }) => {
  const total = memoryKib * 1024
  const used = Math.round(total * 0.62)
  const cells = (...values: readonly number[]) => values.map((value) => String(value).padStart(20)).join('')
  await out(
    `${' '.repeat(16)}total        used        free      shared     buffers\n` +
      `Mem:   ${cells(total, used, total - used, 0, 8_388_608)}\n` +
      `-/+ buffers/cache:${cells(used - 8_388_608, total - used + 8_388_608)}\n` +
      `Swap:  ${cells(0, 0, 0)}\n`,
  )
  return 0
}

/** One screen of top (`top -b -n 1`): everything sleeps. */
export const top: Command = async ({ phone, out }) => {
  const all = rows(phone)
  const head = [
    `Tasks: ${all.length} total,   1 running, ${all.length - 1} sleeping,   0 stopped,   0 zombie`,
    `  Mem: ${memoryKib}K total, ${Math.round(memoryKib * 0.62)}K used, ${Math.round(memoryKib * 0.38)}K free, 8192K buffers`,
    ' Swap:        0K total,        0K used,        0K free,  1048576K cached',
    '800%cpu   2%user   0%nice   2%sys 796%idle   0%iow   0%irq   0%sirq   0%host',
    '  PID USER         PR  NI VIRT  RES  SHR S[%CPU] %MEM     TIME+ ARGS',
  ]
  const size = (kib: number) => (kib >= 1_048_576 ? `${(kib / 1_048_576).toFixed(0)}G` : `${Math.round(kib / 1024)}M`)
  const body = all.map(
    (row) =>
      `${String(row.pid).padStart(5)} ${row.user.padEnd(12)} 20   0 ${size(row.vsz).padStart(4)} ${size(row.rss).padStart(4)} ${size(row.rss / 2).padStart(4)} S  0.0  ${((row.rss / memoryKib) * 100).toFixed(1).padStart(4)}   0:00.00 ${row.name}`,
  )
  await out([...head, ...body].map((each) => `${each}\n`).join(''))
  return 0
}
