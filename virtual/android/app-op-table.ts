import type { AppOps } from './phone.ts'
import { EventSource } from './event-source.ts'

export type AppOpMode = 'allow' | 'ignore' | 'deny' | 'default' | 'foreground'
export const appOpModes: readonly AppOpMode[] = ['allow', 'ignore', 'deny', 'default', 'foreground']

/** AppOpsManager.sOpNames that people set by hand, with the mode that holds while nobody set one. */
const knownOps: ReadonlyMap<string, AppOpMode> = new Map<string, AppOpMode>([
  ['COARSE_LOCATION', 'allow'],
  ['FINE_LOCATION', 'allow'],
  ['VIBRATE', 'allow'],
  ['READ_CONTACTS', 'allow'],
  ['POST_NOTIFICATION', 'allow'],
  ['CALL_PHONE', 'allow'],
  ['READ_SMS', 'allow'],
  ['WRITE_SETTINGS', 'default'],
  ['SYSTEM_ALERT_WINDOW', 'default'],
  ['ACCESS_NOTIFICATIONS', 'allow'],
  ['CAMERA', 'allow'],
  ['RECORD_AUDIO', 'allow'],
  ['READ_CLIPBOARD', 'allow'],
  ['WRITE_CLIPBOARD', 'allow'],
  ['WAKE_LOCK', 'allow'],
  ['GET_USAGE_STATS', 'default'],
  ['TOAST_WINDOW', 'allow'],
  ['PROJECT_MEDIA', 'ignore'],
  ['ACTIVATE_VPN', 'ignore'],
  ['READ_EXTERNAL_STORAGE', 'allow'],
  ['WRITE_EXTERNAL_STORAGE', 'allow'],
  ['RUN_IN_BACKGROUND', 'allow'],
  ['RUN_ANY_IN_BACKGROUND', 'allow'],
  ['MOCK_LOCATION', 'deny'],
  ['REQUEST_INSTALL_PACKAGES', 'default'],
  ['PICTURE_IN_PICTURE', 'allow'],
  ['INSTANT_APP_START_FOREGROUND', 'default'],
  ['START_FOREGROUND', 'allow'],
  ['USE_FULL_SCREEN_INTENT', 'default'],
  ['MANAGE_EXTERNAL_STORAGE', 'default'],
  ['SCHEDULE_EXACT_ALARM', 'default'],
  ['AUTO_REVOKE_PERMISSIONS_IF_UNUSED', 'default'],
])

/**
 * The op's name as dumps print it, from any spelling that the shell takes: `POST_NOTIFICATION`, `android:post_notification`
 * or `android.permission.POST_NOTIFICATIONS`; undefined when Android has no such op.
 */
export function appOpName(text: string): string | undefined {
  const bare = text
    .replace(/^android:/, '')
    .replace(/^android\.permission\./, '')
    .toUpperCase()
  const name = { POST_NOTIFICATIONS: 'POST_NOTIFICATION', ACCESS_FINE_LOCATION: 'FINE_LOCATION' }[bare] ?? bare
  return knownOps.has(name) ? name : undefined
}

/** The mode of an op that nobody set. */
export function defaultAppOpMode(op: string): AppOpMode {
  return knownOps.get(op) ?? 'default'
}

/** AppOpsService: what was set by hand, per package. */
export class AppOpTable
  extends EventSource<{ readonly packageName: string; readonly op: string; readonly mode: AppOpMode }>
  implements AppOps
{
  readonly #modes = new Map<string, Map<string, AppOpMode>>()

  get(packageName: string, op: string): AppOpMode {
    const name = appOpName(op) ?? op
    return this.#modes.get(packageName)?.get(name) ?? defaultAppOpMode(name)
  }

  /** Throws RangeError for an unknown mode. */
  set(packageName: string, op: string, mode: string): void {
    const known = appOpModes.find((each) => each === mode)
    if (known === undefined) throw new RangeError(`Mode ${mode} is not valid`)
    const name = appOpName(op) ?? op
    const ofPackage = this.#modes.get(packageName) ?? new Map<string, AppOpMode>()
    ofPackage.set(name, known)
    this.#modes.set(packageName, ofPackage)
    this.tell({ packageName, op: name, mode: known })
  }

  all(packageName: string): ReadonlyMap<string, AppOpMode> {
    return this.#modes.get(packageName) ?? new Map<string, AppOpMode>()
  }

  /** Back to the defaults, for one package or all. */
  reset(packageName?: string): void {
    if (packageName === undefined) this.#modes.clear()
    else this.#modes.delete(packageName)
  }
}
