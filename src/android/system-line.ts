import { type EventFields, noFields, packageOfProcess } from './event-fields.ts'
import { forceStopFor, forceStopOf } from './force-stop.ts'
import type { LogLine } from './log-line.ts'
import { readHeader } from './notification-header.ts'
import { readNotificationText } from './notification-text.ts'

/**
 * Lines of the main and system buffers that tell what an event would: some ROMs write no events, or mute a tag.
 * Undefined for any other line.
 */
export function readSystemLine({ tag, message }: LogLine): EventFields | undefined {
  switch (tag) {
    case 'ActivityManager':
      return readActivityManager(message)
    case 'StatusBar':
    case 'NotificationListener':
      return readPosted(message)
    case 'NotificationManager':
    case 'NotificationService':
      return readNotificationManager(message)
    case 'lowmemorykiller':
    case 'lmkd':
      return readLowMemoryKiller(message)
    case 'AwareLog':
      return readAwareness(message)
    default:
      return undefined
  }
}

/** EMUI and debug builds of SystemUI print the whole StatusBarNotification, EMUI its times behind it. */
function readPosted(message: string): EventFields | undefined {
  if (!/^onNotificationPosted:? /.test(message)) return undefined
  const header = readHeader(message.replace(/^onNotificationPosted:? (?:- )?/, ''))
  if (header === undefined) return undefined
  const end = header.notification.lastIndexOf('))')
  const behind = end === -1 ? '' : header.notification.slice(end)
  const text = readNotificationText(end === -1 ? header.notification : header.notification.slice(0, end + 2))
  return {
    ...noFields,
    action: 'posted',
    package: header.package,
    userId: header.userId,
    id: header.id,
    notificationTag: header.tag,
    key: header.key,
    channelId: text.channelId,
    flags: text.flags,
    postedAtMs: number(/\bpost=(\d+)/.exec(behind)?.[1]),
    whenMs: number(/\bwhen=(\d+)/.exec(behind)?.[1]),
  }
}

function readNotificationManager(message: string): EventFields | undefined {
  // The service's own line, and the one that the app's process writes (One UI, some Android versions).
  const service = /^enqueueNotificationInternal: pkg=(\S+) id=(-?\d+) notification=(Notification\(.*)$/s.exec(message)
  const app = /^([\w.]+): notify\((-?\d+), (.*?), (Notification\(.*)$/s.exec(message)
  const [, packageName, id] = service ?? app ?? []
  if (packageName === undefined) return undefined
  const text = readNotificationText((service?.[3] ?? app?.[4] ?? '').replace(/\) as user\s*$/, ''))
  const tag = app?.[3]
  return {
    ...noFields,
    action: 'enqueue',
    package: packageName,
    id: number(id),
    notificationTag: tag === undefined || tag === 'null' ? null : tag,
    channelId: text.channelId,
    flags: text.flags,
  }
}

function readActivityManager(message: string): EventFields | undefined {
  // Stopping one service of an app is written with two blanks in front and is no force-stop of the app.
  const forced = /^Force stopping (\S+) appid=(-?\d+) user=(-?\d+): (.*)$/s.exec(message)
  if (forced?.[1] !== undefined) {
    return {
      ...noFields,
      package: forced[1],
      uid: number(forced[2]),
      userId: number(forced[3]),
      reason: forced[4] ?? null,
      ...forceStopFor(forced[4] ?? ''),
    }
  }
  const killing = /^Killing (\d+):(\S+?)\/(\S+) \(adj (-?\d+)\): (.*)$/s.exec(message)
  if (killing?.[2] !== undefined) {
    return {
      ...noFields,
      action: 'kill',
      ...ofProcess(killing[1], killing[2]),
      oomAdj: number(killing[4]),
      reason: killing[5] ?? null,
      ...forceStopOf(killing[5] ?? ''),
    }
  }
  const started = /^Start proc (\d+):(\S+?)\/(\S+) for (.*)$/s.exec(message)
  if (started?.[2] !== undefined) {
    return { ...noFields, action: 'start', ...ofProcess(started[1], started[2]), reason: started[4] ?? null }
  }
  const died = /^Process (\S+) \(pid (\d+)\) has died(?:: (.*))?\.?$/s.exec(message)
  if (died?.[1] !== undefined) {
    return { ...noFields, action: 'died', ...ofProcess(died[2], died[1]), reason: died[3] ?? null }
  }
  return undefined
}

/** lmkd kills without a word in the events log. */
function readLowMemoryKiller(message: string): EventFields | undefined {
  const [, process, pid, uid, oomAdj, reason] =
    /^Kill(?:ing)? '(\S+)' \((\d+)\)(?:, uid (\d+))?,? (?:oom_(?:score_)?)?adj (-?\d+)(?: (.*))?$/s.exec(message) ?? []
  if (process === undefined) return undefined
  return {
    ...noFields,
    action: 'kill',
    ...ofProcess(pid, process),
    uid: number(uid),
    oomAdj: number(oomAdj),
    reason: reason ?? null,
    by: 'lmkd',
  }
}

/** Huawei's iAware tells in the main log which apps its memory killer passes over. Its lines hold the word kill anyway. */
function readAwareness(message: string): EventFields | undefined {
  const [, what, packageName, uid] = /^AwareMem_Kill: (.*?)=([\w.]+), uid=(\d+)/s.exec(message) ?? []
  if (what === undefined || packageName === undefined) return undefined
  const spared = /\b(?:not kill|move high)\b/.test(what)
  return {
    ...noFields,
    action: spared ? 'spared' : null,
    package: packageName,
    uid: number(uid),
    reason: what.replace(/^updateGroupList package: /, ''),
  }
}

function ofProcess(pid: string | undefined, process: string): Partial<EventFields> {
  return { pid: number(pid), process, package: packageOfProcess(process) }
}

function number(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}
