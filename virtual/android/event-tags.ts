import { tagNumbers } from './event-tag-table.ts'
import type { NotificationContent } from './notification.ts'
import { notificationText } from './notification-text.ts'

/** One value of an event: a number is logged as int, a bigint as long. `NULL` stands for a null string. */
export type EventValue = string | number | bigint

/** The tag's number, for the binary form. Throws RangeError for a tag that is not in the table. */
export function eventTagNumber(tag: string): number {
  const number = tagNumbers.get(tag)
  if (number === undefined) throw new RangeError(`the events log has no tag ${tag}`)
  return number
}

/** The values as logcat prints them: a list in brackets without blanks, one value bare, none as empty text. */
export function eventText(values: readonly EventValue[]): string {
  if (values.length === 0) return ''
  const texts = values.map(String)
  return texts.length === 1 ? texts.join('') : `[${texts.join(',')}]`
}

/** Events about activities, without their prefix. */
export type ActivityEventName =
  | 'finish_activity'
  | 'task_to_front'
  | 'new_intent'
  | 'create_task'
  | 'create_activity'
  | 'restart_activity'
  | 'resume_activity'
  | 'activity_launch_time'
  | 'pause_activity'
  | 'destroy_activity'
  | 'on_paused_called'
  | 'on_resume_called'
  | 'set_resumed_activity'
  | 'stop_activity'
  | 'on_stop_called'
  | 'on_create_called'
  | 'on_restart_called'
  | 'on_start_called'
  | 'on_destroy_called'
  | 'remove_task'
  | 'add_to_stopping'

/** The tag of an activity event: `am_...` up to Android 10, `wm_...` from 11 on. */
export function activityEvent(name: ActivityEventName, apiLevel: number): string {
  return `${apiLevel >= 30 ? 'wm' : 'am'}_${name}`
}

/**
 * Values of `activityEvent('pause_activity')`: user, token, `pkg/.Class`, userLeaving, and from Android 12 on the reason.
 * `token` is the activity's identity hash as a number.
 */
export function pauseActivityValues(
  apiLevel: number,
  pause: {
    readonly userId?: number
    readonly token: number
    readonly component: string
    readonly userLeaving: boolean
    readonly reason: string
  },
): EventValue[] {
  const values: EventValue[] = [pause.userId ?? 0, pause.token, pause.component]
  if (apiLevel >= 29) values.push(`userLeaving=${String(pause.userLeaving)}`)
  if (apiLevel >= 31) values.push(pause.reason)
  return values
}

/** Values of `on_..._called`: the user up to Android 10, the token from 11 on, and from 14 on the ms the callback took. */
export function lifecycleCalledValues(
  apiLevel: number,
  call: {
    readonly userId?: number
    readonly token: number
    readonly className: string
    readonly reason: string
    readonly tookMs?: number
  },
): EventValue[] {
  const values: EventValue[] = [apiLevel >= 30 ? call.token : (call.userId ?? 0), call.className, call.reason]
  if (apiLevel >= 34) values.push(call.tookMs ?? 0)
  return values
}

const enqueueStatus = { post: 0, update: 1, ignored: 2 } as const

/** notification_enqueue. Android 16 adds app_provided. */
export function notificationEnqueueValues(
  apiLevel: number,
  enqueue: {
    readonly uid: number
    readonly pid: number
    readonly packageName: string
    readonly id: number
    readonly tag: string | null
    readonly userId?: number
    readonly content: NotificationContent
    readonly status: keyof typeof enqueueStatus
  },
): EventValue[] {
  const values: EventValue[] = [
    enqueue.uid,
    enqueue.pid,
    enqueue.packageName,
    enqueue.id,
    enqueue.tag ?? 'NULL',
    enqueue.userId ?? 0,
    notificationText(enqueue.content, apiLevel),
    enqueueStatus[enqueue.status],
  ]
  return apiLevel >= 36 ? [...values, 0] : values
}

/** notification_cancel: somebody asked for one notification to be removed. */
export function notificationCancelValues(cancel: {
  readonly uid: number
  readonly pid: number
  readonly packageName: string
  readonly id: number
  readonly tag: string | null
  readonly userId?: number
  readonly requiredFlags?: number
  readonly forbiddenFlags?: number
  readonly reason: number
  readonly listener?: string
}): EventValue[] {
  return [
    cancel.uid,
    cancel.pid,
    cancel.packageName,
    cancel.id,
    cancel.tag ?? 'NULL',
    cancel.userId ?? 0,
    cancel.requiredFlags ?? 0,
    cancel.forbiddenFlags ?? 0,
    cancel.reason,
    cancel.listener ?? 'NULL',
  ]
}

/** notification_cancel_all: the same for a whole package. */
export function notificationCancelAllValues(cancel: {
  readonly uid: number
  readonly pid: number
  readonly packageName: string
  readonly userId?: number
  readonly requiredFlags?: number
  readonly forbiddenFlags?: number
  readonly reason: number
  readonly listener?: string
}): EventValue[] {
  return [
    cancel.uid,
    cancel.pid,
    cancel.packageName,
    cancel.userId ?? 0,
    cancel.requiredFlags ?? 0,
    cancel.forbiddenFlags ?? 0,
    cancel.reason,
    cancel.listener ?? 'NULL',
  ]
}

/** A row's times in ms: since it was created, since its last update, and how long it was on the screen; its place from 0. */
interface RowTimes {
  readonly lifespanMs: number
  readonly freshnessMs: number
  readonly exposureMs: number
  /** -1 when the row was never on the screen. */
  readonly rank?: number
  readonly count?: number
}

/** notification_canceled: it is gone. `reason` is a NotificationListenerService.REASON_*. Android 8 has no rank and count. */
export function notificationCanceledValues(
  apiLevel: number,
  canceled: RowTimes & { readonly key: string; readonly reason: number; readonly listener?: string },
): EventValue[] {
  const { key, reason, lifespanMs, freshnessMs, exposureMs } = canceled
  const place = apiLevel >= 28 ? [canceled.rank ?? -1, canceled.count ?? -1] : []
  return [key, reason, lifespanMs, freshnessMs, exposureMs, ...place, canceled.listener ?? 'NULL']
}

/** notification_clicked. */
export function notificationClickedValues(
  apiLevel: number,
  clicked: RowTimes & { readonly key: string },
): EventValue[] {
  const values: EventValue[] = [clicked.key, clicked.lifespanMs, clicked.freshnessMs, clicked.exposureMs]
  return apiLevel >= 28 ? [...values, clicked.rank ?? 0, clicked.count ?? 1] : values
}

/** notification_visibility: a row came into sight or left it. */
export function notificationVisibilityValues(
  change: RowTimes & { readonly key: string; readonly visible: boolean },
): EventValue[] {
  const { key, visible, lifespanMs, freshnessMs, exposureMs, rank } = change
  return [key, visible ? 1 : 0, lifespanMs, freshnessMs, exposureMs, rank ?? 0]
}

/** notification_alert: it made a noise, vibrated or blinked. Android 16 adds politeness and mute reason. */
export function notificationAlertValues(
  apiLevel: number,
  alert: { readonly key: string; readonly buzz: boolean; readonly beep: boolean; readonly blink: boolean },
): EventValue[] {
  const values: EventValue[] = [alert.key, alert.buzz ? 1 : 0, alert.beep ? 1 : 0, alert.blink ? 1 : 0]
  return apiLevel >= 36 ? [...values, 0, 0] : values
}

/**
 * am_proc_start. `component` is ComponentName.flattenToShortString (`pkg/.Class`) or a bare word. Android 10 and newer
 * print components as `{pkg/full.Class}`; an activity that will be on top is called by other words from Android 12 on.
 */
export function amProcStartValues(
  apiLevel: number,
  start: {
    readonly userId?: number
    readonly pid: number
    readonly uid: number
    readonly processName: string
    /** activity, service, broadcast, content provider ... */
    readonly type: string
    readonly component: string
  },
): EventValue[] {
  const type = start.type === 'activity' ? activityHosting(apiLevel) : start.type
  const component = apiLevel >= 29 ? shortString(start.component) : start.component
  return [start.userId ?? 0, start.pid, start.uid, start.processName, type, component]
}

function activityHosting(apiLevel: number): string {
  if (apiLevel >= 33) return 'next-top-activity'
  return apiLevel >= 31 ? 'pre-top-activity' : 'activity'
}

/** ComponentName.toShortString from `pkg/.Class`; other words stay. */
function shortString(component: string): string {
  const slash = component.indexOf('/')
  if (slash < 0 || component.startsWith('{')) return component
  const packageName = component.slice(0, slash)
  const className = component.slice(slash + 1)
  return `{${packageName}/${className.startsWith('.') ? packageName + className : className}}`
}

/** am_proc_bound. */
export function amProcBoundValues(bound: {
  readonly userId?: number
  readonly pid: number
  readonly processName: string
}): EventValue[] {
  return [bound.userId ?? 0, bound.pid, bound.processName]
}

/** am_proc_died. `procState`: ActivityManager.PROCESS_STATE_*, e.g. 2 top, 19 cached empty. */
export function amProcDiedValues(died: {
  readonly userId?: number
  readonly pid: number
  readonly processName: string
  readonly oomAdj: number
  readonly procState: number
}): EventValue[] {
  return [died.userId ?? 0, died.pid, died.processName, died.oomAdj, died.procState]
}

/** am_kill. Android 14 adds the resident memory in KiB. */
export function amKillValues(
  apiLevel: number,
  kill: {
    readonly userId?: number
    readonly pid: number
    readonly processName: string
    readonly oomAdj: number
    readonly reason: string
    readonly rssKib?: number
  },
): EventValue[] {
  const values: EventValue[] = [kill.userId ?? 0, kill.pid, kill.processName, kill.oomAdj, kill.reason]
  return apiLevel >= 34 ? [...values, BigInt(kill.rssKib ?? 0)] : values
}
