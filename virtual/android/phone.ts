import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Files } from './files.ts'
import type { GuestPorts } from './guest-ports.ts'
import type { AppProcess, AppRuntime, NodeAction, PushSdk } from './app-process.ts'
import type { InstallDialogs } from './install-dialogs.ts'
import type { ComponentName, Intent } from './intent.ts'
import type { CancelReason, NotificationChannel, NotificationContent, NotificationRecord } from './notification.ts'
import type { Rom } from './rom.ts'
import type { UiNode } from '../ui/node.ts'

/**
 * One virtual phone: the OS as state machines. Everything else (adb daemon, shell, windows, UiAutomator2 server, push
 * services) reads and changes the phone through this.
 */
export interface Phone {
  readonly serial: string
  readonly rom: Rom
  readonly clock: Clock
  readonly random: Random
  readonly properties: Properties
  readonly log: Log
  readonly files: Files
  readonly ports: GuestPorts
  readonly packages: Packages
  readonly processes: Processes
  readonly activities: Activities
  /** What the ROM asks before adb may install. */
  readonly installDialogs: InstallDialogs
  readonly notifications: Notifications
  readonly power: Power
  readonly settings: Settings
  readonly appops: AppOps
  readonly deviceIdle: DeviceIdle
  readonly inputMethods: InputMethods
  readonly statusBar: StatusBar
  readonly clipboard: Clipboard
  readonly services: Services
  /** By package: what the farm does in place of code that only a real phone could run (Appium's helper APKs). */
  readonly programs: Map<string, NativeProgram>
  /** What the assembly plugs in. */
  readonly runtime: AppRuntime
  readonly screen: Screen
  /** The push SDK's native half for a running app; undefined without a push platform. */
  readonly pushSdkFor: ((packageName: string, pid: number) => PushSdk) | undefined
  /** ms since boot (SystemClock.elapsedRealtime). */
  uptimeMs(): number
  /** How far the phone is on its way from off to the home screen. */
  readonly boot: Boot
  /** Cuts or restores all of the phone's network (aeroplane mode, wifi off). */
  readonly network: Network
  /** Reboot: processes end, RAM state is lost; resolves when booted again. */
  reboot(): Promise<void>
  /** Switches the phone off for good and frees everything it holds. */
  shutdown(): Promise<void>
}

export interface Listeners<Event> {
  /** Returns the function that stops listening. */
  on(listener: (event: Event) => void): () => void
}

/**
 * `off`: nothing runs. `starting`: init has started adbd, the system services are not there yet. `booted`: the home screen
 * or the lock screen is shown (sys.boot_completed=1).
 */
export type BootStage = 'off' | 'starting' | 'booted'
export interface Boot extends Listeners<BootStage> {
  readonly stage: BootStage
}

export interface Properties {
  get(name: string): string
  set(name: string, value: string): void
  all(): ReadonlyMap<string, string>
}

// ---------------------------------------------------------------- log
export type LogBuffer = 'main' | 'system' | 'crash' | 'events' | 'radio'
export interface LogEntry {
  readonly buffer: LogBuffer
  readonly timeMs: number
  readonly uid: number
  readonly pid: number
  readonly tid: number
  /** V D I W E F */
  readonly priority: string
  readonly tag: string
  /** For events: the text form, e.g. `[0,1234,com.x]`. */
  readonly message: string
  /** For events: tag number and values, for the binary form. */
  readonly event?: { readonly tagNumber: number; readonly values: readonly (string | number | bigint)[] }
}
export interface Log extends Listeners<LogEntry> {
  write(entry: Omit<LogEntry, 'timeMs' | 'uid' | 'tid'> & { readonly uid?: number; readonly tid?: number }): void
  /** An event-log line; the tag's number and layout come from the table of virtual/android/event-tags.ts. */
  event(tag: string, pid: number, values: readonly (string | number | bigint)[]): void
  entries(buffers: readonly LogBuffer[]): readonly LogEntry[]
  clear(buffers: readonly LogBuffer[]): void
  /** Nothing is written to it any more: some ROMs switch the event log off (crdroidandroid/android_frameworks_base 989). */
  setMuted(buffer: LogBuffer, muted: boolean): void
}

// ---------------------------------------------------------------- packages
export interface InstalledPackage {
  readonly packageName: string
  readonly uid: number
  readonly versionCode: number
  readonly versionName: string
  readonly minSdk: number
  readonly targetSdk: number
  readonly label: string
  readonly system: boolean
  readonly codePath: string
  /** Hex SHA-256 of the signing certificate. */
  readonly signerSha256: string
  readonly firstInstallMs: number
  readonly lastUpdateMs: number
  readonly installerPackage: string | null
  readonly requestedPermissions: readonly string[]
  readonly permissions: ReadonlyMap<string, PermissionState>
  readonly activities: readonly ManifestComponent[]
  readonly services: readonly ManifestComponent[]
  readonly receivers: readonly ManifestComponent[]
  readonly instrumentation: readonly { readonly className: string; readonly targetPackage: string }[]
  readonly metaData: Readonly<Record<string, string>>
  /** Set by force-stop and at installation, cleared at the first start (`stopped=` of dumpsys package). */
  readonly stopped: boolean
  readonly notLaunched: boolean
  readonly enabled: number
  readonly debuggable: boolean
  /** Names of the installed splits, without the base. */
  readonly splits?: readonly string[]
  /** Permissions that the package declares itself. */
  readonly declaredPermissions?: readonly string[]
  /** Who changed `enabled` last. */
  readonly lastDisabledCaller?: string | undefined
  /** Components whose state was changed by hand: PackageManager.COMPONENT_ENABLED_STATE_*. */
  readonly componentStates?: ReadonlyMap<string, number>
  /** A file of the APK, e.g. `assets/index.android.bundle`. */
  asset(path: string): Buffer | undefined
  /** Private key-value storage of the app. */
  readonly storage: Map<string, string>
}
export interface PermissionState {
  readonly granted: boolean
  readonly runtime: boolean
  /** Times the user refused. */
  readonly denials: number
  readonly userFixed: boolean
}
export interface ManifestComponent {
  readonly className: string
  readonly exported: boolean
  readonly enabled: boolean
  readonly launchMode: 'standard' | 'singleTop' | 'singleTask' | 'singleInstance'
  readonly intentFilters: readonly IntentFilter[]
  readonly permission?: string
  /** Of an activity-alias: the activity it stands for, fully qualified. */
  readonly targetActivity?: string
}
export interface IntentFilter {
  readonly actions: readonly string[]
  readonly categories: readonly string[]
  readonly data: readonly {
    scheme?: string
    host?: string
    port?: string
    path?: string
    pathPrefix?: string
    mimeType?: string
  }[]
}
export interface InstallOptions {
  readonly replace: boolean
  readonly grantRuntimePermissions: boolean
  readonly allowTestPackages: boolean
  readonly allowDowngrade: boolean
  readonly installerPackage?: string
}
export type InstallResult =
  | { readonly ok: true; readonly packageName: string }
  /** code: Android's own, e.g. `INSTALL_FAILED_VERSION_DOWNGRADE`. */
  | { readonly ok: false; readonly code: string; readonly message: string }
export interface Packages extends Listeners<{
  readonly kind: 'installed' | 'updated' | 'removed' | 'cleared' | 'disabled'
  readonly packageName: string
}> {
  /** One APK, or base and splits. */
  install(apks: readonly Buffer[], options: InstallOptions): Promise<InstallResult>
  uninstall(packageName: string, options?: { readonly keepData?: boolean }): Promise<boolean>
  get(packageName: string): InstalledPackage | undefined
  all(): readonly InstalledPackage[]
  clearData(packageName: string): Promise<boolean>
  setStopped(packageName: string, stopped: boolean): void
  grant(packageName: string, permission: string): void
  revoke(packageName: string, permission: string): void
  /** PackageManager.COMPONENT_ENABLED_STATE_* of a package, or of one of its components. */
  setEnabled(packageName: string, enabled: number, caller: string, className?: string): void
  /** Whether an installed package declares this permission itself. */
  declares(permission: string): boolean
  /** Paths of the installed APK files, the base first. */
  apkPaths(packageName: string): readonly string[]
  /** Activities that match, best first. */
  resolveActivities(intent: Intent): readonly { readonly pkg: InstalledPackage; readonly activity: ManifestComponent }[]
  /** The same with IntentFilter.match's number (0 for a component); `defaultOnly` as for startActivity. */
  matchActivities(
    intent: Intent,
    options?: { readonly defaultOnly?: boolean },
  ): readonly {
    readonly pkg: InstalledPackage
    readonly activity: ManifestComponent
    readonly match: number
    readonly isDefault: boolean
  }[]
  launchActivity(packageName: string): ComponentName | undefined
  /** The APK file's bytes at its codePath (for adb pull), undefined for system packages. */
  apkBytes(packageName: string): Buffer | undefined
}

// ---------------------------------------------------------------- processes
export interface ProcessRecord {
  readonly pid: number
  readonly name: string
  readonly packageName: string
  readonly uid: number
  readonly startedAtMs: number
  /** `top`, `foreground-service`, `service`, `home`, `previous`, `cached`, `persistent`, `instrumentation` */
  readonly state: string
  readonly oomAdj: number
  /** ActivityManager.PROCESS_STATE_* */
  readonly procState: number
  /** The running app; undefined for processes that are only names. */
  readonly app: AppProcess | undefined
}
export interface Processes extends Listeners<{
  readonly kind: 'started' | 'died'
  readonly process: ProcessRecord
  readonly reason: string
}> {
  all(): readonly ProcessRecord[]
  byPid(pid: number): ProcessRecord | undefined
  ofPackage(packageName: string): readonly ProcessRecord[]
  /** Starts the package's process if it does not run. `hosting` as in am_proc_start: activity, service, broadcast ... */
  start(packageName: string, hosting: { readonly type: string; readonly component: string }): ProcessRecord
  /** A process that is only a name (system services, instrumentation). */
  startNamed(process: {
    readonly name: string
    readonly packageName: string
    readonly uid: number
    readonly state: string
    /** Packages whose force-stop ends it too (the instrumentation's own). */
    readonly alsoPackages?: readonly string[]
  }): ProcessRecord
  /** ActivityManager ends it (am_kill). */
  kill(pid: number, reason: string): void
  /** It ended by itself or by a signal: no am_kill line. */
  died(pid: number, reason: string): void
  /** The system server's pid. */
  readonly systemPid: number
  /** `am kill`: only what is safe to kill (cached). Returns how many died. */
  killBackground(packageName: string): number
  /** `am force-stop`: processes, tasks' activities, notifications stay as Android does; sets stopped. */
  forceStop(packageName: string, reason: string): void
}

// ---------------------------------------------------------------- activities
export interface ActivityRecord {
  readonly token: string
  readonly component: ComponentName
  readonly taskId: number
  readonly state: 'resumed' | 'paused' | 'stopped' | 'finished'
  readonly intent: Intent
  readonly startedAtMs: number
  /** Who started it; the launcher's package for home, the shell's for `am start`. */
  readonly launchedFrom?: { readonly packageName: string; readonly uid: number }
}
export interface Task {
  readonly id: number
  readonly packageName: string
  readonly label: string
  readonly activities: readonly ActivityRecord[]
  readonly lastActiveMs: number
}
export type StartResult =
  | {
      readonly kind: 'started'
      readonly launch: 'COLD' | 'WARM' | 'HOT'
      readonly activity: ActivityRecord
      /** From the call to the first frame with `wait`, else to the return. */
      readonly totalTimeMs: number
      /** A new activity, onNewIntent of the one in front, or an existing task (or activity) came to the front. */
      readonly how?: 'created' | 'delivered-to-top' | 'brought-to-front'
      /** With `wait`: no first frame within the launch timeout. */
      readonly timedOut?: boolean
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'denied'; readonly message: string }
export interface Activities extends Listeners<{
  readonly kind: 'resumed' | 'paused' | 'stopped' | 'finished'
  readonly activity: ActivityRecord
}> {
  /**
   * `callingUid` 2000 is the shell: like other apps it may start exported activities only
   * (ActivityManager.checkComponentPermission). `wait`: resolves with the first frame.
   */
  start(
    intent: Intent,
    options: {
      readonly callingPackage: string
      readonly callingUid: number
      readonly callingPid?: number
      readonly forceStopFirst?: boolean
      readonly wait?: boolean
    },
  ): Promise<StartResult>
  /** The activity in front (home counts); undefined while booting. */
  resumed(): ActivityRecord | undefined
  /** The recents list, most recent first; without the home task. */
  tasks(): readonly Task[]
  /** The launcher's task. */
  readonly homeTask?: Task | undefined
  /** Tasks with activities as they lie on the display, front first; the home task is among them. */
  stack(): readonly Task[]
  home(): void
  /** BACK to the activity in front. */
  back(): Promise<void>
  finish(token: string): void
  /** What BACK does to an activity that did not handle it: finished, or moved to the back (a launcher's root, 12 and newer). */
  leave(token: string): void
  /** Opens the recents screen. */
  showRecents(): void
  readonly recentsShown: boolean
  /** The owner swipes the card away. */
  removeTask(taskId: number, how: 'swipe' | 'clear-all'): void
  bringToFront(taskId: number): void
  /** The runtime-permission dialog in front of the app, if one is shown. */
  readonly permissionRequest: PermissionRequest | undefined
  requestPermission(packageName: string, permission: string): Promise<'granted' | 'denied' | 'never_ask_again'>
}
export interface PermissionRequest {
  readonly packageName: string
  readonly label: string
  readonly permission: string
  answer(choice: 'allow' | 'deny'): void
}

// ---------------------------------------------------------------- notifications
export type EnqueueRefusal =
  | 'blocked-app'
  | 'blocked-channel'
  | 'no-channel'
  | 'no-permission'
  | 'package-missing'
  /** More than five updates a second. */
  | 'rate-limited'
  /** The package has as many as it may have. */
  | 'too-many'
/** Ways of ROMs that a laboratory can switch on and off while the phone runs. */
export interface NotificationQuirks {
  /** `dumpsys notification` hides texts even with --noredact. Invented: its output is AOSP's without that word. */
  dumpHidesTexts: boolean
  /** Packages whose rows stand behind the fold 不重要通知 of the shade (MIUI 10 to 13, HyperOS). */
  readonly folded: Set<string>
}

export interface Notifications extends Listeners<
  | { readonly kind: 'posted' | 'updated'; readonly record: NotificationRecord }
  | { readonly kind: 'cancelled'; readonly record: NotificationRecord; readonly reason: CancelReason }
> {
  /** NotificationManager.notify in the name of `packageName` by `opPkg`. */
  post(request: {
    readonly packageName: string
    readonly opPkg: string
    readonly pid: number
    readonly id: number
    readonly tag: string | null
    readonly content: NotificationContent
  }):
    | { readonly posted: true; readonly record: NotificationRecord }
    | { readonly posted: false; readonly why: EnqueueRefusal }
  list(): readonly NotificationRecord[]
  /** The newest first. Android 11 and newer keep one only while notification history is on. */
  archive(): readonly { readonly record: NotificationRecord; readonly reason: CancelReason }[]
  get(key: string): NotificationRecord | undefined
  cancel(key: string, reason: CancelReason): boolean
  cancelAll(packageName: string | undefined, reason: CancelReason): void
  /** The owner taps it: sends the content intent (unlocking first is the caller's business), cancels when FLAG_AUTO_CANCEL. */
  click(key: string): Promise<void>
  /** The owner swipes it away; false for ongoing ones. */
  dismiss(key: string): boolean
  markSeen(keys: readonly string[]): void
  channels(packageName: string): readonly NotificationChannel[]
  createChannel(packageName: string, channel: NotificationChannel): void
  /** The app deletes a channel; it stays known as deleted. */
  deleteChannel(packageName: string, channelId: string): void
  /** What the owner does in the settings of the app. */
  setChannelImportance(packageName: string, channelId: string, importance: number): void
  setAppEnabled(packageName: string, enabled: boolean): void
  appEnabled(packageName: string): boolean
  /** Packages with preferences, in the order they appeared. */
  packagesWithPreferences(): readonly string[]
  /** What this phone's ROM makes of notifications beside AOSP. */
  readonly quirks: NotificationQuirks
  readonly zenMode: 'off' | 'priority' | 'alarms' | 'none'
  setZenMode(mode: 'off' | 'priority' | 'alarms' | 'none'): void
}

// ---------------------------------------------------------------- power, keyguard
export interface Power extends Listeners<'screen-on' | 'screen-off' | 'locked' | 'unlocked'> {
  readonly screenOn: boolean
  /** The keyguard is in front. */
  readonly locked: boolean
  /** A PIN is set. */
  readonly secure: boolean
  readonly wakefulness: 'Awake' | 'Dozing' | 'Asleep'
  readonly battery: { readonly level: number; readonly charging: boolean }
  /** POWER key. */
  toggle(): void
  wake(): void
  sleep(): void
  /** `wm dismiss-keyguard` and the swipe: unlocks when no PIN is set. */
  dismissKeyguard(): boolean
  setPin(pin: string | undefined): void
  enterPin(pin: string): boolean
  /** Whether `pin` is the one that is set (undefined: none), without unlocking. */
  checkPin(pin: string | undefined): boolean
  /** `locksettings set-disabled`: no keyguard while no PIN is set. */
  readonly keyguardDisabled: boolean
  setKeyguardDisabled(disabled: boolean): void
  /** `dumpsys battery set`, `unplug`, `reset`. */
  setBattery(change: { readonly level?: number; readonly charging?: boolean }): void
}

export interface Settings {
  get(namespace: 'system' | 'secure' | 'global', key: string): string | null
  put(namespace: 'system' | 'secure' | 'global', key: string, value: string): void
  delete(namespace: 'system' | 'secure' | 'global', key: string): boolean
  list(namespace: 'system' | 'secure' | 'global'): ReadonlyMap<string, string>
  /** What the key had on the new phone; null when it was not there. */
  defaultOf(namespace: 'system' | 'secure' | 'global', key: string): string | null
}
export interface AppOps {
  get(packageName: string, op: string): 'allow' | 'ignore' | 'deny' | 'default' | 'foreground'
  set(packageName: string, op: string, mode: string): void
  all(packageName: string): ReadonlyMap<string, string>
  /** Back to the defaults, of one package or all. */
  reset(packageName?: string): void
}
export interface DeviceIdle {
  readonly whitelist: ReadonlySet<string>
  add(packageName: string): void
  remove(packageName: string): void
  /** The owner's part of `whitelist`. */
  readonly userWhitelist?: ReadonlySet<string>
  readonly deepEnabled?: boolean
  readonly lightEnabled?: boolean
  enable?(which: 'deep' | 'light', enabled: boolean): void
  readonly deepState: string
  readonly lightState: string
  force(state: 'deep' | 'light' | 'none'): void
}
export interface InputMethods {
  readonly all: readonly string[]
  enabled(): readonly string[]
  readonly current: string
  enable(id: string): boolean
  disable(id: string): boolean
  select(id: string): boolean
  /** `ime reset`: back to the built-in keyboard. */
  reset(): void
  /** The soft keyboard is on the screen. */
  readonly shown: boolean
  setShown(shown: boolean): void
}
export interface StatusBar extends Listeners<'expanded' | 'collapsed'> {
  readonly expanded: 'no' | 'notifications' | 'settings'
  expandNotifications(): void
  expandSettings(): void
  collapse(): void
}
export interface ServiceRecord {
  readonly component: ComponentName
  readonly foreground: boolean
  readonly startedAtMs: number
}
export interface Services {
  start(component: ComponentName, options: { readonly foreground: boolean }): ServiceRecord
  stop(component: ComponentName): boolean
  all(): readonly ServiceRecord[]
}
/** Stands for the dex code of one package. All parts are optional; what is missing does nothing. */
export interface NativeProgram {
  /** An activity of the package was started; true: it shows a window of its own and takes the focus. */
  onActivity?(component: ComponentName, intent: Intent): boolean
  onService?(component: ComponentName, intent: Intent): void
  /** The answer of an ordered broadcast as `am broadcast` prints it. */
  onBroadcast?(intent: Intent): Promise<{ readonly resultCode: number; readonly data?: string }>
  /** `am instrument -w`: runs until done or aborted; what it writes goes to the shell. Returns the exit status. */
  onInstrument?(run: {
    readonly runner: string
    readonly arguments: ReadonlyMap<string, string>
    readonly out: (text: string) => Promise<void>
    readonly signal: AbortSignal
  }): Promise<number>
  /** The package was force-stopped or its process died. */
  onStopped?(): void
}
export interface Clipboard {
  text: string
}
export interface Network extends Listeners<'up' | 'down'> {
  readonly up: boolean
  wifi: boolean
  mobileData: boolean
  airplaneMode: boolean
}

// ---------------------------------------------------------------- screen and input, implemented in virtual/ui
/** What is on the screen, and what fingers and keys do to it. */
export interface Screen {
  /** Root of the window that has the input focus, as UiAutomator sees the active window. */
  activeWindow(): Promise<ShownWindow>
  /** All windows, bottom first (status bar, activity, shade, dialog, keyboard). */
  allWindows(): Promise<readonly ShownWindow[]>
  tap(x: number, y: number): Promise<void>
  longPress(x: number, y: number, ms: number): Promise<void>
  swipe(fromX: number, fromY: number, toX: number, toY: number, ms: number): Promise<void>
  /** Raw single-pointer events, for W3C actions and `input motionevent`. */
  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): Promise<void>
  /** android.view.KeyEvent code. */
  key(keyCode: number): Promise<void>
  typeText(text: string): Promise<void>
  performAction(window: ShownWindow, node: UiNode, action: NodeAction): Promise<boolean>
  /** PNG bytes. */
  screenshot(): Promise<Buffer>
  /** RGBA, width x height of the screen. */
  pixels(): Promise<Buffer>
}
export interface ShownWindow {
  /** As in mCurrentFocus: `NotificationShade`, `com.x/com.x.MainActivity` ... */
  readonly title: string
  readonly type:
    | 'activity'
    | 'dialog'
    | 'shade'
    | 'keyguard'
    | 'status-bar'
    | 'navigation-bar'
    | 'input-method'
    | 'heads-up'
    | 'recents'
    | 'home'
  readonly packageName: string
  readonly root: UiNode
}
