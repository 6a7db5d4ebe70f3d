import { integerOrNull, millisOrNull, splitValues, textOrNull, withFreeText, withoutNames } from './event-values.ts'
import { readKey } from './notification-key.ts'
import { readNotificationText } from './notification-text.ts'
import { forceStopOf } from './force-stop.ts'

/** What happened, where it can be told. */
export type EventAction =
  | 'enqueue'
  | 'posted'
  | 'cancel'
  | 'click'
  | 'start'
  | 'kill'
  | 'force-stop'
  /** An installer stopped it for an update or a removal. */
  | 'package-change'
  | 'died'
  | 'crash'
  | 'anr'
  | 'freeze'
  | 'unfreeze'
  /** A vendor's memory killer looked at it and let it live. */
  | 'spared'

/** The meanings of an event's values, by the tables EventLogTags.logtags of Android 5 to 16. null: not said. */
export interface EventFields {
  readonly action: EventAction | null
  readonly userId: number | null
  /** The process the event is about, not the one that wrote it. */
  readonly pid: number | null
  readonly uid: number | null
  readonly package: string | null
  readonly process: string | null
  readonly component: string | null
  /** Notification id. */
  readonly id: number | null
  readonly notificationTag: string | null
  readonly key: string | null
  readonly channelId: string | null
  /** android.app.Notification.FLAG_* bits. */
  readonly flags: number | null
  /** notification_enqueue: 0 post, 1 update, 2 ignored. */
  readonly status: number | null
  /** Number for notifications (NotificationListenerService.REASON_*), words for processes. */
  readonly reason: number | string | null
  /** Who force-stopped it: a package, or `pid N`. */
  readonly by: string | null
  readonly oomAdj: number | null
  readonly procState: number | null
  /** am_kill from Android 14 on: resident memory as printed. */
  readonly rss: number | null
  /** ms since the notification was created, last updated, and the time its row was visible. */
  readonly lifespanMs: number | null
  readonly freshnessMs: number | null
  readonly exposureMs: number | null
  /** ms since the epoch, from the main buffer of ROMs that print it: when it was posted, and what the app called its time. */
  readonly postedAtMs: number | null
  readonly whenMs: number | null
  /** The line was cut before its last value. */
  readonly cut: boolean
}

export const noFields: EventFields = {
  action: null,
  userId: null,
  pid: null,
  uid: null,
  package: null,
  process: null,
  component: null,
  id: null,
  notificationTag: null,
  key: null,
  channelId: null,
  flags: null,
  status: null,
  reason: null,
  by: null,
  oomAdj: null,
  procState: null,
  rss: null,
  lifespanMs: null,
  freshnessMs: null,
  exposureMs: null,
  postedAtMs: null,
  whenMs: null,
  cut: false,
}

type Layout = (values: readonly string[]) => Partial<EventFields> | undefined

/** Tags whose values are known: such a line is an event whatever its message looks like. */
export function isKnownEvent(tag: string): boolean {
  return layouts[tag] !== undefined
}

/**
 * Gives meaning to the values. Newer versions and vendors append values, so counts are minima. Undefined when a known tag
 * has too few values though the list is closed.
 */
export function readEventFields(
  tag: string,
  message: string,
): { readonly fields: EventFields; readonly values: readonly string[] } | undefined {
  const { values, closed } = splitValues(message)
  const plain = withoutNames(values)
  const layout = layouts[tag] ?? (/^[aw]m_/.test(tag) ? activity : undefined)
  const fields = layout === undefined ? {} : layout(closed ? plain : certain(plain))
  if (fields === undefined && closed) return undefined
  return { fields: { ...noFields, ...fields, cut: !closed }, values: plain }
}

/** Of a list that is cut off, the last value may be half; only the notification's text tells by itself what is whole. */
function certain(values: readonly string[]): readonly string[] {
  return values.some((value) => value.startsWith('Notification(')) ? values : values.slice(0, -1)
}

const layouts: Readonly<Record<string, Layout | undefined>> = {
  notification_enqueue: (values) => {
    const textAt = values.findIndex(
      (value, at) => at >= 6 && /^Notification\(/.test(value) && integerOrNull(values[at - 1]) !== null,
    )
    const numbers = textAt === -1 ? [] : trailingNumbers(values)
    if (textAt === -1) return enqueueWithoutText(values)
    const text = readNotificationText(values.slice(textAt, values.length - numbers.length).join(','))
    return {
      action: 'enqueue',
      uid: integerOrNull(values[0]),
      pid: integerOrNull(values[1]),
      package: textOrNull(values[2]),
      id: integerOrNull(values[3]),
      notificationTag: textOrNull(values.slice(4, textAt - 1).join(',')),
      userId: integerOrNull(values[textAt - 1]),
      channelId: text.channelId,
      flags: text.flags,
      status: integerOrNull(numbers[0]),
    }
  },
  notification_cancel: (values) => {
    const all = withFreeText(values, 4, 5)
    if (all === undefined || integerOrNull(all[3]) === null || integerOrNull(all[5]) === null) return undefined
    return {
      action: 'cancel',
      uid: integerOrNull(all[0]),
      pid: integerOrNull(all[1]),
      package: textOrNull(all[2]),
      id: integerOrNull(all[3]),
      notificationTag: textOrNull(all[4]),
      userId: integerOrNull(all[5]),
      reason: integerOrNull(all[8]),
    }
  },
  notification_cancel_all: (values) =>
    values.length < 7
      ? undefined
      : {
          action: 'cancel',
          uid: integerOrNull(values[0]),
          pid: integerOrNull(values[1]),
          package: textOrNull(values[2]),
          userId: integerOrNull(values[3]),
          reason: integerOrNull(values[6]),
        },
  // 7: key,reason,lifespan,freshness,exposure; 8.x + listener; 9 and later rank,count,listener.
  notification_canceled: (values) =>
    keyed(values, (rest) => ({ action: 'cancel', reason: integerOrNull(rest[0]), ...times(rest.slice(1)) })),
  notification_clicked: (values) => keyed(values, (rest) => ({ action: 'click', ...times(rest) })),
  notification_visibility: (values) => keyed(values, (rest) => times(rest.slice(1))),
  notification_expansion: (values) => keyed(values, (rest) => times(rest.slice(2))),
  // To 14: action_index in front of the times; 15 and later also an identifier and the pending intent.
  notification_action_clicked: (values) =>
    keyed(values, (rest) => ({ action: 'click', ...times(rest.slice(rest.length >= 8 ? 3 : 1)) })),
  notification_alert: (values) => keyed(values, () => ({})),
  notification_autogrouped: (values) => keyed(values, () => ({})),
  notification_unautogrouped: (values) => keyed(values, () => ({})),
  am_proc_start: (values) => {
    const [userId, pid, uid, process, type] = values
    if (process === undefined || integerOrNull(pid) === null) return undefined
    const component = values
      .slice(5)
      .join(',')
      .replace(/^\{(.*)\}$/s, '$1')
    return {
      action: 'start',
      userId: integerOrNull(userId),
      pid: integerOrNull(pid),
      uid: integerOrNull(uid),
      process,
      package: packageOfComponent(component) ?? packageOfProcess(process),
      component: component === '' ? null : textOrNull(component),
      reason: textOrNull(type),
    }
  },
  am_proc_bound: (values) => ofProcess(values),
  am_proc_died: (values) => {
    const process = ofProcess(values)
    return (
      process && {
        ...process,
        action: 'died',
        oomAdj: integerOrNull(values[3]),
        procState: integerOrNull(values[4]),
      }
    )
  },
  am_kill: (values) => {
    // One family of trees has the memory in front of the process name.
    const memoryFirst = /^\d+$/.test(values[2] ?? '') && /^-?\d+$/.test(values[4] ?? '')
    const at = memoryFirst ? 3 : 2
    const process = ofProcess([values[0] ?? '', values[1] ?? '', ...values.slice(at, at + 1)])
    if (process === undefined) return undefined
    const tail = values.slice(at + 2)
    const rssBehind = !memoryFirst && tail.length > 1 && integerOrNull(tail.at(-1)) !== null
    const reason = (rssBehind ? tail.slice(0, -1) : tail).join(',')
    return {
      ...process,
      action: 'kill',
      oomAdj: integerOrNull(values[at + 1]),
      reason: reason === '' ? null : reason,
      rss: memoryFirst ? integerOrNull(values[2]) : rssBehind ? integerOrNull(tail.at(-1)) : null,
      ...forceStopOf(reason),
    }
  },
  am_freeze: (values) => frozen(values, 'freeze'),
  am_unfreeze: (values) => frozen(values, 'unfreeze'),
  am_crash: (values) => failed(values, 'crash'),
  am_anr: (values) => failed(values, 'anr'),
  am_wtf: (values) => failed(values, null),
}

/** Without `Notification(` the tag cannot be told from what follows it, unless the list has just the values it must have. */
function enqueueWithoutText(values: readonly string[]): Partial<EventFields> | undefined {
  if (values.length < 6) return undefined
  const plain = values.length <= 9
  return {
    action: 'enqueue',
    uid: integerOrNull(values[0]),
    pid: integerOrNull(values[1]),
    package: textOrNull(values[2]),
    id: integerOrNull(values[3]),
    notificationTag: plain ? textOrNull(values[4]) : null,
    userId: plain ? integerOrNull(values[5]) : null,
    status: plain ? integerOrNull(values[7]) : null,
  }
}

/** Activity events name a component somewhere; which other values they have differs from tag to tag and version to version. */
const activity: Layout = (values) => {
  const component = values.find((value) => /^\{?[a-zA-Z]\w*(?:\.\w+)+\/[\w.$]+\}?$/.test(value))?.replace(/[{}]/g, '')
  return component === undefined ? {} : { component, package: packageOfComponent(component) ?? null }
}

/** The tag within a key may hold commas. No value behind the key has a `|`, so the key ends in the last one that has. */
function keyed(
  values: readonly string[],
  rest: (rest: readonly string[]) => Partial<EventFields>,
): Partial<EventFields> | undefined {
  for (let end = values.findLastIndex((value) => value.includes('|')) + 1; end > 0; end--) {
    const text = values.slice(0, end).join(',')
    const key = readKey(text)
    if (key === undefined) continue
    return {
      key: text,
      package: key.package,
      userId: key.userId,
      id: key.id,
      notificationTag: key.tag,
      uid: key.uid,
      ...rest(values.slice(end)),
    }
  }
  return undefined
}

function times(rest: readonly string[]): Partial<EventFields> {
  return { lifespanMs: millisOrNull(rest[0]), freshnessMs: millisOrNull(rest[1]), exposureMs: millisOrNull(rest[2]) }
}

/** user, pid, process */
function ofProcess([userId, pid, process]: readonly string[]): Partial<EventFields> | undefined {
  if (process === undefined || process === '' || integerOrNull(pid) === null) return undefined
  return { userId: integerOrNull(userId), pid: integerOrNull(pid), process, package: packageOfProcess(process) }
}

function frozen([pid, process]: readonly string[], action: EventAction): Partial<EventFields> | undefined {
  if (process === undefined || integerOrNull(pid) === null) return undefined
  return { action, pid: integerOrNull(pid), process, package: packageOfProcess(process) }
}

/** user, pid, process, flags, then what went wrong. */
function failed(values: readonly string[], action: EventAction | null): Partial<EventFields> | undefined {
  const process = ofProcess(values)
  const reason = values.slice(4).join(',')
  return process && { ...process, action, reason: reason === '' ? null : reason }
}

export function packageOfProcess(process: string): string {
  return process.split(':')[0] ?? process
}

function packageOfComponent(component: string): string | undefined {
  const slash = component.indexOf('/')
  return slash === -1 ? undefined : component.slice(0, slash)
}

/** `status` and, on newer versions, `app_provided` behind the notification's text. */
function trailingNumbers(values: readonly string[]): readonly string[] {
  let from = values.length
  while (from > 0 && values.length - from < 3 && /^\d+$/.test(values[from - 1] ?? '')) from--
  return values[from - 1]?.endsWith(')') === true || values[from - 1] === 'NULL' ? values.slice(from) : []
}
