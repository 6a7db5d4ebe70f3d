import { integerOrNull, splitValues, textOrNull, withFreeText } from './event-values.ts'
import { readKey } from './notification-key.ts'
import { readNotificationText } from './notification-text.ts'

/** The meanings of an event's values, by the tables EventLogTags.logtags of Android 5 to 16. null: not said. */
export interface EventFields {
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
  /** notification_enqueue: 0 post, 1 update, 2 ignored. */
  readonly status: number | null
  /** Number for notifications (NotificationListenerService.REASON_*), words for processes. */
  readonly reason: number | string | null
  readonly oomAdj: number | null
  readonly procState: number | null
  /** ms since the notification was created, last updated, and the time its row was visible. */
  readonly lifespanMs: number | null
  readonly freshnessMs: number | null
  readonly exposureMs: number | null
  /** The line was cut before its last value. */
  readonly cut: boolean
  /** What a line of the main buffer tells, where there is no event tag for it. */
  readonly action: 'force-stop' | 'kill' | 'start' | 'enqueue' | 'posted' | null
}

export const noFields: EventFields = {
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
  status: null,
  reason: null,
  oomAdj: null,
  procState: null,
  lifespanMs: null,
  freshnessMs: null,
  exposureMs: null,
  cut: false,
  action: null,
}

type Layout = (values: readonly string[]) => Partial<EventFields> | undefined

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
  const fields = layout === undefined ? {} : layout(plain)
  if (fields === undefined && closed) return undefined
  return { fields: { ...noFields, ...fields, cut: !closed }, values: plain }
}

const layouts: Readonly<Record<string, Layout | undefined>> = {
  notification_enqueue: (values) => {
    const textAt = values.findIndex((value, at) => at >= 6 && value.startsWith('Notification('))
    if (textAt === -1 && values.length < 6) return undefined
    const userAt = textAt === -1 ? 5 : textAt - 1
    const numbers = trailingNumbers(values)
    return {
      uid: integerOrNull(values[0]),
      pid: integerOrNull(values[1]),
      package: textOrNull(values[2]),
      id: integerOrNull(values[3]),
      notificationTag: textOrNull(values.slice(4, userAt).join(',')),
      userId: integerOrNull(values[userAt]),
      channelId:
        textAt === -1
          ? null
          : readNotificationText(values.slice(textAt, values.length - numbers.length).join(',')).channelId,
      status: integerOrNull(numbers[0]),
    }
  },
  notification_cancel: (values) => {
    const all = withFreeText(values, 4, 5)
    if (all === undefined) return undefined
    return {
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
          uid: integerOrNull(values[0]),
          pid: integerOrNull(values[1]),
          package: textOrNull(values[2]),
          userId: integerOrNull(values[3]),
          reason: integerOrNull(values[6]),
        },
  // 7: key,reason,lifespan,freshness,exposure; 8.x + listener; 9 and later rank,count,listener.
  notification_canceled: (values) =>
    keyed(values, (rest) => ({
      reason: integerOrNull(rest[0]),
      lifespanMs: integerOrNull(rest[1]),
      freshnessMs: integerOrNull(rest[2]),
      exposureMs: integerOrNull(rest[3]),
    })),
  notification_clicked: (values) => keyed(values, times),
  notification_visibility: (values) => keyed(values, (rest) => times(rest.slice(1))),
  notification_expansion: (values) => keyed(values, (rest) => times(rest.slice(2))),
  notification_action_clicked: (values) => keyed(values, () => ({})),
  notification_alert: (values) => keyed(values, () => ({})),
  notification_autogrouped: (values) => keyed(values, () => ({})),
  notification_unautogrouped: (values) => keyed(values, () => ({})),
  am_proc_start: (values) => {
    const [userId, pid, uid, process] = values
    if (process === undefined) return undefined
    const component = values
      .slice(5)
      .join(',')
      .replace(/^\{(.*)\}$/s, '$1')
    return {
      userId: integerOrNull(userId),
      pid: integerOrNull(pid),
      uid: integerOrNull(uid),
      process,
      package: packageOfComponent(component) ?? packageOfProcess(process),
      component: textOrNull(component === '' ? undefined : component),
      reason: values[4] ?? null,
    }
  },
  am_proc_bound: (values) => ofProcess(values[0], values[1], values[2]),
  am_proc_died: (values) => {
    const process = ofProcess(values[0], values[1], values[2])
    return process && { ...process, oomAdj: integerOrNull(values[3]), procState: integerOrNull(values[4]) }
  },
  am_kill: (values) => {
    // One family of trees has the memory in front of the process name.
    const memoryFirst = /^\d+$/.test(values[2] ?? '') && /^-?\d+$/.test(values[4] ?? '')
    const at = memoryFirst ? 3 : 2
    const process = ofProcess(values[0], values[1], values[at])
    const tail = values.slice(at + 2)
    const rssBehind = !memoryFirst && tail.length > 1 && /^\d+$/.test(tail.at(-1) ?? '')
    return (
      process && {
        ...process,
        oomAdj: integerOrNull(values[at + 1]),
        reason: (rssBehind ? tail.slice(0, -1) : tail).join(','),
      }
    )
  },
  am_freeze: (values) => ofProcess(undefined, values[0], values[1]),
  am_unfreeze: (values) => ofProcess(undefined, values[0], values[1]),
  am_crash: (values) => {
    const process = ofProcess(values[0], values[1], values[2])
    return process && { ...process, reason: values.slice(4).join(',') }
  },
  am_anr: (values) => {
    const process = ofProcess(values[0], values[1], values[2])
    return process && { ...process, reason: values.slice(4).join(',') }
  },
  am_wtf: (values) => {
    const process = ofProcess(values[0], values[1], values[2])
    return process && { ...process, reason: values.slice(4).join(',') }
  },
}

/** Activity events name a component somewhere; which other values they have differs from tag to tag and version to version. */
const activity: Layout = (values) => {
  const component = values.find((value) => /^\{?[a-zA-Z]\w*(?:\.\w+)+\/[\w.$]+\}?$/.test(value))?.replace(/[{}]/g, '')
  return component === undefined ? {} : { component, package: packageOfComponent(component) ?? null }
}

/** A key may hold commas in its tag: it ends at the first `|digits` that is followed by a number. */
function keyed(
  values: readonly string[],
  rest: (rest: readonly string[]) => Partial<EventFields>,
): Partial<EventFields> | undefined {
  for (let end = 1; end <= values.length; end++) {
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
  return { lifespanMs: integerOrNull(rest[0]), freshnessMs: integerOrNull(rest[1]), exposureMs: integerOrNull(rest[2]) }
}

function ofProcess(
  userId: string | undefined,
  pid: string | undefined,
  process: string | undefined,
): Partial<EventFields> | undefined {
  if (process === undefined) return undefined
  return { userId: integerOrNull(userId), pid: integerOrNull(pid), process, package: packageOfProcess(process) }
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

/** `-v descriptive` prints `name=value`; told by a first value of that form, which no tag has otherwise. */
function withoutNames(values: readonly string[]): readonly string[] {
  if (!/^[A-Za-z][\w ]*=-?\d+$/.test(values[0] ?? '')) return values
  return values.map((value) => value.replace(/^[A-Za-z][\w ]*=/, ''))
}
