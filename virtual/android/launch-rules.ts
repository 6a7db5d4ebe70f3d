import type { ComponentName, Intent } from './intent.ts'
import type { ManifestComponent } from './phone.ts'
import { sameComponent } from './component-name.ts'
import { intentFlag, sameFilter } from './intent-text.ts'
import type { LiveActivity, LiveTask } from './task.ts'

/** What a start does to the tasks, decided before anything changes. */
export type LaunchPlan =
  /** A new activity in a new task. */
  | { readonly kind: 'new-task' }
  /** A new activity on top of `task`; `finish` go first. */
  | { readonly kind: 'add'; readonly task: LiveTask; readonly finish: readonly LiveActivity[] }
  /** `activity` gets onNewIntent; `finish` (above it) go first. */
  | {
      readonly kind: 'deliver'
      readonly task: LiveTask
      readonly activity: LiveActivity
      readonly finish: readonly LiveActivity[]
    }
  /** The task comes to the front as it is; the intent is dropped. */
  | { readonly kind: 'to-front'; readonly task: LiveTask; readonly top: LiveActivity }

export interface Launch {
  readonly intent: Intent
  readonly component: ComponentName
  readonly launchMode: ManifestComponent['launchMode']
  /** The task of the activity that asks, if it is an activity. */
  readonly sourceTask: LiveTask | undefined
}

/**
 * Launch modes and intent flags: ActivityStarter.startActivityUnchecked, getReusableTask, complyActivityFlags and
 * deliverToCurrentTopIfNeeded. `tasks`: front first.
 */
export function planLaunch(launch: Launch, tasks: readonly LiveTask[]): LaunchPlan {
  const { intent, component, launchMode, sourceTask } = launch
  const has = (flag: number) => (intent.flags & flag) !== 0
  const single = launchMode === 'singleTask' || launchMode === 'singleInstance'
  const newTask = sourceTask === undefined || has(intentFlag.activityNewTask) || single
  const singleTop = has(intentFlag.activitySingleTop) || launchMode === 'singleTop'

  const reusable = newTask
    ? has(intentFlag.activityMultipleTask) && !single
      ? undefined
      : findTask(tasks, component, launchMode)
    : sourceTask
  if (reusable === undefined) return { kind: 'new-task' }
  if (has(intentFlag.activityNewTask) && has(intentFlag.activityClearTask))
    return { kind: 'add', task: reusable, finish: reusable.activities }

  if (has(intentFlag.activityClearTop) || single) {
    const existing = reusable.topmost(component)
    if (existing !== undefined) {
      const above = reusable.activities.slice(reusable.activities.indexOf(existing) + 1)
      // A standard activity without SINGLE_TOP is finished and made anew.
      if (launchMode === 'standard' && !singleTop) return { kind: 'add', task: reusable, finish: [existing, ...above] }
      return { kind: 'deliver', task: reusable, activity: existing, finish: above }
    }
    return { kind: 'add', task: reusable, finish: [] }
  }
  const { top } = reusable
  if (top === undefined) return { kind: 'add', task: reusable, finish: [] }
  if (singleTop && sameComponent(top.component, component))
    return { kind: 'deliver', task: reusable, activity: top, finish: [] }
  if (!newTask) {
    const existing = has(intentFlag.activityReorderToFront) ? reusable.topmost(component) : undefined
    if (existing !== undefined) return { kind: 'deliver', task: reusable, activity: existing, finish: [] }
    return { kind: 'add', task: reusable, finish: [] }
  }
  if (sameComponent(reusable.rootComponent, component))
    return sameFilter(reusable.rootIntent, intent)
      ? { kind: 'to-front', task: reusable, top }
      : { kind: 'add', task: reusable, finish: [] }
  if (!has(intentFlag.activityResetTaskIfNeeded)) return { kind: 'add', task: reusable, finish: [] }
  return { kind: 'to-front', task: reusable, top }
}

/** The task of the same affinity, which is the package for components of the farm's APKs; empty ones are not reused. */
function findTask(
  tasks: readonly LiveTask[],
  component: ComponentName,
  launchMode: ManifestComponent['launchMode'],
): LiveTask | undefined {
  const alive = tasks.filter(({ activities }) => activities.length > 0)
  if (launchMode === 'singleInstance') return alive.find(({ rootComponent }) => sameComponent(rootComponent, component))
  return alive.find(
    (task) => task.packageName === component.packageName && task.activities[0]?.launchMode !== 'singleInstance',
  )
}
