import type { ActivityParts } from './activity-stack.ts'
import type { ActivityLog } from './activity-log.ts'
import type { ComponentName, Intent } from './intent.ts'
import type { Activities, InstalledPackage, ManifestComponent, NativeProgram, StartResult } from './phone.ts'
import { sameComponent, shortComponent } from './component-name.ts'
import { intentFlag, intentText } from './intent-text.ts'
import { type LaunchPlan, planLaunch } from './launch-rules.ts'
import type { LiveActivity, LiveTask, NewActivity } from './task.ts'
import type { TaskList } from './task-list.ts'

/** How long a launch waits for its first frame (ActivityTaskManager's launch timeout). */
const launchTimeoutMs = 10_000
const shellUid = 2000

export type StartOptions = Parameters<Activities['start']>[1]
type Started = Extract<StartResult, { readonly kind: 'started' }>
type How = NonNullable<Started['how']>
type ResolvedIntent = Intent & { readonly component: ComponentName }
type Launch = NewActivity & { readonly intent: ResolvedIntent }

/** What a start needs of the stack it changes. */
export interface StartedOn {
  readonly tasks: TaskList
  readonly lines: ActivityLog
  readonly home: () => void
  /** Ends an activity that stands above the one that is wanted. */
  readonly remove: (activity: LiveActivity, reason: string) => void
  /** The tasks changed: leaves recents, pauses, resumes and stops what has to be. */
  readonly settle: () => void
}

/** ActivityStarter: who answers an intent, whether the caller may, and what becomes of the tasks. */
export class ActivityStarter {
  readonly #parts: ActivityParts
  readonly #stack: StartedOn

  constructor(parts: ActivityParts, stack: StartedOn) {
    this.#parts = parts
    this.#stack = stack
  }

  async start(intent: Intent, options: StartOptions): Promise<StartResult> {
    const { packages, processes, programs, clock } = this.#parts
    const startedAt = clock.monotonic()
    const [found] = packages.matchActivities(intent, { defaultOnly: true })
    if (found === undefined) return { kind: 'not-found' }
    const { pkg, activity } = found
    const component = { packageName: pkg.packageName, className: activity.className }
    const full = { ...intent, component }
    const denied = this.#denial(full, pkg, activity, options)
    if (denied !== undefined) return { kind: 'denied', message: denied }
    if (options.forceStopFirst === true) processes.forceStop(component.packageName, `from pid ${processes.systemPid}`)
    const { home } = this.#stack.tasks
    if (home?.top !== undefined && sameComponent(component, home.rootComponent)) {
      this.#stack.home()
      return this.#started(home.top, 'HOT', 'brought-to-front', startedAt)
    }
    packages.setStopped(component.packageName, false)
    const sourceTask = this.#sourceTask(options.callingPackage)
    const flags = sourceTask === undefined ? full.flags | intentFlag.activityNewTask : full.flags
    const launch: Launch = {
      component,
      intent: { ...full, flags },
      launchMode: activity.launchMode,
      launchedFrom: { packageName: options.callingPackage, uid: options.callingUid },
    }
    const program = programs.get(component.packageName)
    if (program?.onActivity !== undefined) return this.#startProgram(launch, program, startedAt)
    const plan = planLaunch({ ...launch, sourceTask }, this.#stack.tasks.all)
    return this.#carryOut(plan, launch, { startedAt, wait: options.wait ?? false })
  }

  /** Activities in front start others in their own task. */
  #sourceTask(callingPackage: string): LiveTask | undefined {
    const { tasks } = this.#stack
    const front = tasks.front()
    if (front === undefined || front.component.packageName !== callingPackage || front.taskId === tasks.home?.id)
      return undefined
    return tasks.byId(front.taskId)
  }

  /** ActivityTaskSupervisor.checkStartAnyActivityPermission: root, the system and the app itself may start everything. */
  #denial(
    intent: Intent,
    pkg: InstalledPackage,
    activity: ManifestComponent,
    options: StartOptions,
  ): string | undefined {
    const { callingUid, callingPackage } = options
    if (callingUid === 0 || callingUid === 1000 || callingUid === pkg.uid) return undefined
    const pid = options.callingPid ?? this.#parts.processes.ofPackage(callingPackage)[0]?.pid ?? 0
    const caller = callingUid === shellUid ? 'null' : callingPackage
    const start = `Permission Denial: starting ${intentText(intent)} from ${caller} (pid=${pid}, uid=${callingUid})`
    if (!activity.exported) return `${start} not exported from uid ${pkg.uid}`
    const { permission } = activity
    if (permission === undefined || callingUid === shellUid) return undefined
    const granted = this.#parts.packages.get(callingPackage)?.permissions.get(permission)?.granted ?? false
    return granted ? undefined : `${start} requires ${permission}`
  }

  /** Appium's helper APKs and the like: what stands for their code may decline to show a window. */
  #startProgram(launch: Launch, program: NativeProgram, startedAt: number): StartResult {
    const { component, intent } = launch
    const { processes } = this.#parts
    const kind = processes.ofPackage(component.packageName).length > 0 ? 'WARM' : 'COLD'
    processes.start(component.packageName, { type: 'activity', component: shortComponent(component) })
    if (program.onActivity?.(component, intent) !== true) {
      const activity = this.#stack.tasks.make(-1, launch)
      activity.state = 'finished'
      return this.#started(activity, kind, 'created', startedAt)
    }
    const alone: Launch = { ...launch, launchMode: 'singleTask' }
    const { activity, how } = this.#apply(planLaunch({ ...alone, sourceTask: undefined }, this.#stack.tasks.all), alone)
    this.#stack.settle()
    return this.#started(activity, kind, how, startedAt)
  }

  async #carryOut(
    plan: LaunchPlan,
    launch: Launch,
    options: { readonly startedAt: number; readonly wait: boolean },
  ): Promise<StartResult> {
    const processRuns = this.#parts.processes.ofPackage(launch.component.packageName).length > 0
    const wasFront = this.#stack.tasks.front()
    const { activity, how } = this.#apply(plan, launch)
    const existed = activity.process !== undefined
    this.#stack.settle()
    const kind = !processRuns ? 'COLD' : existed ? 'HOT' : 'WARM'
    const drawn = existed ? undefined : this.#watchFirstFrame(activity, options.startedAt)
    const timedOut = options.wait && (await drawn) === 'timeout'
    // An intent that reaches a task behind others is reported as the task coming to the front.
    const outcome = how === 'delivered-to-top' && wasFront !== activity ? 'brought-to-front' : how
    const result = this.#started(activity, kind, outcome, options.startedAt)
    return timedOut ? { ...result, timedOut } : result
  }

  #apply(plan: LaunchPlan, launch: Launch): { readonly activity: LiveActivity; readonly how: How } {
    const { tasks, lines, remove } = this.#stack
    const { component, intent } = launch
    if (plan.kind === 'new-task') {
      const label = this.#parts.packages.get(component.packageName)?.label ?? component.packageName
      return { activity: tasks.create(launch, label), how: 'created' }
    }
    const { task } = plan
    if (plan.kind !== 'to-front')
      for (const each of [...plan.finish]) {
        lines.finishing(each, 'clear-task-stack')
        remove(each, 'finish-imm:clear-task-stack')
      }
    tasks.moveToFront(task)
    if (plan.kind === 'add') return { activity: tasks.add(task, launch), how: 'created' }
    if (plan.kind === 'to-front') return { activity: plan.top, how: 'brought-to-front' }
    const { activity } = plan
    // REORDER_TO_FRONT moves it above the others of its task.
    task.activities = [...task.activities.filter((each) => each !== activity), activity]
    if (task.activities.length === 1) task.rootIntent = intent
    lines.newIntent(activity, intent)
    activity.intent = intent
    activity.process?.app?.newIntent(intent)
    return { activity, how: 'delivered-to-top' }
  }

  #started(activity: LiveActivity, launch: Started['launch'], how: How, startedAt: number): Started {
    const totalTimeMs = Math.round(this.#parts.clock.monotonic() - startedAt)
    return { kind: 'started', launch, activity, how, totalTimeMs }
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
      this.#stack.lines.displayed(activity, Math.max(1, Math.round(this.#parts.clock.monotonic() - startedAt)))
    return 'drawn'
  }
}
