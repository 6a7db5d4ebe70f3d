import {
  activityEvent,
  type ActivityEventName,
  type EventValue,
  lifecycleCalledValues,
  pauseActivityValues,
} from './event-tags.ts'
import { shortComponent } from './component-name.ts'
import type { ComponentName, Intent } from './intent.ts'
import type { Log } from './phone.ts'

/** What the lines need to know of an activity. */
export interface LoggedActivity {
  readonly number: number
  readonly component: ComponentName
  readonly taskId: number
  readonly intent: Intent
}

/** The events that ActivityTaskManager and the app's ActivityThread write, in the layouts of the phone's version. */
export class ActivityLog {
  readonly #log: Log
  readonly #apiLevel: number
  readonly #systemPid: () => number

  constructor(log: Log, apiLevel: number, systemPid: () => number) {
    this.#log = log
    this.#apiLevel = apiLevel
    this.#systemPid = systemPid
  }

  taskCreated(taskId: number): void {
    // Android 14 adds root task and display.
    this.#event('create_task', this.#apiLevel >= 34 ? [0, taskId, taskId, 0] : [0, taskId])
  }

  taskToFront(taskId: number): void {
    this.#event('task_to_front', this.#apiLevel >= 34 ? [0, taskId, 0] : [0, taskId])
  }

  taskRemoved(taskId: number): void {
    this.#event('remove_task', [taskId, taskId])
  }

  created(activity: LoggedActivity): void {
    this.#event('create_activity', [...this.#where(activity), ...intentValues(activity.intent)])
  }

  newIntent(activity: LoggedActivity, intent: Intent): void {
    this.#event('new_intent', [...this.#where(activity), ...intentValues(intent)])
  }

  /** `fresh`: the activity was not running before (its process starts or it is made anew). */
  resumed(activity: LoggedActivity, appPid: number, fresh: boolean, reason: string): void {
    this.#event(fresh ? 'restart_activity' : 'resume_activity', this.#where(activity))
    this.#event('set_resumed_activity', [0, shortComponent(activity.component), reason])
    if (fresh) this.#called('on_create_called', activity, appPid, 'performCreate')
    else this.#called('on_restart_called', activity, appPid, 'performRestart')
    this.#called('on_start_called', activity, appPid, 'handleStartActivity')
    this.#called('on_resume_called', activity, appPid, 'RESUME_ACTIVITY')
  }

  paused(activity: LoggedActivity, appPid: number, userLeaving: boolean, reason: string): void {
    const component = shortComponent(activity.component)
    const values = pauseActivityValues(this.#apiLevel, { token: activity.number, component, userLeaving, reason })
    this.#event('pause_activity', values)
    this.#called('on_paused_called', activity, appPid, 'performPause')
  }

  stopped(activity: LoggedActivity, appPid: number): void {
    const component = shortComponent(activity.component)
    if (this.#apiLevel >= 29) this.#event('add_to_stopping', [0, activity.number, component, 'makeInvisible'])
    this.#event('stop_activity', [0, activity.number, component])
    this.#called('on_stop_called', activity, appPid, this.#apiLevel >= 29 ? 'STOP_ACTIVITY_ITEM' : 'handleStopActivity')
  }

  finishing(activity: LoggedActivity, reason: string): void {
    this.#event('finish_activity', [...this.#where(activity), reason])
  }

  destroyed(activity: LoggedActivity, appPid: number | undefined, reason: string): void {
    this.#event('destroy_activity', [...this.#where(activity), reason])
    if (appPid !== undefined) this.#called('on_destroy_called', activity, appPid, 'performDestroy')
  }

  /** The first frame of a launch was drawn. */
  displayed(activity: LoggedActivity, tookMs: number): void {
    const component = shortComponent(activity.component)
    this.#event('activity_launch_time', [0, activity.number, component, BigInt(tookMs)])
    this.#log.write({
      buffer: 'system',
      pid: this.#systemPid(),
      priority: 'I',
      tag: this.#apiLevel >= 29 ? 'ActivityTaskManager' : 'ActivityManager',
      message: `Displayed ${component}: ${displayTime(tookMs)}`,
    })
  }

  #where(activity: LoggedActivity): EventValue[] {
    return [0, activity.number, activity.taskId, shortComponent(activity.component)]
  }

  #called(name: ActivityEventName, activity: LoggedActivity, appPid: number, reason: string): void {
    const call = { token: activity.number, className: activity.component.className, reason }
    this.#log.event(activityEvent(name, this.#apiLevel), appPid, lifecycleCalledValues(this.#apiLevel, call))
  }

  #event(name: ActivityEventName, values: readonly EventValue[]): void {
    this.#log.event(activityEvent(name, this.#apiLevel), this.#systemPid(), values)
  }
}

/** action, MIME type, data, flags; NULL where there is none. Flags are logged as a signed int. */
function intentValues(intent: Intent): EventValue[] {
  return [intent.action ?? 'NULL', intent.type ?? 'NULL', intent.data ?? 'NULL', intent.flags | 0]
}

/** TimeUtils.formatDuration of a short time: `+412ms`, `+1s23ms`. */
function displayTime(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return seconds > 0 ? `+${seconds}s${ms % 1000}ms` : `+${ms}ms`
}
