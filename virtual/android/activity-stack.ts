import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Intent } from './intent.ts'
import { intent as makeIntent } from './intent.ts'
import type {
  Activities,
  ActivityRecord,
  Log,
  ManifestComponent,
  NativeProgram,
  PermissionRequest,
  ProcessRecord,
  StartResult,
  Task,
} from './phone.ts'
import type { ComponentName } from './intent.ts'
import type { Rom } from './rom.ts'
import type { PackageTable } from './package-table.ts'
import type { ProcessTable } from './process-table.ts'
import { ActivityLog } from './activity-log.ts'
import { ActivityStarter, type StartOptions } from './activity-starter.ts'
import { AppLifecycles } from './app-lifecycles.ts'
import { parseComponent, shortComponent } from './component-name.ts'
import { EventSource } from './event-source.ts'
import { actionMain, categoryHome, categoryLauncher, intentFlag } from './intent-text.ts'
import { postNotifications } from './permission-catalogue.ts'
import { PermissionDialogs } from './permission-dialogs.ts'
import type { LiveActivity, LiveTask } from './task.ts'
import { TaskList } from './task-list.ts'

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

export interface ActivityEvent {
  readonly kind: 'resumed' | 'paused' | 'stopped' | 'finished'
  readonly activity: ActivityRecord
}

/** The owner left by intention: the activity gets onUserLeaveHint. */
const leavingReasons = new Set(['home', 'recents', 'start'])

/** ActivityTaskManagerService: tasks and what is in front. */
export class ActivityStack extends EventSource<ActivityEvent> implements Activities {
  readonly #parts: ActivityParts
  readonly #lines: ActivityLog
  readonly #tasks: TaskList
  readonly #lifecycles: AppLifecycles
  readonly #dialogs: PermissionDialogs
  readonly #starter: ActivityStarter
  #resumed: LiveActivity | undefined
  #recentsShown = false

  constructor(parts: ActivityParts) {
    super()
    this.#parts = parts
    this.#lines = new ActivityLog(parts.log, parts.rom.apiLevel, () => parts.processes.systemPid)
    this.#tasks = new TaskList({ clock: parts.clock, random: parts.random, lines: this.#lines })
    this.#lifecycles = new AppLifecycles(
      () => this.#tasks.activities(),
      () => this.#focused(),
    )
    this.#dialogs = new PermissionDialogs(parts, {
      open: (packageName) => this.#openDialog(packageName),
      close: (token) => this.finish(token),
      isInFront: (token) => this.#tasks.front()?.token === token,
    })
    this.#starter = new ActivityStarter(parts, {
      tasks: this.#tasks,
      lines: this.#lines,
      home: () => this.home(),
      remove: (activity, reason) => this.#remove(activity, reason),
      settle: () => {
        parts.closeShade()
        this.#recentsShown = false
        this.#settle('start')
      },
    })
    parts.processes.on(({ kind, process }) => {
      if (kind === 'died') this.#processDied(process)
    })
  }

  /** The launcher comes up. Throws RangeError when the ROM's homeActivity is no component. */
  boot(): void {
    this.forget()
    const { homeActivity } = this.#parts.rom
    const component = parseComponent(homeActivity)
    if (component === undefined) throw new RangeError(`homeActivity ${homeActivity} is no component`)
    const intent = makeIntent({
      action: actionMain,
      categories: [categoryHome],
      component,
      flags: intentFlag.activityNewTask,
    })
    const launchedFrom = { packageName: 'android', uid: 0 }
    this.#tasks.createHome({ component, intent, launchMode: 'singleTask', launchedFrom }, component.packageName)
    this.#settle('home')
  }

  /** RAM is gone: no event, no callback. */
  forget(): void {
    this.#tasks.clear()
    this.#resumed = undefined
    this.#recentsShown = false
    this.#dialogs.cancelAll()
  }

  start(intent: Intent, options: StartOptions): Promise<StartResult> {
    return this.#starter.start(intent, options)
  }

  resumed(): ActivityRecord | undefined {
    return this.#tasks.front()
  }

  tasks(): readonly Task[] {
    return this.#tasks.recents()
  }

  get homeTask(): Task | undefined {
    return this.#tasks.home
  }

  stack(): readonly Task[] {
    return this.#tasks.withActivities()
  }

  home(): void {
    const { home } = this.#tasks
    if (home === undefined) return
    this.#parts.closeShade()
    this.#recentsShown = false
    this.#tasks.moveToFront(home)
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
    const front = this.#tasks.front()
    if (front === undefined || front.taskId === this.#tasks.home?.id) return
    const handled = (await front.process?.app?.back()) ?? false
    // Meanwhile the activity may have gone.
    if (!handled && this.#tasks.front() === front) this.leave(front.token)
  }

  /** Activity.onBackPressed: from Android 12 on the root that a launcher started goes to the back instead of ending. */
  leave(token: string): void {
    const activity = this.#tasks.find(token)
    const task = activity === undefined ? undefined : this.#tasks.byId(activity.taskId)
    if (activity === undefined || task === undefined) return
    const { action, categories } = activity.intent
    const isRoot = task.activities[0] === activity
    if (this.#parts.rom.apiLevel >= 31 && isRoot && action === actionMain && categories.includes(categoryLauncher)) {
      this.#tasks.moveToBack(task)
      this.#settle('back')
    } else this.finish(token)
  }

  finish(token: string): void {
    const activity = this.#tasks.find(token)
    if (activity === undefined) return
    this.#lines.finishing(activity, 'app-request')
    this.#remove(activity, 'finish-imm:idle')
    this.#settle('finish')
  }

  showRecents(): void {
    const { home } = this.#tasks
    if (this.#parts.sleeping() || home === undefined) return
    this.#parts.closeShade()
    this.#recentsShown = true
    this.#tasks.moveToFront(home)
    this.#settle('recents')
  }

  get recentsShown(): boolean {
    return this.#recentsShown
  }

  /** Android treats a swipe and "clear all" alike; which cards the latter spares is the launcher's business. */
  removeTask(taskId: number): void {
    const task = this.#tasks.byId(taskId)
    if (task === undefined || task === this.#tasks.home) return
    const { processes, rom } = this.#parts
    const { packageName } = task
    this.#lines.taskRemoved(taskId)
    this.#dropTask(task, 'remove-task')
    const rule = rom.recents.swipeKills
    const hasOtherTask = this.#tasks.withActivities().some((each) => each.packageName === packageName)
    if (rule === 'force-stop') processes.forceStop(packageName, `from pid ${processes.systemUiPid}`)
    else if (rule === 'process' && !hasOtherTask && !this.#parts.hasForegroundService(packageName))
      for (const { pid } of processes.ofPackage(packageName)) processes.kill(pid, 'remove task')
    this.#settle('remove-task')
  }

  bringToFront(taskId: number): void {
    const task = this.#tasks.byId(taskId)
    if (task === undefined) return
    this.#parts.closeShade()
    this.#recentsShown = false
    // An empty task is started again as recents does it: with the intent that made it.
    if (task.activities.length === 0) {
      const intent = { ...task.rootIntent, flags: task.rootIntent.flags | intentFlag.activityLaunchedFromHistory }
      const { rootComponent: component, launchedFrom } = task
      this.#tasks.add(task, { component, intent, launchMode: this.#launchModeOf(component), launchedFrom })
    }
    this.#tasks.moveToFront(task)
    this.#settle('recents')
  }

  get permissionRequest(): PermissionRequest | undefined {
    return this.#dialogs.current
  }

  requestPermission(packageName: string, permission: string): Promise<'granted' | 'denied' | 'never_ask_again'> {
    return this.#dialogs.request(packageName, permission)
  }

  /** The system asks for POST_NOTIFICATIONS in the name of an app that cannot ask itself. */
  askForNotifications(packageName: string): void {
    void this.#dialogs.request(packageName, postNotifications, { bySystem: true })
  }

  /** A screen that the system itself puts in front, in a task of its own that recents does not list; returns its token. */
  showSystemActivity(component: ComponentName, options: { readonly translucent: boolean }): string {
    const flags = intentFlag.activityNewTask | intentFlag.activityExcludeFromRecents
    const activity = this.#tasks.create(
      {
        component,
        intent: makeIntent({ component, flags }),
        launchMode: 'standard',
        translucent: options.translucent,
        launchedFrom: { packageName: 'android', uid: 1000 },
      },
      component.packageName,
    )
    this.#parts.closeShade()
    this.#recentsShown = false
    this.#settle('start')
    return activity.token
  }

  /** Screen, keyguard or shade changed: who is resumed and focused may be another one now. */
  refresh(reason: string): void {
    this.#settle(reason)
  }

  /** Force-stop, update, clear: every activity of the package goes; `forgetTasks` takes the cards too. */
  packageStopped(packageName: string, forgetTasks: boolean): void {
    for (const activity of this.#tasks.activities())
      if (activity.component.packageName === packageName) {
        this.#lines.finishing(activity, 'force-stop')
        this.#remove(activity, 'force-stop')
      }
    if (forgetTasks)
      for (const task of this.#tasks.all)
        if (task.packageName === packageName && task !== this.#tasks.home) this.#dropTask(task, 'package-removed')
    this.#dialogs.cancel(packageName)
    this.#settle('force-stop')
  }

  /** Whether an activity of this process is the one in front, or was it when the screen went off. */
  isTop(process: ProcessRecord): boolean {
    const front = this.#tasks.front()
    if (front === undefined) return false
    if (front.process?.pid === process.pid) return true
    // Below a dialog of the system the app is still in sight.
    return front.translucent && this.#tasks.below(front)?.process?.pid === process.pid
  }

  hasActivities(process: ProcessRecord): boolean {
    return this.#tasks.activities().some((each) => each.process?.pid === process.pid)
  }

  /** The process of the task that was in front before this one. */
  isPrevious(process: ProcessRecord): boolean {
    const [latest, second] = this.#tasks.recents().map(({ packageName }) => packageName)
    const front = this.#tasks.front()?.component.packageName
    return process.packageName === (front === latest ? second : latest)
  }

  #focused(): LiveActivity | undefined {
    return this.#parts.shadeOpen() || this.#recentsShown ? undefined : this.#resumed
  }

  #launchModeOf(component: ComponentName): ManifestComponent['launchMode'] {
    const pkg = this.#parts.packages.get(component.packageName)
    return pkg?.activities.find(({ className }) => className === component.className)?.launchMode ?? 'standard'
  }

  #remove(activity: LiveActivity, reason: string): void {
    this.#tasks.remove(activity)
    if (activity === this.#resumed) {
      const pid = activity.process?.pid
      if (pid !== undefined) this.#lines.paused(activity, pid, false, 'finish')
      this.#resumed = undefined
    }
    this.#lines.destroyed(activity, activity.process?.pid, reason)
    activity.state = 'finished'
    this.tell({ kind: 'finished', activity })
    this.#dialogs.closed(activity.token)
  }

  #dropTask(task: LiveTask, reason: string): void {
    for (const activity of task.activities) this.#remove(activity, reason)
    this.#tasks.drop(task)
  }

  /** Activities in sight had no time to save their state: they are gone. The others wait in their task. */
  #processDied(process: ProcessRecord): void {
    for (const activity of this.#tasks.activities()) {
      if (activity.process?.pid !== process.pid) continue
      const lost = activity.state !== 'stopped' && activity.taskId !== this.#tasks.home?.id
      activity.process = undefined
      if (activity === this.#resumed) this.#resumed = undefined
      activity.state = 'stopped'
      if (!lost) continue
      this.#lines.finishing(activity, 'proc died without state saved')
      this.#remove(activity, 'proc died without state saved')
    }
    if (this.#parts.processes.ofPackage(process.packageName).length === 0) this.#dialogs.cancel(process.packageName)
    this.#settle('process-died')
  }

  /** Makes what is in front resumed, and pauses and stops what is not; tells the apps at the end. */
  #settle(reason: string): void {
    const front = this.#tasks.front()
    const sleeping = this.#parts.sleeping()
    const next = sleeping ? undefined : front
    const before = this.#resumed
    if (before !== undefined && before !== next) this.#pause(before, reason)
    if (front !== undefined) {
      const fresh = front.process === undefined
      if (fresh) this.#createInProcess(front)
      if (next !== undefined && next !== before) this.#resume(next, fresh)
    }
    this.#stopOutOfSight(front?.translucent === true && !sleeping ? this.#tasks.below(front) : undefined)
    this.#lifecycles.update()
    if (this.#resumed !== undefined && this.#resumed === next && next !== before)
      this.tell({ kind: 'resumed', activity: this.#resumed })
  }

  #pause(activity: LiveActivity, reason: string): void {
    activity.state = 'paused'
    this.#resumed = undefined
    if (activity.process !== undefined)
      this.#lines.paused(activity, activity.process.pid, leavingReasons.has(reason), reason)
    this.tell({ kind: 'paused', activity })
  }

  #resume(activity: LiveActivity, fresh: boolean): void {
    const task = this.#tasks.byId(activity.taskId)
    if (task !== undefined) task.lastActiveMs = this.#parts.clock.now()
    activity.state = 'resumed'
    this.#resumed = activity
    if (activity.process !== undefined) this.#lines.resumed(activity, activity.process.pid, fresh, 'resumeTopActivity')
  }

  /** `inSight` lies under a translucent one: it stays paused. */
  #stopOutOfSight(inSight: LiveActivity | undefined): void {
    for (const activity of this.#tasks.activities()) {
      if (activity.state !== 'paused' || activity === inSight) continue
      activity.state = 'stopped'
      if (activity.process !== undefined) this.#lines.stopped(activity, activity.process.pid)
      this.tell({ kind: 'stopped', activity })
    }
    if (inSight?.state === 'stopped') inSight.state = 'paused'
  }

  #createInProcess(activity: LiveActivity): void {
    const { packageName, className } = activity.component
    const component = shortComponent(activity.component)
    const process = this.#parts.processes.start(packageName, { type: 'activity', component })
    activity.process = process
    process.app?.createActivity({ className, intent: activity.intent })
  }

  /** The permission controller's dialog, on the task of the app that asks; undefined when the app is not in front. */
  #openDialog(packageName: string): string | undefined {
    const front = this.#tasks.front()
    if (front === undefined || front.component.packageName !== packageName) return undefined
    const task = this.#tasks.byId(front.taskId)
    if (task === undefined) return undefined
    const { rom, packages } = this.#parts
    const component = { packageName: rom.permissionDialog.packageName, className: rom.permissionDialog.activity }
    const intent = makeIntent({
      action: 'android.content.pm.action.REQUEST_PERMISSIONS',
      packageName: component.packageName,
      component,
    })
    const launchedFrom = { packageName, uid: packages.get(packageName)?.uid ?? 0 }
    const dialog = this.#tasks.add(task, { component, intent, launchMode: 'standard', translucent: true, launchedFrom })
    this.#settle('permission-dialog')
    return dialog.token
  }
}
