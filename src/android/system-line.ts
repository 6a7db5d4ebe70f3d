import { type EventFields, noFields, packageOfProcess } from './event-fields.ts'
import type { LogLine } from './log-line.ts'
import { readHeader } from './notification-header.ts'

/**
 * Lines of the main and system buffers that tell what an event would: some ROMs write no events, or mute a tag.
 * Undefined for any other line.
 */
export function readSystemLine(line: LogLine): EventFields | undefined {
  const { tag, message } = line
  if (tag === 'ActivityManager') return readActivityManager(message)
  if (tag === 'StatusBar' && message.startsWith('onNotificationPosted: ')) {
    // EMUI and AOSP debug builds print the whole StatusBarNotification.
    const header = readHeader(message.slice('onNotificationPosted: '.length))
    if (header === undefined) return undefined
    return {
      ...noFields,
      action: 'posted',
      package: header.package,
      userId: header.userId,
      id: header.id,
      notificationTag: header.tag,
      key: header.key,
    }
  }
  const enqueued = /^enqueueNotificationInternal: pkg=(\S+) id=(-?\d+) notification=Notification\(/.exec(message)
  if (tag === 'NotificationManager' && enqueued !== null) {
    return { ...noFields, action: 'enqueue', package: enqueued[1] ?? null, id: Number(enqueued[2]) }
  }
  return undefined
}

function readActivityManager(message: string): EventFields | undefined {
  // Stopping one service of an app is written with two blanks in front and is no force-stop of the app.
  const forced = /^Force stopping (\S+) appid=(-?\d+) user=(-?\d+): (.*)$/s.exec(message)
  if (forced?.[1] !== undefined) {
    return {
      ...noFields,
      action: 'force-stop',
      package: forced[1],
      uid: Number(forced[2]),
      userId: Number(forced[3]),
      reason: forced[4] ?? null,
    }
  }
  const killing = /^Killing (\d+):(\S+?)\/(\S+) \(adj (-?\d+)\): (.*)$/s.exec(message)
  if (killing?.[2] !== undefined) {
    const process = killing[2]
    return {
      ...noFields,
      action: 'kill',
      pid: Number(killing[1]),
      process,
      package: packageOfProcess(process),
      oomAdj: Number(killing[4]),
      reason: killing[5] ?? null,
    }
  }
  const started = /^Start proc (\d+):(\S+?)\/(\S+) for (.*)$/s.exec(message)
  if (started?.[2] !== undefined) {
    return {
      ...noFields,
      action: 'start',
      pid: Number(started[1]),
      process: started[2],
      package: packageOfProcess(started[2]),
      reason: started[4] ?? null,
    }
  }
  return undefined
}
