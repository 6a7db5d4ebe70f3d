import { UnreadableDump } from './unreadable-dump.ts'

/** What `dumpsys package PKG` says of an app for one user. null: not said. */
export interface PackageState {
  readonly package: string
  readonly versionCode: number | null
  readonly versionName: string | null
  readonly targetSdk: number | null
  readonly uid: number | null
  readonly installed: boolean | null
  /** Force-stopped, or never started since it was installed: no broadcasts, no FCM. */
  readonly stopped: boolean | null
  readonly notLaunched: boolean | null
  /** 0 default, 1 enabled, 2 disabled, 3 disabled by the user, 4 disabled until used. */
  readonly enabled: number | null
  readonly firstInstallTime: string | null
  readonly lastUpdateTime: string | null
  readonly installer: string | null
  /** Granted or not, by permission: install and runtime permissions. */
  readonly permissions: ReadonlyMap<string, boolean>
}

/**
 * Reads the block of `packageName` under `Packages:`; the factory version under `Hidden system packages:` is left alone.
 * Undefined when the phone does not know the package. Throws UnreadableDump for text that is no package dump.
 */
export function readPackageDump(text: string, packageName: string, userId = 0): PackageState | undefined {
  const lines = text.trimEnd().split(/\r?\n/)
  const at = lines.findIndex((line) => line.trimStart().startsWith(`Package [${packageName}] `))
  if (at === -1) {
    if (
      /Unable to find package: /.test(text) ||
      /^(?:Packages|Permissions|Queries|Activity Resolver Table|Dexopt state|Key Set Manager):/m.test(text)
    )
      return undefined
    throw new UnreadableDump(
      'package dump',
      1,
      lines[0] ?? '',
      `it holds neither a block of ${packageName} nor the headings of dumpsys package`,
    )
  }
  const block = blockFrom(lines, at)
  const user = block.find((line) => line.trimStart().startsWith(`User ${String(userId)}:`)) ?? ''
  const value = (name: string): string | null => {
    for (const line of block) {
      const found = new RegExp(`(?:^|\\s)${name}=(\\S.*?)(?= \\w+=|$)`).exec(line)?.[1]
      if (found !== undefined) return found === 'null' ? null : found
    }
    return null
  }
  return {
    package: packageName,
    versionCode: integer(value('versionCode')),
    versionName: value('versionName'),
    targetSdk: integer(value('targetSdk')),
    uid: integer(value('appId') ?? value('userId')),
    installed: flag(user, 'installed'),
    stopped: flag(user, 'stopped'),
    notLaunched: flag(user, 'notLaunched'),
    enabled: integer(/ enabled=(\d)/.exec(user)?.[1] ?? null),
    firstInstallTime: value('firstInstallTime'),
    lastUpdateTime: value('lastUpdateTime'),
    installer: value('installerPackageName'),
    permissions: permissionsOf(block, userId),
  }
}

function blockFrom(lines: readonly string[], at: number): readonly string[] {
  const indent = indentOf(lines[at] ?? '')
  const length = lines.slice(at + 1).findIndex((line) => line.trim() !== '' && indentOf(line) <= indent)
  return lines.slice(at, length === -1 ? lines.length : at + 1 + length)
}

function permissionsOf(block: readonly string[], userId: number): ReadonlyMap<string, boolean> {
  const permissions = new Map<string, boolean>()
  let ofUser = userId
  for (const line of block) {
    const user = /^\s*User (\d+):/.exec(line)?.[1]
    if (user !== undefined) ofUser = Number(user)
    const [, name, granted] = /^\s*([\w.]+): granted=(true|false)/.exec(line) ?? []
    if (name !== undefined && ofUser === userId) permissions.set(name, granted === 'true')
  }
  return permissions
}

function integer(text: string | null): number | null {
  return text !== null && /^-?\d+/.test(text) ? Number.parseInt(text, 10) : null
}

function flag(line: string, name: string): boolean | null {
  const value = new RegExp(`\\b${name}=(true|false)`).exec(line)?.[1]
  return value === undefined ? null : value === 'true'
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
