import { UnreadableDump } from './unreadable-dump.ts'

/** What the notification service keeps for one app. */
export interface AppNotificationSettings {
  /** null: nothing was said, the default. `none`: nothing of the app is shown. */
  readonly importance: 'none' | 'default' | null
  /** Whether a person decided (Android 13 and later); false beside `none` means: never asked. */
  readonly userSet: boolean | null
  readonly channels: readonly NotificationChannelState[]
}

export interface NotificationChannelState {
  readonly id: string
  /** 0 none (switched off) to 4 high; null where the text does not say. */
  readonly importance: number | null
}

/**
 * Reads the `AppSettings:` block of an app in `dumpsys notification` (PreferencesHelper.dump; under `Records:` up to
 * Android 9). Undefined when the service keeps nothing of the app: it has not posted and created no channel yet. Throws
 * UnreadableDump for text that is no such dump.
 */
export function readAppNotificationSettings(text: string, packageName: string): AppNotificationSettings | undefined {
  if (!/^\s*(?:per-package config|Notification Preferences:|PackagePreferences:|Records:)/m.test(text))
    throw new UnreadableDump(
      'notification dump',
      1,
      text.split('\n')[0] ?? '',
      'it says nothing of the apps (per-package config)',
    )
  const lines = text.split(/\r?\n/)
  const at = lines.findIndex((line) => line.trimStart().startsWith(`AppSettings: ${packageName} (`))
  const head = lines[at]
  if (head === undefined) return undefined
  const channels: NotificationChannelState[] = []
  for (const line of lines.slice(at + 1)) {
    if (!/^\s{7,}/.test(line)) break
    const id = /^\s*NotificationChannel\{mId='(.*?)', mName=/.exec(line)?.[1]
    if (id === undefined) continue
    if (/ mDeleted=true,/.test(line)) continue
    const importance = / mImportance=(-?\d+)/.exec(line)?.[1]
    channels.push({ id, importance: importance === undefined ? null : Number(importance) })
  }
  const importance = / importance=(\w+)/.exec(head)?.[1]
  const userSet = / userSet=(true|false)/.exec(head)?.[1]
  return {
    importance: importance === undefined ? null : importance === 'NONE' ? 'none' : 'default',
    userSet: userSet === undefined ? null : userSet === 'true',
    channels,
  }
}
