import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { AppProcess } from './app-process.ts'
import type { Log, Processes, ProcessRecord } from './phone.ts'
import type { Rom } from './rom.ts'
import type { PackageTable } from './package-table.ts'
import { EventSource } from './event-source.ts'
import { amKillValues, amProcBoundValues, amProcDiedValues, amProcStartValues } from './event-tags.ts'
import { type Importance, importanceOf, type ProcessFacts, safeToKillAdj } from './process-importance.ts'

export type ProcessEvent = {
  readonly kind: 'started' | 'died'
  readonly process: ProcessRecord
  readonly reason: string
}
export interface ProcessParts {
  /** ACTION_PACKAGE_RESTARTED, which force-stop sends: the notification service takes the package's notifications. */
  readonly onRestarted: (packageName: string) => void
  readonly rom: Rom
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly packages: PackageTable
  /** Gives the app's code a process; undefined when the package has none that runs here. */
  readonly runApp: (packageName: string, pid: number) => AppProcess | undefined
  /** What activities and services say of a process. */
  readonly factsOf: (process: ProcessRecord) => Omit<ProcessFacts, 'fixed'>
  /** The package was stopped as a whole: its activities and services go. */
  readonly onStopped: (packageName: string) => void
}

type Fixed = ProcessFacts['fixed']
/** Highest pid of a phone (kernel.pid_max of a 32-bit userspace); numbers wrap around to the first free one. */
const highestPid = 32767

class LiveProcess implements ProcessRecord {
  readonly pid: number
  readonly name: string
  readonly packageName: string
  /** Other packages whose code runs in it too (instrumentation). */
  readonly alsoPackages: readonly string[]
  readonly uid: number
  readonly startedAtMs: number
  readonly fixed: Fixed
  app: AppProcess | undefined
  readonly #importance: (process: LiveProcess) => Importance

  constructor(
    given: Pick<ProcessRecord, 'pid' | 'name' | 'packageName' | 'uid' | 'startedAtMs'> & {
      readonly fixed: Fixed
      readonly alsoPackages?: readonly string[]
    },
    importance: (process: LiveProcess) => Importance,
  ) {
    this.pid = given.pid
    this.name = given.name
    this.packageName = given.packageName
    this.alsoPackages = given.alsoPackages ?? []
    this.uid = given.uid
    this.startedAtMs = given.startedAtMs
    this.fixed = given.fixed
    this.#importance = importance
  }

  get state(): string {
    return this.#importance(this).state
  }
  get oomAdj(): number {
    return this.#importance(this).oomAdj
  }
  get procState(): number {
    return this.#importance(this).procState
  }
}

/** ActivityManagerService's processes, the native ones of init beside them. */
export class ProcessTable extends EventSource<ProcessEvent> implements Processes {
  readonly #parts: ProcessParts
  readonly #byPid = new Map<number, LiveProcess>()
  #lastPid = 300
  #systemPid = 0
  #systemUiPid = 0

  constructor(parts: ProcessParts) {
    super()
    this.#parts = parts
  }

  /** Where ActivityManager and the other services run. */
  get systemPid(): number {
    return this.#systemPid
  }
  get systemUiPid(): number {
    return this.#systemUiPid
  }

  /** Starts what runs on every phone: init's children, the system server, the persistent apps. */
  boot(persistent: readonly { readonly name: string; readonly packageName: string; readonly uid: number }[]): void {
    this.#lastPid = this.#parts.random.integer(280, 420)
    this.#add({ pid: 1, name: 'init', packageName: '', uid: 0 }, 'native')
    for (const [name, uid] of nativeProcesses) this.#add({ pid: this.#nextPid(), name, packageName: '', uid }, 'native')
    this.#systemPid = this.#nextPid(400)
    this.#add({ pid: this.#systemPid, name: 'system_server', packageName: 'android', uid: 1000 }, 'system')
    for (const process of persistent) {
      const pid = this.#nextPid(60)
      this.#logStart({ ...process, pid }, { type: 'added application', component: process.name })
      this.#add({ ...process, pid }, 'persistent')
      if (process.packageName === 'com.android.systemui') this.#systemUiPid = pid
    }
  }

  /** Everything ends at once, as when the phone is switched off: nobody is told, apps get no callback. */
  endAll(): void {
    const all = [...this.#byPid.values()]
    this.#byPid.clear()
    for (const { app } of all) app?.kill()
  }

  all(): readonly LiveProcess[] {
    return [...this.#byPid.values()]
  }

  byPid(pid: number): LiveProcess | undefined {
    return this.#byPid.get(pid)
  }

  ofPackage(packageName: string): readonly LiveProcess[] {
    return this.all().filter((each) => each.packageName === packageName || each.alsoPackages.includes(packageName))
  }

  start(packageName: string, hosting: { readonly type: string; readonly component: string }): LiveProcess {
    const running = this.all().find((each) => each.packageName === packageName && each.name === packageName)
    if (running !== undefined) return running
    const pkg = this.#parts.packages.get(packageName)
    if (pkg === undefined) throw new RangeError(`${packageName} is not installed`)
    const identity = { pid: this.#nextPid(), name: packageName, packageName, uid: pkg.uid }
    this.#logStart(identity, hosting)
    const process = this.#add(identity, undefined)
    this.#parts.packages.setStopped(packageName, false)
    process.app = this.#parts.runApp(packageName, process.pid)
    this.tell({ kind: 'started', process, reason: hosting.type })
    return process
  }

  startNamed(given: {
    readonly name: string
    readonly packageName: string
    readonly uid: number
    readonly state: string
    /** Packages whose force-stop ends this process too. */
    readonly alsoPackages?: readonly string[]
  }): LiveProcess {
    const { name, packageName, uid } = given
    const fixed = fixedStates[given.state]
    const identity = { pid: this.#nextPid(), name, packageName, uid, alsoPackages: given.alsoPackages ?? [] }
    if (fixed !== 'native') this.#logStart(identity, { type: 'added application', component: name })
    const process = this.#add(identity, fixed)
    this.tell({ kind: 'started', process, reason: given.state })
    return process
  }

  kill(pid: number, reason: string): void {
    const process = this.#byPid.get(pid)
    if (process === undefined) return
    const { log, rom } = this.#parts
    const { oomAdj, name } = process
    log.write({
      buffer: 'system',
      pid: this.#systemPid,
      priority: 'I',
      tag: 'ActivityManager',
      message: `Killing ${pid}:${name}/${userName(process.uid)} (adj ${oomAdj}): ${reason}`,
    })
    const rssKib = 90_000 + (pid % 64) * 1024
    log.event(
      'am_kill',
      this.#systemPid,
      amKillValues(rom.apiLevel, { pid, processName: name, oomAdj, reason, rssKib }),
    )
    this.#end(process, reason)
  }

  /** The process ended by itself or by a signal: no am_kill line. */
  died(pid: number, reason: string): void {
    const process = this.#byPid.get(pid)
    if (process !== undefined) this.#end(process, reason)
  }

  killBackground(packageName: string): number {
    const safe = this.ofPackage(packageName).filter(({ oomAdj }) => oomAdj >= safeToKillAdj)
    for (const { pid } of safe) this.kill(pid, 'kill background')
    return safe.length
  }

  forceStop(packageName: string, reason: string): void {
    const pkg = this.#parts.packages.get(packageName)
    if (pkg === undefined) return
    this.stopAll(packageName, reason)
    this.#parts.packages.setStopped(packageName, true)
    this.#parts.onRestarted(packageName)
  }

  /** Ends the package's processes, activities and services; the stopped flag stays as it is, and nobody else hears of it. */
  stopAll(packageName: string, reason: string): void {
    const pkg = this.#parts.packages.get(packageName)
    if (pkg === undefined) return
    this.#parts.log.write({
      buffer: 'system',
      pid: this.#systemPid,
      priority: 'I',
      tag: 'ActivityManager',
      message: `Force stopping ${packageName} appid=${pkg.uid % 100_000} user=0: ${reason}`,
    })
    const victims = this.ofPackage(packageName).filter(({ fixed }) => fixed !== 'system' && fixed !== 'native')
    for (const { pid } of victims) this.kill(pid, `stop ${packageName} due to ${reason}`)
    this.#parts.onStopped(packageName)
  }

  #end(process: LiveProcess, reason: string): void {
    const { pid, name, oomAdj, procState } = process
    this.#byPid.delete(pid)
    process.app?.kill()
    this.#parts.log.event(
      'am_proc_died',
      this.#systemPid,
      amProcDiedValues({ pid, processName: name, oomAdj, procState }),
    )
    this.tell({ kind: 'died', process, reason })
  }

  #add(
    given: Pick<ProcessRecord, 'pid' | 'name' | 'packageName' | 'uid'> & { readonly alsoPackages?: readonly string[] },
    fixed: Fixed,
  ): LiveProcess {
    const process = new LiveProcess({ ...given, startedAtMs: this.#parts.clock.now(), fixed }, (each) =>
      importanceOf({ fixed: each.fixed, ...this.#parts.factsOf(each) }),
    )
    this.#byPid.set(process.pid, process)
    return process
  }

  #logStart(
    process: { readonly pid: number; readonly uid: number; readonly name: string },
    hosting: { readonly type: string; readonly component: string },
  ): void {
    const { log, rom } = this.#parts
    const { pid, uid, name: processName } = process
    log.event('am_proc_start', this.#systemPid, amProcStartValues(rom.apiLevel, { pid, uid, processName, ...hosting }))
    log.write({
      buffer: 'system',
      pid: this.#systemPid,
      priority: 'I',
      tag: 'ActivityManager',
      message: `Start proc ${pid}:${processName}/${userName(uid)} for ${hosting.type} ${hosting.component}`,
    })
    log.event('am_proc_bound', this.#systemPid, amProcBoundValues({ pid, processName }))
  }

  /** The kernel gives rising numbers; threads take the ones between. */
  #nextPid(gap = 24): number {
    let pid = this.#lastPid + this.#parts.random.integer(1, gap)
    if (pid > highestPid) pid = 1200
    while (this.#byPid.has(pid)) pid++
    this.#lastPid = pid
    return pid
  }
}

const fixedStates: Readonly<Record<string, Fixed>> = {
  instrumentation: 'instrumentation',
  persistent: 'persistent',
  native: 'native',
}

/** Children of init with their uids, in the order in which they start. */
const nativeProcesses: readonly (readonly [string, number])[] = [
  ['ueventd', 0],
  ['logd', 1036],
  ['servicemanager', 1000],
  ['hwservicemanager', 1000],
  ['vold', 0],
  ['zygote64', 0],
  ['zygote', 0],
  ['surfaceflinger', 1000],
  ['audioserver', 1041],
  ['lmkd', 1069],
  ['netd', 0],
  ['installd', 0],
  ['keystore2', 1017],
  ['adbd', 2000],
]

/** UserHandle.formatUid: `u0a123`, or the number below the first application uid. */
function userName(uid: number): string {
  return uid >= 10_000 ? `u0a${uid - 10_000}` : String(uid)
}
