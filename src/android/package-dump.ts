import { indentOf, isNoise, type Lines, printedLines } from './printed-lines.ts'
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
 * Reads the block of `packageName` under `Packages:`; the factory version under `Hidden system packages:` is left alone. An
 * excerpt that begins inside such a block is read as it. Undefined when the phone does not know the package. Throws
 * UnreadableDump for text that is no package dump.
 */
export function readPackageDump(text: string, packageName: string, userId = 0): PackageState | undefined {
  const lines = printedLines(text)
  const block = blockOf(lines, packageName)
  if (block === undefined) {
    if (lines.some((line) => unknownPackage.test(line))) return undefined
    const at = lines.findIndex((line) => !isNoise(line))
    throw new UnreadableDump(
      'package dump',
      Math.max(1, at + 1),
      lines[at] ?? '',
      `it holds neither a block of ${packageName} nor the headings of dumpsys package`,
    )
  }
  const ofUser = userLines(block, userId)
  const [user = ''] = ofUser
  const firstUser = block.findIndex((line) => userHeading.test(line))
  const own = firstUser === -1 ? block : block.slice(0, firstUser)
  return {
    package: packageName,
    versionCode: integer(valueIn(own, 'versionCode')),
    versionName: valueIn(own, 'versionName'),
    targetSdk: integer(valueIn(own, 'targetSdk')),
    uid: integer(valueIn(own, 'appId') ?? valueIn(own, 'userId')),
    installed: flag(user, 'installed'),
    stopped: flag(user, 'stopped'),
    notLaunched: flag(user, 'notLaunched'),
    enabled: integer(/ enabled=(\d)/.exec(user)?.[1] ?? null),
    // Up to Android 12 the package has it, later each user.
    firstInstallTime: valueIn(ofUser, 'firstInstallTime') ?? valueIn(own, 'firstInstallTime'),
    lastUpdateTime: valueIn(own, 'lastUpdateTime'),
    installer: valueIn(own, 'installerPackageName'),
    permissions: permissionsOf(block, userId),
  }
}

const userHeading = /^\s*User (\d+): /
const unknownPackage =
  /^\s*Unable to find package: |^(?:Packages|Permissions|Queries|Activity Resolver Table|Dexopt state|Key Set Manager|Package Changes):/

function blockOf(lines: Lines, packageName: string): Lines | undefined {
  const at = lines.findIndex((line) => line.trimStart().startsWith(`Package [${packageName}] `))
  if (at !== -1) {
    const indent = indentOf(lines[at] ?? '')
    const length = lines.slice(at + 1).findIndex((line) => line.trim() !== '' && indentOf(line) <= indent)
    return lines.slice(at, length === -1 ? lines.length : at + 1 + length)
  }
  const named = lines.some((line) => /^\s*Package \[/.test(line))
  return !named && lines.some((line) => userHeading.test(line) && /\binstalled=/.test(line)) ? lines : undefined
}

function userLines(block: Lines, userId: number): Lines {
  const at = block.findIndex((line) => userHeading.exec(line)?.[1] === String(userId))
  if (at === -1) return []
  const length = block.slice(at + 1).findIndex((line) => userHeading.test(line))
  return block.slice(at, length === -1 ? block.length : at + 1 + length)
}

function valueIn(lines: Lines, name: string): string | null {
  const pattern = new RegExp(`^\\s*(?:.*\\s)?${name}=(\\S.*?)(?= \\w+=|$)`)
  for (const line of lines) {
    const found = pattern.exec(line)?.[1]
    if (found !== undefined) return found === 'null' ? null : found
  }
  return null
}

function permissionsOf(block: Lines, userId: number): ReadonlyMap<string, boolean> {
  const permissions = new Map<string, boolean>()
  let ofUser = userId
  for (const line of block) {
    const user = userHeading.exec(line)?.[1]
    if (user !== undefined) ofUser = Number(user)
    const [, name, granted, behind] = /^\s*([\w.]+): granted=(true|false)(.*)$/.exec(line) ?? []
    // Android 12 and later name the user behind the install permissions of others.
    const stated = /, userId=(\d+)/.exec(behind ?? '')?.[1]
    if (name !== undefined && (stated === undefined ? ofUser : Number(stated)) === userId) {
      permissions.set(name, granted === 'true')
    }
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
