import { fullComponent, parseComponent, shortComponent } from '../../android/component-name.ts'
import type { ActivityRecord, ProcessRecord, ServiceRecord, Task } from '../../android/phone.ts'
import { uidText, type DumpRequest } from './dump-request.ts'

/** How dumps name the system's objects; the layouts are toString() of each version's class. */

/** `ProcessRecord{h PID:NAME/u0a123}` */
export function processName(process: ProcessRecord, { hash }: DumpRequest): string {
  return `ProcessRecord{${hash('ProcessRecord', String(process.pid))} ${shortProcess(process)}}`
}

/** `PID:NAME/u0a123` */
export function shortProcess(process: ProcessRecord): string {
  return `${process.pid}:${process.name}/${uidText(process.uid)}`
}

/** `ActivityRecord{h u0 pkg/.A t12}`. Android 13 closes the brace before the task. */
export function activityName(activity: ActivityRecord, { apiLevel }: DumpRequest): string {
  const finishing = activity.state === 'finished' ? ' f}' : ''
  const brace = apiLevel === 33 ? '}' : ''
  return `ActivityRecord{${activity.token} u0 ${shortComponent(activity.component)}${brace} t${activity.taskId}${finishing}}`
}

/** What `mFocusedApp` holds: the activity's window token up to Android 10. */
export function focusedAppName(activity: ActivityRecord, request: DumpRequest): string {
  if (request.apiLevel >= 30) return activityName(activity, request)
  const { hash } = request
  return `AppWindowToken{${hash('AppWindowToken', activity.token)} token=Token{${hash('Token', activity.token)} ${activityName(activity, request)}}}`
}

/** The long form of a task, as it stands behind `* ` in `dumpsys activity activities`. */
export function taskName(task: Task, request: DumpRequest): string {
  const { apiLevel, phone } = request
  const hash = request.hash('Task', String(task.id))
  const size = task.activities.length
  if (apiLevel <= 29) return `TaskRecord{${hash} #${task.id} A=${affinity(task)} U=0 StackId=${task.id} sz=${size}}`
  const visible = isVisible(task, request)
  const uid = phone.packages.get(task.packageName)?.uid ?? 1000
  const type = isHome(task, request) ? 'home' : 'standard'
  if (apiLevel === 30) {
    return `Task{${hash} #${task.id} visible=${visible} type=${type} mode=fullscreen translucent=false A=${uid}:${affinity(task)} U=0 StackId=${task.id} sz=${size}}`
  }
  return `Task{${hash} #${task.id} type=${type} A=${uid}:${affinity(task)} U=0 visible=${visible} visibleRequested=${visible} mode=fullscreen translucent=${!visible} sz=${size}}`
}

/** The form of a task inside other lines: short from Android 14 on. */
export function taskReference(task: Task, request: DumpRequest): string {
  if (request.apiLevel < 34) return taskName(task, request)
  const uid = request.phone.packages.get(task.packageName)?.uid ?? 1000
  const type = isHome(task, request) ? 'home' : 'standard'
  return `Task{${request.hash('Task', String(task.id))} #${task.id} type=${type} A=${uid}:${affinity(task)}}`
}

export function affinity(task: Task): string {
  return task.activities[0]?.component.packageName ?? task.packageName
}

export function isHome(task: Task, { phone }: DumpRequest): boolean {
  const home = parseComponent(phone.rom.homeActivity)
  return home !== undefined && task.packageName === home.packageName
}

/** The task of the activity in front. */
export function isVisible(task: Task, { phone }: DumpRequest): boolean {
  return phone.power.screenOn && !phone.power.locked && phone.activities.resumed()?.taskId === task.id
}

/** `ServiceRecord{h u0 pkg/.S}`, from Android 14 on with its caller. */
export function serviceName(service: ServiceRecord, { apiLevel, hash }: DumpRequest): string {
  const caller = apiLevel >= 34 ? ` c:${service.component.packageName}` : ''
  return `ServiceRecord{${hash('ServiceRecord', fullComponent(service.component))} u0 ${shortComponent(service.component)}${caller}}`
}

/** `Window{h u0 TITLE}` */
export function windowName(title: string, { hash }: DumpRequest): string {
  return `Window{${hash('Window', title)} u0 ${title}}`
}
