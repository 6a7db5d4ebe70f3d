import type { Apk } from '../apk/apk.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { AppNetwork, AppProcess, AppRuntime } from './app-process.ts'
import type { Files } from './files.ts'
import type { GuestPorts } from './guest-ports.ts'
import type { PendingIntent } from './intent.ts'
import { cancelReason } from './notification.ts'
import type { Clipboard, NativeProgram, Phone, Screen } from './phone.ts'
import type { Rom } from './rom.ts'
import { ActivityStack } from './activity-stack.ts'
import { AppOpTable } from './app-op-table.ts'
import { AppSockets } from './app-sockets.ts'
import { atOnce, BootSequence, type BootTimes } from './boot-sequence.ts'
import { createAppSystem } from './app-system.ts'
import { Doze } from './doze.ts'
import { InstallDialogs } from './install-dialogs.ts'
import { InputMethodList } from './input-method-list.ts'
import { intentFlag } from './intent-text.ts'
import { LogBuffers } from './log-buffers.ts'
import { NotificationBoard } from './notification-board.ts'
import { PackageTable } from './package-table.ts'
import { PowerState } from './power-state.ts'
import { ProcessTable } from './process-table.ts'
import { PropertyTable } from './property-table.ts'
import { RadioNetwork } from './radio-network.ts'
import { ServiceList } from './service-list.ts'
import { SettingsTables } from './settings-tables.ts'
import { StatusBarPanel } from './status-bar-panel.ts'
import { builtInKeyboard, systemImage } from './system-image.ts'

export interface PhoneOptions {
  readonly serial: string
  readonly rom: Rom
  readonly clock: Clock
  readonly random: Random
  readonly runtime: AppRuntime
  readonly screen: (phone: Phone) => Screen
  readonly network: AppNetwork
  readonly pushSdkFor?: (phone: Phone) => Phone['pushSdkFor']
  readonly files: Files
  readonly ports: GuestPorts
  /** Throws an error with `installCode` for bytes that Android would not take. */
  readonly readApk: (bytes: Buffer) => Apk
  /** At once unless given. */
  readonly bootTimes?: BootTimes
}

/** Where the JavaScript of an app is, and which manifest entry names its root component. */
const bundlePath = 'assets/index.android.bundle'
const mainComponentMetaData = 'io.pushfarm.MAIN_COMPONENT'

/** A phone that is switched on, unlocked, and shows its home screen. */
export function createPhone(options: PhoneOptions): Phone {
  return new VirtualPhone(options)
}

class VirtualPhone implements Phone {
  readonly serial: string
  readonly rom: Rom
  readonly clock: Clock
  readonly random: Random
  readonly properties: PropertyTable
  readonly log: LogBuffers
  readonly files: Files
  readonly ports: GuestPorts
  readonly packages: PackageTable
  readonly processes: ProcessTable
  readonly activities: ActivityStack
  readonly installDialogs: InstallDialogs
  readonly notifications: NotificationBoard
  readonly power: PowerState
  readonly settings: SettingsTables
  readonly appops = new AppOpTable()
  readonly deviceIdle: Doze
  readonly inputMethods: InputMethodList
  readonly statusBar: StatusBarPanel
  readonly clipboard: Clipboard = { text: '' }
  readonly services: ServiceList
  readonly programs = new Map<string, NativeProgram>()
  readonly runtime: AppRuntime
  readonly screen: Screen
  readonly pushSdkFor: Phone['pushSdkFor']
  readonly network: RadioNetwork
  readonly boot: BootSequence
  readonly #appNetwork: AppNetwork
  readonly #sockets = new Map<number, AppSockets>()
  #bootedAt = 0
  #boots = 0
  #off = false

  constructor(options: PhoneOptions) {
    const { rom, clock, random, files } = options
    this.serial = options.serial
    this.rom = rom
    this.clock = clock
    this.random = random
    this.files = files
    this.ports = options.ports
    this.runtime = options.runtime
    this.boot = new BootSequence(clock, options.bootTimes ?? atOnce)
    this.#appNetwork = options.network
    this.properties = new PropertyTable(rom, options.serial)
    this.log = new LogBuffers(clock, (pid) => this.processes.byPid(pid)?.uid)
    this.settings = new SettingsTables(rom, random.fork('settings'))
    this.network = new RadioNetwork(this.settings)
    this.packages = new PackageTable({
      rom,
      clock,
      random: random.fork('packages'),
      files,
      readApk: options.readApk,
      debuggableBuild: this.properties.get('ro.debuggable') === '1',
      stopPackage: (packageName, reason) => this.processes.stopAll(packageName, reason),
    })
    const { log, packages } = this
    this.processes = new ProcessTable({
      rom,
      clock,
      random: random.fork('pids'),
      log,
      packages,
      runApp: (packageName, pid) => this.#runApp(packageName, pid),
      factsOf: (process) => {
        const services = this.services.all().filter(({ component }) => component.packageName === process.packageName)
        return {
          hasTopActivity: this.activities.isTop(process),
          isHome: process.packageName === rom.launcherPackage,
          hasActivities: this.activities.hasActivities(process),
          isPrevious: this.activities.isPrevious(process),
          foregroundService: services.some(({ foreground }) => foreground),
          startedService: services.length > 0,
          receiving: false,
        }
      },
      onStopped: (packageName) => this.#packageStopped(packageName),
      onRestarted: (packageName) => this.notifications.cancelAll(packageName, cancelReason.packageChanged),
    })
    const { processes } = this
    this.services = new ServiceList({ clock, log, processes })
    const systemPid = () => processes.systemPid
    this.power = new PowerState(log, systemPid, rom.apiLevel)
    this.notifications = new NotificationBoard({
      rom,
      clock,
      log,
      packages,
      settings: this.settings,
      appops: this.appops,
      systemPid,
      send: (intent) => this.#send(intent),
      closeShade: () => this.statusBar.collapse(),
      firstChannel: (packageName) => this.activities.askForNotifications(packageName),
    })
    this.statusBar = new StatusBarPanel(
      log,
      () => processes.systemUiPid,
      () => this.notifications.list().length,
    )
    this.activities = new ActivityStack({
      rom,
      clock,
      random: random.fork('activities'),
      log,
      packages,
      processes,
      programs: this.programs,
      sleeping: () => !this.power.screenOn || this.power.locked,
      shadeOpen: () => this.statusBar.expanded !== 'no',
      hasForegroundService: (packageName) =>
        this.services.all().some(({ component, foreground }) => foreground && component.packageName === packageName),
      closeShade: () => this.statusBar.collapse(),
    })
    this.installDialogs = new InstallDialogs({
      asking: rom.installAsking,
      clock,
      activities: this.activities,
      isInstalled: (packageName) => packages.get(packageName) !== undefined,
      readBase: (apks) => packages.readBase(apks),
      locked: () => this.power.locked,
    })
    this.deviceIdle = new Doze(['com.android.shell', rom.pushService.packageName])
    this.inputMethods = new InputMethodList(this.settings, [builtInKeyboard])
    this.#connect()
    this.#startKernel()
    this.#startSystem()
    this.boot.finish()
    this.pushSdkFor = options.pushSdkFor?.(this)
    this.screen = options.screen(this)
  }

  uptimeMs(): number {
    return this.clock.monotonic() - this.#bootedAt
  }

  async reboot(): Promise<void> {
    this.#switchOff()
    this.log.clear(['main', 'system', 'crash', 'events', 'radio'])
    await this.boot.run({
      starting: () => this.#startKernel(),
      booted: () => {
        this.#off = false
        this.#startSystem()
        this.power.boot()
      },
    })
  }

  async shutdown(): Promise<void> {
    this.#switchOff()
    this.log.clear(['main', 'system', 'crash', 'events', 'radio'])
    for (const { packageName, system } of this.packages.all()) if (!system) this.packages.drop(packageName)
  }

  #switchOff(): void {
    this.#off = true
    this.properties.restart()
    for (const sockets of this.#sockets.values()) sockets.kill()
    this.#sockets.clear()
    this.activities.forget()
    this.installDialogs.forget()
    this.processes.endAll()
    this.services.clear()
    this.notifications.forget()
    this.statusBar.reset()
    this.deviceIdle.force('none')
    this.inputMethods.setShown(false)
    this.clipboard.text = ''
    for (const program of this.programs.values()) program.onStopped?.()
    this.boot.switchOff()
  }

  /** What counts from the start of the kernel. */
  #startKernel(): void {
    this.#bootedAt = this.clock.monotonic()
    const bootId = bootIdOf(this.random.fork(`boot ${String(++this.#boots)}`))
    this.files.provide('/proc/sys/kernel/random/boot_id', () => Buffer.from(`${bootId}\n`))
    this.files.provide('/proc/uptime', () => {
      const seconds = (this.uptimeMs() / 1000).toFixed(2)
      return Buffer.from(`${seconds} ${seconds}\n`)
    })
  }

  #startSystem(): void {
    const persistent = systemImage(this.rom).flatMap(({ apk, uid, persistentProcesses }) =>
      persistentProcesses.map((name) => ({ name, packageName: apk.packageName, uid })),
    )
    this.processes.boot(persistent)
    const sinceKernelStart = (): bigint => BigInt(Math.round(this.uptimeMs()))
    this.log.event('boot_progress_ams_ready', this.processes.systemPid, [sinceKernelStart()])
    this.activities.boot()
    this.log.event('boot_progress_enable_screen', this.processes.systemPid, [sinceKernelStart()])
    this.properties.setBooted(true)
  }

  /** What one part of the system does when another changes. */
  #connect(): void {
    for (const source of [this.power, this.statusBar]) source.on(() => this.#refresh())
    this.power.on((event) => {
      if (event === 'screen-off') this.statusBar.collapse()
    })
    this.processes.on(({ kind, process }) => {
      if (kind !== 'died') return
      this.#sockets.get(process.pid)?.kill()
      this.#sockets.delete(process.pid)
      this.programs.get(process.packageName)?.onStopped?.()
      const live = this.packages.get(process.packageName)
      // ActivityManager starts persistent processes again.
      if (process.oomAdj === persistentAdj && live !== undefined && !this.#off)
        this.processes.startNamed({
          name: process.name,
          packageName: process.packageName,
          uid: process.uid,
          state: 'persistent',
        })
    })
    this.packages.on(({ kind, packageName }) => {
      if (kind === 'removed' || kind === 'cleared') this.activities.packageStopped(packageName, true)
      if (kind === 'removed') {
        this.inputMethods.uninstall(packageName)
        this.deviceIdle.remove(packageName)
        this.appops.reset(packageName)
      } else if (kind !== 'cleared') this.#inputMethodsOf(packageName)
      this.log.write({
        buffer: 'system',
        pid: this.processes.systemPid,
        priority: 'I',
        tag: 'PackageManager',
        message: `Package ${packageName} ${kind}`,
      })
    })
    this.packages.onPermission(({ packageName, before, after }) => {
      if (before?.granted !== true || after.granted || !after.runtime) return
      for (const { pid } of this.processes.ofPackage(packageName)) this.processes.kill(pid, 'permissions revoked')
    })
    this.settings.on(({ namespace, key, value }) => {
      if (namespace !== 'secure' || key !== 'ui_night_mode') return
      for (const { app } of this.processes.all()) app?.setAppearance(value === '2' ? 'dark' : 'light')
    })
  }

  #refresh(): void {
    if (!this.#off) this.activities.refresh(this.power.screenOn ? 'top-state' : 'sleep')
  }

  #inputMethodsOf(packageName: string): void {
    const services = this.packages.get(packageName)?.services ?? []
    const keyboards = services.filter(({ intentFilters }) =>
      intentFilters.some(({ actions }) => actions.includes('android.view.InputMethod')),
    )
    this.inputMethods.install(
      keyboards.map(
        ({ className }) =>
          `${packageName}/${className.startsWith(`${packageName}.`) ? className.slice(packageName.length) : className}`,
      ),
    )
  }

  #packageStopped(packageName: string): void {
    if (this.processes.ofPackage(packageName).length === 0) this.programs.get(packageName)?.onStopped?.()
    this.services.stopAll(packageName)
    this.activities.packageStopped(packageName, false)
  }

  #runApp(packageName: string, pid: number): AppProcess | undefined {
    const pkg = this.packages.get(packageName)
    const bundle = pkg?.asset(bundlePath)
    if (pkg === undefined || bundle === undefined) return undefined
    const sockets = new AppSockets(this.#appNetwork, this.network)
    this.#sockets.set(pid, sockets)
    const image = {
      packageName,
      pid,
      uid: pkg.uid,
      bundle,
      mainComponent: pkg.metaData[mainComponentMetaData] ?? '',
      asset: (path: string) => pkg.asset(path),
      rom: this.rom,
      phoneSerial: this.serial,
    }
    return this.runtime.start(image, createAppSystem(this, pkg, pid, sockets))
  }

  /** PendingIntentRecord.send: in the creator's name and with its rights; an activity starts in a task of its own. */
  async #send(pending: PendingIntent): Promise<void> {
    const { creatorPackage, intent, kind } = pending
    const callingUid = this.packages.get(creatorPackage)?.uid ?? 1000
    if (kind === 'activity') {
      const flags = intent.flags | intentFlag.activityNewTask
      const result = await this.activities.start({ ...intent, flags }, { callingPackage: creatorPackage, callingUid })
      if (result.kind !== 'started')
        this.log.write({
          buffer: 'system',
          pid: this.processes.systemPid,
          priority: 'W',
          tag: 'ActivityTaskManager',
          message: `Unable to send startActivity intent: ${result.kind === 'denied' ? result.message : 'not found'}`,
        })
      return
    }
    if (pending.run !== undefined) {
      await pending.run()
      return
    }
    const target = intent.component?.packageName ?? intent.packageName ?? creatorPackage
    if (this.packages.get(target) === undefined) return
    const component = intent.component === undefined ? target : `${target}/${intent.component.className}`
    this.processes.start(target, { type: kind, component }).app?.deliver(intent)
  }
}

/** A UUID of version 4, as Linux makes one at every boot. */
function bootIdOf(random: Random): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.integer(8, 11).toString(16)}${hex(3)}-${hex(12)}`
}

/** ProcessList.PERSISTENT_PROC_ADJ */
const persistentAdj = -800
