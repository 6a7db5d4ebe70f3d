import { type AppNotificationSettings, readAppNotificationSettings } from '../../android/app-notification-settings.ts'
import { type AppOpMode, readAppOp } from '../../android/app-op.ts'
import {
  type Battery,
  readBattery,
  readDozeExemptions,
  readFreeBytes,
  readHasNetwork,
} from '../../android/device-condition.ts'
import type { PackageState } from '../../android/package-dump.ts'
import { type Keyguard, readDeviceLocked } from '../../android/windows.ts'
import type { Deadline } from '../../base/deadline.ts'
import type { FarmPhone } from '../../farm/farm-phone.ts'
import type { ClockOffset } from '../../farm/phone-clock.ts'
import { pushServicePackages } from '../../vendors/push-service-packages.ts'
import type { PushServiceName } from '../../vendors/vendor.ts'
import { type RecognisedPhone, recognisePhone } from '../../vendors/rom-recognition.ts'

/** Everything the doctor wants to know of a phone, as the phone said it. */
export interface PhoneReading {
  readonly recognised: RecognisedPhone
  readonly apiLevel: number
  readonly keyguard: Keyguard
  /** A PIN is asked for now. */
  readonly deviceLocked: boolean | null
  readonly battery: Battery
  readonly freeBytes: number
  readonly clock: ClockOffset
  /** The phone's own clock: minutes since midnight, and the zone as `+0800`. */
  readonly time: { readonly minutes: number; readonly zone: string }
  /** What the phone answered when a key was injected that does nothing; null when it took it. */
  readonly injectionRefused: string | null
  /** The same for a protected setting that does not exist. */
  readonly settingsRefused: string | null
  readonly settings: ReadonlyMap<GlobalSetting, string>
  readonly hasNetwork: boolean | null
  /** The packages of its push service that are there. */
  readonly pushServices: readonly PackageState[]
  readonly app: PackageState | undefined
  readonly appNotifications: AppNotificationSettings | undefined
  readonly notificationOp: AppOpMode | undefined
  /** How many of the last events the phone's log gave; 0 for a ROM that keeps none. */
  readonly recentEvents: number
  /** Packages that Doze leaves alone because somebody said so. */
  readonly dozeExempt: ReadonlySet<string>
  readonly appiumPackages: readonly string[]
}

/** android.provider.Settings.Global */
const globalSettings = [
  'zen_mode',
  'stay_on_while_plugged_in',
  'window_animation_scale',
  'transition_animation_scale',
  'animator_duration_scale',
  'airplane_mode_on',
  'low_power',
  'verifier_verify_adb_installs',
  'auto_time',
] as const
export type GlobalSetting = (typeof globalSettings)[number]

/** What Appium puts on a phone. */
export const appiumPackages = [
  'io.appium.settings',
  'io.appium.uiautomator2.server',
  'io.appium.uiautomator2.server.test',
] as const

/** KEYCODE_UNKNOWN: no window does anything on it. */
const harmlessKey = '0'

/** Asks a phone for everything; changes nothing on it. */
export async function readPhone(phone: FarmPhone, appPackage: string, deadline: Deadline): Promise<PhoneReading> {
  const read = async (...words: readonly string[]): Promise<string> => phone.shell.read(words, deadline.atMost(20_000))
  const properties = await phone.properties(deadline)
  const [trust, battery, space, time, events, exempt, network, notifications] = await Promise.all([
    read('dumpsys', 'trust'),
    read('dumpsys', 'battery'),
    read('df', '-k', '/data'),
    read('date', '+%H:%M %z'),
    read('logcat', '-b', 'events', '-d', '-t', '20'),
    read('cmd', 'deviceidle', 'whitelist'),
    read('dumpsys', 'connectivity'),
    phone.notificationsText(deadline),
  ])
  const values = await Promise.all(
    globalSettings.map(async (name) => [name, (await read('settings', 'get', 'global', name)).trim()] as const),
  )
  const app = await stateOf(phone, appPackage, deadline)
  return {
    recognised: recognisePhone(properties),
    apiLevel: Number(properties.get('ro.build.version.sdk') ?? '0'),
    keyguard: await phone.keyguard(deadline),
    deviceLocked: readDeviceLocked(trust),
    battery: readBattery(battery),
    freeBytes: readFreeBytes(space),
    clock: await phone.clockOffset(deadline),
    time: readTime(time),
    injectionRefused: refusal(await read('input', 'keyevent', harmlessKey)),
    settingsRefused: refusal(await read('settings', 'delete', 'global', 'pushfarm_doctor')),
    settings: new Map(values.filter(([, value]) => value !== 'null' && value !== '')),
    hasNetwork: readHasNetwork(network),
    pushServices: await pushServicesOn(phone, deadline),
    app: app?.installed === false ? undefined : app,
    appNotifications: readAppNotificationSettings(notifications, appPackage),
    notificationOp:
      app === undefined
        ? undefined
        : readAppOp(await read('cmd', 'appops', 'get', appPackage, 'POST_NOTIFICATION'), 'POST_NOTIFICATION'),
    recentEvents: events.split('\n').filter((line) => /^\s*\d\d-\d\d \d\d:/.test(line)).length,
    dozeExempt: readDozeExemptions(exempt),
    appiumPackages: (
      await Promise.all(appiumPackages.map(async (name) => ((await phone.isInstalled(name)) ? name : undefined)))
    ).filter((name) => name !== undefined),
  }
}

/** The packages of its push service that are there, the one that matters most first. */
export async function pushServicesOn(phone: FarmPhone, deadline: Deadline): Promise<readonly PackageState[]> {
  const packages = pushServicePackages(phone.pushService as PushServiceName)
  const states = await Promise.all(packages.map((packageName) => stateOf(phone, packageName, deadline)))
  return states.filter((state) => state !== undefined && state.installed !== false) as PackageState[]
}

/** PackageManager.COMPONENT_ENABLED_STATE_DISABLED and what is above it. */
export function isDisabled({ enabled }: Pick<PackageState, 'enabled'>): boolean {
  return (enabled ?? 0) >= 2
}

async function stateOf(phone: FarmPhone, packageName: string, deadline: Deadline): Promise<PackageState | undefined> {
  return (await phone.isInstalled(packageName)) ? phone.packageState(packageName, deadline) : undefined
}

/** The line that says no, of a Java trace or a ROM's own sentence; null when nothing of the kind was printed. */
function refusal(output: string): string | null {
  const line = output
    .split('\n')
    .find((one) => /SecurityException|INJECT_EVENTS|WRITE_SECURE_SETTINGS|not allowed|forbidden/i.test(one))
  return line === undefined ? null : line.trim().slice(0, 160)
}

function readTime(text: string): PhoneReading['time'] {
  const [, hours = '0', minutes = '0', zone = ''] = /^(\d\d):(\d\d) ([+-]\d{4})/.exec(text.trim()) ?? []
  return { minutes: Number(hours) * 60 + Number(minutes), zone }
}
