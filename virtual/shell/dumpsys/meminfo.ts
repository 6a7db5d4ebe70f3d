import type { ProcessRecord } from '../../android/phone.ts'
import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'

/** ActivityManagerService.dumpApplicationMemoryUsage, and dumpMemInfoTable (android.app.ActivityThread) for one package. */
export const dumpMemInfo: ServiceDump = (request) => {
  const target = request.args.find((word) => !word.startsWith('-'))
  const processes = request.phone.processes.all()
  const header = [
    'Applications Memory Usage (in Kilobytes):',
    `Uptime: ${request.uptimeMs} Realtime: ${request.uptimeMs}`,
    '',
  ]
  if (target === undefined) return text([...header, ...totals(processes, request)])
  const found = processes.filter(({ packageName, name, pid }) => [packageName, name, String(pid)].includes(target))
  if (found.length === 0) return `No process found for: ${target}\n`
  return text([...header, ...found.flatMap((process) => oneProcess(process, request))])
}

/** What a process holds, in KiB. Steady for one process; an app that shows windows holds more. */
function residentKib(process: ProcessRecord, { hash }: DumpRequest): number {
  const base = process.app === undefined ? 38_000 : 92_000
  return base + (Number.parseInt(hash('memory', String(process.pid)).slice(-4), 16) % 24_000)
}

function totals(processes: readonly ProcessRecord[], request: DumpRequest): string[] {
  const sorted = processes
    .map((process) => ({ process, kib: residentKib(process, request) }))
    .sort((a, b) => b.kib - a.kib)
  const used = sorted.reduce((sum, { kib }) => sum + kib, 0)
  const total = 7_700_000
  return [
    'Total PSS by process:',
    ...sorted.map(
      ({ process, kib }) =>
        `  ${grouped(kib).padStart(9)}K: ${process.name} (pid ${process.pid}${process.state === 'top' ? ' / activities' : ''})`,
    ),
    '',
    `Total RAM: ${grouped(total)}K (status normal)`,
    ` Free RAM: ${grouped(total - used)}K (        0K cached pss +         0K cached kernel +         0K free)`,
    ` Used RAM: ${grouped(used)}K (${grouped(used)}K used pss +         0K kernel)`,
  ]
}

function grouped(kib: number): string {
  return String(kib).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Android 11 added the column of resident memory. */
function oneProcess(process: ProcessRecord, request: DumpRequest): string[] {
  const withRss = request.apiLevel >= 30
  const total = residentKib(process, request)
  const part = (share: number): number => Math.round(total * share)
  const rows: readonly (readonly [string, number, string])[] = [
    ['Native Heap', part(0.28), heap(part(0.34))],
    ['Dalvik Heap', part(0.2), heap(part(0.26))],
    ['Dalvik Other', part(0.04), ''],
    ['Stack', part(0.02), ''],
    ['Ashmem', 0, ''],
    ['.so mmap', part(0.12), ''],
    ['.dex mmap', part(0.14), ''],
    ['EGL mtrack', part(0.06), ''],
    ['GL mtrack', part(0.05), ''],
    ['Unknown', part(0.02), ''],
  ]
  const columns = (kib: number, rest: string): string =>
    [kib, Math.round(kib * 0.94), Math.round(kib * 0.02), 0, ...(withRss ? [Math.round(kib * 1.2)] : [])]
      .map((value) => String(value).padStart(9))
      .join('') + rest
  const rule = (count: number): string => `${''.padStart(17)}${'   ------'.repeat(count)}`
  const names = `${''.padStart(17)}      Pss  Private  Private  SwapPss${withRss ? '      Rss' : ''}     Heap     Heap     Heap`
  const units = `${''.padStart(17)}    Total    Dirty    Clean    Dirty${withRss ? '    Total' : ''}     Size    Alloc     Free`
  const sum = rows.reduce((so, [, kib]) => so + kib, 0)
  return [
    `** MEMINFO in pid ${process.pid} [${process.name}] **`,
    names,
    units,
    rule(withRss ? 8 : 7),
    ...rows.map(([name, kib, rest]) => `${name.padStart(17)}${columns(kib, rest)}`),
    `${'TOTAL'.padStart(17)}${columns(sum, heap(part(0.6)))}`,
    ' ',
    ' App Summary',
    `                       Pss(KB)${withRss ? '                        Rss(KB)' : ''}`,
    '                        ------',
    `           Java Heap: ${String(part(0.2)).padStart(8)}`,
    `         Native Heap: ${String(part(0.28)).padStart(8)}`,
    `                Code: ${String(part(0.26)).padStart(8)}`,
    `               Stack: ${String(part(0.02)).padStart(8)}`,
    `            Graphics: ${String(part(0.11)).padStart(8)}`,
    ` `,
    `           TOTAL PSS: ${String(sum).padStart(8)}`,
  ]
}

function heap(size: number): string {
  return [size, Math.round(size * 0.8), Math.round(size * 0.2)].map((value) => String(value).padStart(9)).join('')
}
