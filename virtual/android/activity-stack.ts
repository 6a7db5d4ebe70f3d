import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { ComponentName, Intent } from './intent.ts'
import { intent as makeIntent } from './intent.ts'
import type {
  Activities,
  ActivityRecord,
  InstalledPackage,
  Log,
  ManifestComponent,
  NativeProgram,
  PermissionRequest,
  ProcessRecord,
  StartResult,
  Task,
} from './phone.ts'
import type { Rom } from './rom.ts'
import type { PackageTable } from './package-table.ts'
import type { ProcessTable } from './process-table.ts'
import { ActivityLog } from './activity-log.ts'
import { AppLifecycles } from './app-lifecycles.ts'
import { parseComponent, sameComponent, shortComponent } from './component-name.ts'
import { EventSource } from './event-source.ts'
import { actionMain, categoryHome, categoryLauncher, intentFlag, intentText } from './intent-text.ts'
import { type LaunchPlan, planLaunch } from './launch-rules.ts'
import { postNotifications } from './permission-catalogue.ts'
import { PermissionDialogs } from './permission-dialogs.ts'
import { LiveActivity, LiveTask } from './task.ts'

/** How long `am start -W` and the launch timer wait for the first frame (ActivityTaskManager's launch timeout). */
export const launchTimeoutMs = 10_000

export interface ActivityParts {
  readonly rom: Rom
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly packages: PackageTable
  readonly processes: ProcessTable
  readonly programs: ReadonlyMap<string, NativeProgram>
  /** Nothing is resumed while the screen is off or the keyguard is in front. */
  readonly sleeping: () => boolean
  /** The shade has the input focus. */
  readonly shadeOpen: () => boolean
  readonly hasForegroundService: (packageName: string) => boolean
  /** HOME, recents and a launch close the shade. */
  readonly closeShade: () => void
}

export type ActivityEvent = {
  readonly kind: 'resumed' | 'paused' | 'stopped' | 'finished'
  readonly activity: ActivityRecord
}
type StartOptions = Parameters<Activities['start']>[1]

/** ActivityTaskManagerService: tasks and what is in front. */
export class ActivityStack extends EventSource<ActivityEvent> implements Activities {
  readonly #parts: ActivityParts
  readonly #lines: ActivityLog
  readonly #lifecycles: AppLifecycles
  readonly #dialogs: PermissionDialogs
  /** Front first; the home task is always among them. */
  #tasks: LiveTask[] = []
  #home: LiveTask | undefined
  #resumed: LiveActivity | undefined
  #recentsShown = false
  #lastTaskId = 0
  #order = 0

  constructor(parts: ActivityParts) {
    super()
    this.#parts = parts
    this.#lines = new ActivityLog(parts.log, parts.rom.apiLevel, () => parts.processes.systemPid)
    this.#lifecycles = new AppLifecycles(
      () => this.#all(),
      () => this.#focused(),
    )
    this.#dialogs = new PermissionDialogs(parts, {
      open: (packageName) => this.#openDialog(packageName),
      close: (token) => this.finish(token),
    })
    parts.processes.on(({ kind, process }) => {
      if (kind === 'died') this.#processDied(process)
    })
  }

  /** The launcher comes up. */
  boot(): void {
    this.#tasks = []
    this.#resumed = undefined
    this.#recentsShown = false
    this.#lastTaskId = 0
    const component = parseComponent(this.#parts.rom.homeActivity)
    if (component === undefined) throw new RangeError(`homeActivity ${this.#parts.rom.homeActivity} is no component`)
    const intent = makeIntent({
      action: actionMain,
      categories: [categoryHome],
      component,
      flags: intentFlag.activityNewTask,
    })
    const home = this.#newTask(component, intent)
    this.#home = home
    this.#addActivity(home, component, intent, 'singleTask')
    this.#settle('home')
  }

  /** RAM is gone: no event, no callback. */
  forget(): void {
    this.#tasks = []
    this.#home = undefined
    this.#resumed = undefined
    this.#recentsShown = false
    this.#dialogs.cancelAll()
  }

  async start(intent: Intent, options: StartOptions): Promise<StartResult> {
    const { packages } = this.#parts
    const startedAt = this.#parts.clock.monotonic()
    const [found] = packages.matchActivities(intent, { defaultOnly: true })
    if (found === undefined) return { kind: 'not-found' }
    const component = { packageName: found.pkg.packageName, className: found.activity.className }
    const full = { ...intent, component }
    const denied = this.#denial(full, found.pkg, found.activity, options)
    if (denied !== undefined) return { kind: 'denied', message: denied }
    if (options.forceStopFirst === true)
      this.#parts.processes.forceStop(component.packageName, `from pid ${this.#parts.processes.systemPid}`)
    if (this.#home !== undefined && sameComponent(component, this.#home.rootComponent)) {
      this.home()
      return this.#started(this.#home.top, 'HOT', 'brought-to-front', startedAt)
    }
    packages.setStopped(component.packageName, false)
    const program = this.#parts.programs.get(component.packageName)
    if (program?.onActivity !== undefined) return this.#startProgram(full, component, program, startedAt)
    const sourceTask = this.#sourceTask(options.callingPackage)
    const plan = planLaunch({ intent: full, component, launchMode: found.activity.launchMode, sourceTask }, this.#tasks)
    const flags = sourceTask === undefined ? full.flags | intentFlag.activityNewTask : full.flags
    return this.#carryOut(plan, { ...full, flags }, found.activity.launchMode, {
      startedAt,
      wait: options.wait ?? false,
    })
  }

  resumed(): ActivityRecord | undefined {
    return this.#front()
  }

  tasks(): readonly Task[] {
    return this.#tasks
      .filter((task) => task !== this.#home && !task.excludeFromRecents)
      .sort((a, b) => b.order - a.order)
  }

  get homeTask(): Task | undefined {
    return this.#home
  }

  /** All tasks with activities as they lie on the display, front first. */
  stack(): readonly Task[] {
    return this.#tasks.filter(({ activities }) => activities.length > 0)
  }

  home(): void {
    const home = this.#home
    if (home === undefined) return
    this.#parts.closeShade()
    this.#recentsShown = false
    this.#moveToFront(home)
    this.#settle('home')
  }

  async back(): Promise<void> {
    if (this.#dialogs.current !== undefined) {
      this.#dialogs.dismiss()
      return
    }
    if (this.#recentsShown) {
      this.home()
      return
    }
    const front = this.#front()
    if (front === undefined || front.taskId === this.#home?.id) return
    const handled = (await front.process?.app?.back()) ?? false
    // Meanwhile the activity may have gone.
    if (!handled && this.#front() === front) this.leave(front.token)
  }

  /** Activity.onBackPressed: from Android 12 on the root that a launcher started goes to the back instead of ending. */
  leave(token: string): void {
    const activity = this.#find(token)
    const task = activity === undefined ? undefined : this.#taskOf(activity)
    if (activity === undefined || task === undefined) return
    const { action, categories } = activity.intent
    const isRoot = task.activities[0] === activity
    if (this.#parts.rom.apiLevel >= 31 && isRoot && action === actionMain && categories.includes(categoryLauncher)) {
      this.#tasks = [...this.#tasks.filter((each) => each !== task), task]
      this.#settle('back')
    } else this.finish(token)
  }

  finish(token: string): void {
    const activity = this.#find(token)
    if (activity === undefined) return
    this.#lines.finishing(activity, 'app-request')
    this.#remove(activity, 'finish-imm:idle')
    this.#settle('finish')
  }

  showRecents(): void {
    if (this.#parts.sleeping() || this.#home === undefined) return
    this.#parts.closeShade()
    this.#recentsShown = true
    this.#moveToFront(this.#home)
    this.#settle('recents')
  }

  get recentsShown(): boolean {
    return this.#recentsShown
  }

  /** Android treats a swipe and "clear all" alike; which cards are spared by the latter is the launcher's business. */
  removeTask(taskId: number): void {
    const task = this.#tasks.find(({ id }) => id === taskId)
    if (task === undefined || task === this.#home) return
    this.#lines.taskRemoved(taskId)
    this.#dropTask(task, 'remove-task')
    const { packageName } = task
    const otherTask = this.#tasks.some((each) => each.packageName === packageName && each.activities.length > 0)
    const rule = this.#parts.rom.recents.swipeKills
    if (rule === 'force-stop')
      this.#parts.processes.forceStop(packageName, `from pid ${this.#parts.processes.systemUiPid}`)
    else if (rule === 'process' && !otherTask && !this.#parts.hasForegroundService(packageName))
      for (const { pid } of this.#parts.processes.ofPackage(packageName)) this.#parts.processes.kill(pid, 'remove task')
    this.#settle('remove-task')
  }

  bringToFront(taskId: number): void {
    const task = this.#tasks.find(({ id }) => id === taskId)
    if (task === undefined) return
    this.#parts.closeShade()
    this.#recentsShown = false
    // An empty task is started again as recents does it: with the intent that made it.
    if (task.activities.length === 0) {
      const intent = { ...task.rootIntent, flags: task.rootIntent.flags | intentFlag.activityLaunchedFromHistory }
      this.#addActivity(task, task.rootComponent, intent, this.#launchModeOf(task.rootComponent))
    }
    this.#moveToFront(task)
    this.#settle('recents')
  }

  get permissionRequest(): PermissionRequest | undefined {
    return this.#dialogs.current
  }

  async requestPermission(packageName: string, permission: string): Promise<'granted' | 'denied' | 'never_ask_again'> {
    return this.#dialogs.request(packageName, permission)
  }

  /** The system asks for POST_NOTIFICATIONS in the name of an app that cannot ask itself. */
  askForNotifications(packageName: string): void {
    void this.#dialogs.request(packageName, postNotifications, { bySystem: true })
  }

  /** Screen, keyguard or shade changed: who is resumed and focused may be another one now. */
  refresh(reason: string): void {
    this.#settle(reason)
  }

  /** Force-stop, update, clear: every activity of the package goes; `forgetTasks` takes the cards too. */
  packageStopped(packageName: string, forgetTasks: boolean): void {
    for (const activity of this.#all())
      if (activity.component.packageName === packageName) {
        this.#lines.finishing(activity, 'force-stop')
        this.#remove(activity, 'force-stop')
      }
    if (forgetTasks)
      for (const task of this.#tasks.filter((each) => each.packageName === packageName && each !== this.#home))
        this.#dropTask(task, 'package-removed')
    this.#dialogs.cancel(packageName)
    this.#settle('force-stop')
  }

  /** Whether an activity of this process is the one in front, or was it when the screen went off. */
  isTop(process: ProcessRecord): boolean {
    const front = this.#front()
    if (front === undefined) return false
    if (front.process?.pid === process.pid) return true
    // Below a dialog of the system the app is still in sight.
    return front.translucent && this.#below(front)?.process?.pid === process.pid
  }

  hasActivities(process: ProcessRecord): boolean {
    return this.#all().some((each) => each.process?.pid === process.pid)
  }

  /** The process of the task that was in front before this one. */
  isPrevious(process: ProcessRecord): boolean {
    const [latest, second] = this.tasks().map(({ packageName }) => packageName)
    const front = this.#front()?.component.packageName
    return process.packageName === (front === latest ? second : latest)
  }

  #front(): LiveActivity | undefined {
    return this.#tasks.find(({ activities }) => activities.length > 0)?.top
  }

  #below(activity: LiveActivity): LiveActivity | undefined {
    const activities = this.#taskOf(activity)?.activities ?? []
    return activities[activities.indexOf(activity) - 1]
  }

  #focused(): LiveActivity | undefined {
    return this.#parts.shadeOpen() || this.#recentsShown ? undefined : this.#resumed
  }

  #all(): readonly LiveActivity[] {
    return this.#tasks.flatMap(({ activities }) => activities)
  }

  #find(token: string): LiveActivity | undefined {
    return this.#all().find((each) => each.token === token)
  }

  #taskOf(activity: LiveActivity): LiveTask | undefined {
    return this.#tasks.find(({ id }) => id === activity.taskId)
  }

  #sourceTask(callingPackage: string): LiveTask | undefined {
    const front = this.#front()
    return front !== undefined && front.component.packageName === callingPackage && front.taskId !== this.#home?.id
      ? this.#taskOf(front)
      : undefined
  }

  #launchModeOf(component: ComponentName): ManifestComponent['launchMode'] {
    const pkg = this.#parts.packages.get(component.packageName)
    return pkg?.activities.find(({ className }) => className === component.className)?.launchMode ?? 'standard'
  }

  /** ActivityTaskSupervisor.checkStartAnyActivityPermission: root, the system and the app itself may start everything. */
  #denial(
    intent: Intent & { readonly component: ComponentName },
    pkg: InstalledPackage,
    activity: ManifestComponent,
    options: StartOptions,
  ): string | undefined {
    const { callingUid, callingPackage } = options
    if (callingUid === 0 || callingUid === 1000 || callingUid === pkg.uid) return undefined
    const pid = options.callingPid ?? this.#parts.processes.ofPackage(callingPackage)[0]?.pid ?? 0
    const caller = callingUid === 2000 ? 'null' : callingPackage
    const start = `Permission Denial: starting ${intentText(intent)} from ${caller} (pid=${pid}, uid=${callingUid})`
    if (!activity.exported) return `${start} not exported from uid ${pkg.uid}`
    const { permission } = activity
    if (permission === undefined || callingUid === 2000) return undefined
    const granted = this.#parts.packages.get(callingPackage)?.permissions.get(permission)?.granted ?? false
    return granted ? undefined : `${start} requires ${permission}`
  }

  /** Appium's helper APKs and the like: what stands for their code may decline to show a window. */
  #startProgram(intent: Intent, component: ComponentName, program: NativeProgram, startedAt: number): StartResult {
    const running = this.#parts.processes.ofPackage(component.packageName).length > 0
    this.#parts.processes.start(component.packageName, { type: 'activity', component: shortComponent(component) })
    const launch = running ? 'WARM' : 'COLD'
    if (program.onActivity?.(component, intent) !== true) {
      const activity = this.#makeActivity(-1, component, intent, 'standard')
      activity.state = 'finished'
      return this.#started(activity, launch, 'created', startedAt)
    }
    const flags = intent.flags | intentFlag.activityNewTask
    const plan = planLaunch({ intent, component, launchMode: 'singleTask', sourceTask: undefined }, this.#tasks)
    const { activity, how } = this.#apply(plan, { ...intent, flags, component }, 'singleTask')
    this.#settle('start')
    return this.#started(activity, launch, how, startedAt)
  }

  async #carryOut(
    plan: LaunchPlan,
    intent: Intent & { readonly component: ComponentName },
    launchMode: ManifestComponent['launchMode'],
    options: { readonly startedAt: number; readonly wait: boolean },
  ): Promise<StartResult> {
    const processRuns = this.#parts.processes.ofPackage(intent.component.packageName).length > 0
    const wasFront = this.#front()
    const { activity, how } = this.#apply(plan, intent, launchMode)
    const existed = activity?.process !== undefined
    this.#parts.closeShade()
    this.#recentsShown = false
    this.#settle('start')
    const launch = !processRuns ? 'COLD' : existed ? 'HOT' : 'WARM'
    const deliveredToTop = how !== 'created' && wasFront === activity
    const drawn = existed || activity === undefined ? undefined : this.#watchFirstFrame(activity, options.startedAt)
    const timedOut = options.wait && (await drawn) === 'timeout'
    const outcome =
      deliveredToTop && how === 'delivered-to-top' ? 'delivered-to-top' : how === 'created' ? how : 'brought-to-front'
    const result = this.#started(activity, launch, outcome, options.startedAt)
    return timedOut && result.kind === 'started' ? { ...result, timedOut } : result
  }

  #apply(
    plan: LaunchPlan,
    intent: Intent & { readonly component: ComponentName },
    launchMode: ManifestComponent['launchMode'],
  ): { readonly activity: LiveActivity | undefined; readonly how: NonNullable<StartedResult['how']> } {
    const { component } = intent
    if (plan.kind === 'new-task') {
      const task = this.#newTask(component, intent)
      return { activity: this.#addActivity(task, component, intent, launchMode), how: 'created' }
    }
    const { task } = plan
    if (plan.kind !== 'to-front')
      for (const each of [...plan.finish]) {
        this.#lines.finishing(each, 'clear-task-stack')
        this.#remove(each, 'finish-imm:clear-task-stack')
      }
    this.#moveToFront(task)
    if (plan.kind === 'add') {
      if (task.activities.length === 0) task.rootIntent = intent
      return { activity: this.#addActivity(task, component, intent, launchMode), how: 'created' }
    }
    if (plan.kind === 'to-front') return { activity: task.top, how: 'brought-to-front' }
    const { activity } = plan
    // REORDER_TO_FRONT moves it above the others of its task.
    task.activities = [...task.activities.filter((each) => each !== activity), activity]
    if (task.activities.length === 1) task.rootIntent = intent
    this.#lines.newIntent(activity, intent)
    activity.intent = intent
    activity.process?.app?.newIntent(intent)
    return { activity, how: 'delivered-to-top' }
  }

  #started(
    activity: LiveActivity | undefined,
    launch: StartedResult['launch'],
    how: NonNullable<StartedResult['how']>,
    startedAt: number,
  ): StartResult {
    if (activity === undefined) return { kind: 'not-found' }
    return {
      kind: 'started',
      launch,
      activity,
      how,
      totalTimeMs: Math.round(this.#parts.clock.monotonic() - startedAt),
    }
  }

  /** Tells the log when the first frame of a fresh activity is there. */
  async #watchFirstFrame(activity: LiveActivity, startedAt: number): Promise<'drawn' | 'timeout'> {
    const app = activity.process?.app
    if (app === undefined) return 'drawn'
    try {
      await app.windows(launchTimeoutMs)
    } catch {
      // AppNotResponding, or the process died: the launch has no first frame.
      return 'timeout'
    }
    if (activity.state === 'resumed')
      this.#lines.displayed(activity, Math.max(1, Math.round(this.#parts.clock.monotonic() - startedAt)))
    return 'drawn'
  }

  #newTask(component: ComponentName, intent: Intent): LiveTask {
    const { packages, clock } = this.#parts
    // A card of the same app without activities is replaced (RecentTasks.add).
    this.#tasks = this.#tasks.filter(
      (task) => task.packageName !== component.packageName || task.activities.length > 0 || task === this.#home,
    )
    const task = new LiveTask({
      id: ++this.#lastTaskId,
      packageName: component.packageName,
      label: packages.get(component.packageName)?.label ?? component.packageName,
      rootIntent: intent,
      rootComponent: component,
      excludeFromRecents: (intent.flags & intentFlag.activityExcludeFromRecents) !== 0,
      nowMs: clock.now(),
    })
    task.order = ++this.#order
    this.#lines.taskCreated(task.id)
    this.#tasks = [task, ...this.#tasks]
    return task
  }

  #addActivity(
    task: LiveTask,
    component: ComponentName,
    intent: Intent,
    launchMode: ManifestComponent['launchMode'],
    translucent = false,
  ): LiveActivity {
    const activity = this.#makeActivity(task.id, component, intent, launchMode, translucent)
    task.activities.push(activity)
    this.#lines.created(activity)
    return activity
  }

  #makeActivity(
    taskId: number,
    component: ComponentName,
    intent: Intent,
    launchMode: ManifestComponent['launchMode'],
    translucent = false,
  ): LiveActivity {
    const number = this.#parts.random.integer(0x100000, 0xfffffff)
    const startedAtMs = this.#parts.clock.now()
    return new LiveActivity({ number, component, taskId, startedAtMs, intent, launchMode, translucent })
  }

  #moveToFront(task: LiveTask): void {
    task.lastActiveMs = this.#parts.clock.now()
    if (this.#tasks[0] === task) return
    task.order = ++this.#order
    this.#tasks = [task, ...this.#tasks.filter((each) => each !== task)]
    this.#lines.taskToFront(task.id)
  }

  #remove(activity: LiveActivity, reason: string): void {
    const task = this.#taskOf(activity)
    if (task !== undefined) task.activities = task.activities.filter((each) => each !== activity)
    if (activity === this.#resumed) {
      const pid = activity.process?.pid
      if (pid !== undefined) this.#lines.paused(activity, pid, false, 'finish')
      this.#resumed = undefined
    }
    this.#lines.destroyed(activity, activity.process?.pid, reason)
    activity.state = 'finished'
    this.tell({ kind: 'finished', activity })
  }

  #dropTask(task: LiveTask, reason: string): void {
    for (const activity of task.activities) this.#remove(activity, reason)
    this.#tasks = this.#tasks.filter((each) => each !== task)
  }

  /** Activities in sight had no time to save their state: they are gone. The others wait in their task. */
  #processDied(process: ProcessRecord): void {
    for (const activity of this.#all().filter((each) => each.process?.pid === process.pid)) {
      const lost = activity.state !== 'stopped'
      activity.process = undefined
      if (activity === this.#resumed) this.#resumed = undefined
      if (!lost || activity.taskId === this.#home?.id) {
        activity.state = 'stopped'
        continue
      }
      this.#lines.finishing(activity, 'proc died without state saved')
      this.#remove(activity, 'proc died without state saved')
    }
    if (this.#parts.processes.ofPackage(process.packageName).length === 0) this.#dialogs.cancel(process.packageName)
    this.#settle('process-died')
  }

  /** Makes what is in front resumed, and pauses and stops what is not; tells the apps at the end. */
  #settle(reason: string): void {
    const front = this.#front()
    const sleeping = this.#parts.sleeping()
    const next = sleeping ? undefined : front
    const before = this.#resumed
    if (before !== undefined && before !== next) {
      before.state = 'paused'
      this.#resumed = undefined
      if (before.process !== undefined)
        this.#lines.paused(before, before.process.pid, reason === 'home' || reason === 'recents', reason)
      this.tell({ kind: 'paused', activity: before })
    }
    if (front !== undefined) {
      // Nobody needs an activity whose process died in the dark: it is made anew when the screen is unlocked.
      const fresh = front.process === undefined && !(sleeping && reason === 'process-died')
      if (fresh) this.#createInProcess(front)
      if (next !== undefined && next !== before && front.process !== undefined) {
        const task = this.#taskOf(next)
        if (task !== undefined) task.lastActiveMs = this.#parts.clock.now()
        next.state = 'resumed'
        this.#resumed = next
        this.#lines.resumed(next, front.process.pid, fresh, 'resumeTopActivity')
      }
    }
    const inSight = front?.translucent === true && !sleeping ? this.#below(front) : undefined
    for (const activity of this.#all()) {
      if (activity.state !== 'paused') continue
      if (activity === inSight) continue
      activity.state = 'stopped'
      if (activity.process !== undefined) this.#lines.stopped(activity, activity.process.pid)
      this.tell({ kind: 'stopped', activity })
    }
    if (inSight?.state === 'stopped') inSight.state = 'paused'
    this.#lifecycles.update()
    if (this.#resumed !== undefined && this.#resumed === next && next !== before)
      this.tell({ kind: 'resumed', activity: this.#resumed })
  }

  #createInProcess(activity: LiveActivity): void {
    const { packageName, className } = activity.component
    const { processes } = this.#parts
    const component = shortComponent(activity.component)
    const process = processes.start(packageName, { type: 'activity', component })
    activity.process = process
    process.app?.createActivity({ className, intent: activity.intent })
  }

  /** The permission controller's dialog, on the task of the app that asks; undefined when the app is not in front. */
  #openDialog(packageName: string): string | undefined {
    const front = this.#front()
    if (front === undefined || front.component.packageName !== packageName) return undefined
    const task = this.#taskOf(front)
    if (task === undefined) return undefined
    const { rom } = this.#parts
    const component = { packageName: rom.permissionDialog.packageName, className: rom.permissionDialog.activity }
    const intent = makeIntent({
      action: 'android.content.pm.action.REQUEST_PERMISSIONS',
      packageName: component.packageName,
      component,
    })
    const dialog = this.#addActivity(task, component, intent, 'standard', true)
    this.#settle('permission-dialog')
    return dialog.token
  }
}

type StartedResult = Extract<StartResult, { readonly kind: 'started' }>
