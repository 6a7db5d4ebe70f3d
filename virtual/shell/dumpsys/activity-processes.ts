import type { ProcessRecord } from '../../android/phone.ts'
import { durationText, type DumpRequest } from './dump-request.ts'
import { processName, shortProcess } from './names.ts'
import { title } from './activity-tasks.ts'

/** `dumpsys activity processes [PACKAGE]` */
export function processesLines(request: DumpRequest, filter: string | undefined): string[] {
  const { phone } = request
  const processes = phone.processes
    .all()
    .filter((process) => isApp(process) && (filter === undefined || process.packageName === filter))
  const lines = [title('RUNNING PROCESSES', 'processes')]
  if (processes.length === 0) return [...lines, '  (nothing)']
  lines.push('  All known processes:')
  for (const process of processes) {
    const label = process.state === 'persistent' ? '*PERS*' : '*APP*'
    lines.push(`  ${label} UID ${process.uid} ${processName(process, request)}`, ...details(process, request))
  }
  if (filter === undefined) lines.push(...lruLines(request, processes))
  lines.push('', '  PID mappings:')
  for (const process of processes) lines.push(`    PID #${process.pid}: ${processName(process, request)}`)
  lines.push(
    '',
    `  mHomeProcess: ${homeProcess(request, processes)}`,
    `  mGlobalConfiguration: ${configuration(request)}`,
  )
  return lines
}

/** Native daemons are no processes of the activity manager. */
function isApp(process: ProcessRecord): boolean {
  return process.oomAdj > -1000
}

function details(process: ProcessRecord, request: DumpRequest): string[] {
  const { phone, nowMs } = request
  const app = phone.packages.get(process.packageName)
  const path = app === undefined ? 'null' : `${app.codePath}/base.apk`
  const started = durationText(process.startedAtMs - nowMs)
  const adj = process.oomAdj
  return [
    `    user #0 uid=${process.uid} gids={3003, ${50_000 + (process.uid % 100_000)}, 20123, 9997}`,
    '    mRequiredAbi=arm64-v8a instructionSet=null',
    `    dir=${path} publicDir=${path} data=/data/user/0/${process.packageName}`,
    `    packageList={${process.packageName}}`,
    `    compat={${phone.rom.screen.densityDpi}dpi}`,
    `    thread=android.app.IApplicationThread$Stub$Proxy@${request.hash('IApplicationThread', String(process.pid))}`,
    `    pid=${process.pid}${request.apiLevel >= 31 ? '' : ' starting=false'}`,
    `    lastActivityTime=${started} lastPssTime=${started} pssStatType=0 nextPssTime=+5m0s0ms`,
    `    oom: max=1001 curRaw=${adj} setRaw=${adj} cur=${adj} set=${adj}`,
    `    curProcState=${procStateOf(process)} mRepProcState=${procStateOf(process)} setProcState=${procStateOf(process)}`,
    `    hasShownUi=${process.state === 'top'} pendingUiClean=false hasAboveClient=false`,
  ]
}

function lruLines(request: DumpRequest, processes: readonly ProcessRecord[]): string[] {
  return [
    '',
    `  Process LRU list (sorted by oom_adj, ${processes.length} total, non-act at 0, non-svc at 0):`,
    ...oomLines(request),
  ]
}

/**
 * The oom lines: `Proc # 0: fg     T/A/TOP  LCM----  t: 0 4321:com.x/u0a123 (top-activity)`. The most important process
 * comes first; the number is its place in the list of recently used ones.
 */
export function oomLines(request: DumpRequest): string[] {
  const processes = request.phone.processes.all().filter(isApp)
  const recent = processes.toSorted((a, b) => Number(b.state === 'top') - Number(a.state === 'top') || b.pid - a.pid)
  return processes
    .toSorted((a, b) => a.oomAdj - b.oomAdj)
    .map((process) => {
      const label = process.state === 'persistent' ? 'PERS' : 'Proc'
      const group = process.state === 'top' ? 'T' : process.oomAdj < 900 ? 'F' : 'b'
      const activity = hasActivity(process, request) ? 'A' : ' '
      const memory = request.apiLevel >= 30 ? `${capabilities(process, request.apiLevel)}  t: 0` : 'trm: 0'
      const place = String(recent.indexOf(process)).padStart(2)
      return `    ${label} #${place}: ${adjWord(process.oomAdj).padEnd(6)} ${group}/${activity}/${procStateWord(process).padEnd(4)} ${memory} ${shortProcess(process)} (${adjType(process)})`
    })
}

function hasActivity(process: ProcessRecord, { phone }: DumpRequest): boolean {
  return phone.activities
    .stack()
    .some(({ activities }) => activities.some(({ component }) => component.packageName === process.packageName))
}

function capabilities(process: ProcessRecord, apiLevel: number): string {
  const letters = apiLevel >= 34 ? 'LCMNFUA' : apiLevel >= 31 ? 'LCMN' : 'LCM'
  const important = process.state === 'top' || process.state === 'persistent' || process.state === 'foreground-service'
  return important ? letters : letters.replace(/[LCMFUA]/g, '-')
}

const adjWords: readonly (readonly [number, string])[] = [
  [900, 'cch'],
  [800, 'svcb'],
  [700, 'prev'],
  [600, 'home'],
  [500, 'svc'],
  [400, 'hvy'],
  [300, 'bkup'],
  [250, 'prcl'],
  [200, 'prcp'],
  [100, 'vis'],
  [0, 'fg'],
  [-700, 'psvc'],
  [-800, 'pers'],
  [-900, 'sys'],
]

function adjWord(adj: number): string {
  const [base, word] = adjWords.find(([least]) => adj >= least) ?? [-1000, 'ntv']
  if (word !== 'cch' || adj === base) return word
  return `cch+${Math.min(adj - base, 99)}`
}

/** ActivityManager.PROCESS_STATE_* of what the phone says about a process. */
function procStateOf(process: ProcessRecord): number {
  switch (process.state) {
    case 'persistent':
      return 0
    case 'top':
      return 2
    case 'instrumentation':
    case 'foreground-service':
      return 4
    case 'service':
      return 10
    case 'home':
      return 14
    case 'previous':
      return 15
    default:
      return process.oomAdj > 900 ? 19 : 16
  }
}

const procStateWords: Readonly<Record<number, string>> = {
  0: 'PER',
  2: 'TOP',
  4: 'FGS',
  10: 'SVC',
  14: 'HOME',
  15: 'LAST',
  16: 'CAC',
  19: 'CEM',
}

function procStateWord(process: ProcessRecord): string {
  return procStateWords[procStateOf(process)] ?? 'NONE'
}

function adjType(process: ProcessRecord): string {
  switch (process.state) {
    case 'persistent':
      return 'fixed'
    case 'top':
      return 'top-activity'
    case 'instrumentation':
      return 'instrumentation'
    case 'foreground-service':
      return 'fg-service'
    case 'service':
      return 'started-services'
    case 'home':
      return 'home'
    case 'previous':
      return 'previous'
    default:
      return process.oomAdj > 900 ? 'cch-empty' : 'cch-act'
  }
}

function homeProcess(request: DumpRequest, processes: readonly ProcessRecord[]): string {
  const home = processes.find(({ packageName }) => packageName === request.phone.rom.launcherPackage)
  return home === undefined ? 'null' : processName(home, request)
}

function configuration({ phone }: DumpRequest): string {
  const { screen, locale } = phone.rom
  const scale = screen.densityDpi / 160
  const width = Math.round(screen.width / scale)
  const height = Math.round(screen.height / scale)
  return `{1.0 ?mcc?mnc [${locale.replace('-', '_')}] ldltr sw${Math.min(width, height)}dp w${width}dp h${height}dp ${screen.densityDpi}dpi nrml long port finger -keyb/v/h -nav/h s.5}`
}
