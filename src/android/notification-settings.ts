import { readImportance } from './importance.ts'
import { indentOf, type Lines, printedLines } from './printed-lines.ts'
import { UnreadableDump } from './unreadable-dump.ts'

/** A channel of an app as the phone keeps it. */
export interface ChannelSettings {
  readonly id: string
  /** Cut to three letters and `...` in a dump made without --noredact. */
  readonly name: string | null
  /** NotificationManager.IMPORTANCE_*; 0 is blocked. */
  readonly importance: number | null
  readonly deleted: boolean | null
}

/** What a user allowed an app to show. */
export interface AppNotificationSettings {
  readonly package: string
  /** null for an app that is not installed any more. */
  readonly uid: number | null
  /** null: nothing but the default was ever set. */
  readonly importance: number | null
  /** Android 13 and later: the user answered. False with `blocked`: the app was never asked. */
  readonly userSet: boolean | null
  /** Nothing of this app is shown. */
  readonly blocked: boolean
  readonly channels: readonly ChannelSettings[]
}

/**
 * Reads the settings of the apps that `dumpsys notification` prints under `Notification Preferences:` (Android 10 and
 * later) or `Ranking Config:`. Throws UnreadableDump for text without any.
 */
export function readNotificationSettings(text: string): readonly AppNotificationSettings[] {
  const lines = printedLines(text)
  const apps: AppNotificationSettings[] = []
  for (let at = 0; at < lines.length; at++) {
    const [, packageName, uid, rest] = /^\s*AppSettings: (\S+) \((\w+)\)(.*)$/s.exec(lines[at] ?? '') ?? []
    if (packageName === undefined || rest === undefined) continue
    const importance = readImportance(/(?:^| )importance=(\S+)/.exec(rest)?.[1])
    const userSet = /(?:^| )userSet=(true|false)\b/.exec(rest)?.[1]
    apps.push({
      package: packageName,
      uid: /^\d+$/.test(uid ?? '') ? Number(uid) : null,
      importance,
      userSet: userSet === undefined ? null : userSet === 'true',
      blocked: importance === 0,
      channels: channelsBelow(lines, at),
    })
  }
  if (apps.length > 0) return apps
  throw new UnreadableDump('notification dump', 1, lines[0] ?? '', 'it holds no settings of apps (AppSettings)')
}

/** Deeper than the app's own line; lines of other kinds (`Delegate:`, groups) stand between them. */
function channelsBelow(lines: Lines, at: number): readonly ChannelSettings[] {
  const channels: ChannelSettings[] = []
  const indent = indentOf(lines[at] ?? '')
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next] ?? ''
    if (line.trim() === '' || indentOf(line) <= indent) break
    const [, id, name] = /^\s*NotificationChannel\{mId='(.*?)', mName=(.*?), mDescription=/s.exec(line) ?? []
    if (id === undefined) continue
    const deleted = /, mDeleted=(true|false)\b/.exec(line)?.[1]
    channels.push({
      id,
      name: name === 'null' ? null : (name ?? null),
      importance: readImportance(/, mImportance=(-?\d+)/.exec(line)?.[1]),
      deleted: deleted === undefined ? null : deleted === 'true',
    })
  }
  return channels
}
