import { startAdbd } from '../../virtual/adbd/daemon.ts'
import { createPhone } from '../../virtual/android/create-phone.ts'
import { createFiles } from '../../virtual/android/memory-files.ts'
import { createGuestPorts } from '../../virtual/android/memory-guest-ports.ts'
import type { ManifestComponent, Phone } from '../../virtual/android/phone.ts'
import type { Vendor } from '../../virtual/android/rom.ts'
import type { Apk } from '../../virtual/apk/apk.ts'
import { readApk } from '../../virtual/apk/read-apk.ts'
import { MovableClock } from '../../virtual/clock.ts'
import { seededRandom } from '../../virtual/random.ts'
import { roms } from '../../virtual/roms/all-roms.ts'
import { allCommands } from '../../virtual/shell/all-commands.ts'
import { runShell } from '../../virtual/shell/engine.ts'
import { installAppiumPrograms } from '../../virtual/uiautomator2/appium-programs.ts'
import { createScreen } from '../../virtual/ui/screen.ts'
import { newChannel } from '../../virtual/android/notification.ts'
import { counterApp, CounterRuntime } from './counter-app.ts'

export interface AppiumPhone {
  readonly phone: Phone
  readonly runtime: CounterRuntime
  readonly clock: MovableClock
  /** adb's name for it. */
  readonly serial: string
  close(): Promise<void>
}

/** A phone with the counter app on it, reachable over adb, that Appium can drive. */
export async function startAppiumPhone(options: { readonly vendor?: Vendor } = {}): Promise<AppiumPhone> {
  const { phone, runtime, clock } = await counterPhone(options)
  const adbd = await startAdbd(phone, {
    port: 0,
    runShell: (on, commandLine, session) => runShell(on, commandLine, session, allCommands),
  })
  return {
    phone,
    runtime,
    clock,
    serial: `127.0.0.1:${String(adbd.port)}`,
    close: async () => {
      await adbd.close()
      await phone.shutdown()
      clock.stop()
    },
  }
}

/** The same phone without adb. */
export async function counterPhone(options: { readonly vendor?: Vendor; readonly apiLevel?: number } = {}): Promise<{
  readonly phone: Phone
  readonly runtime: CounterRuntime
  readonly clock: MovableClock
}> {
  const found = roms.get(options.vendor ?? 'google')
  if (found === undefined) throw new RangeError(`no ROM for ${String(options.vendor)}`)
  const rom = options.apiLevel === undefined ? found : { ...found, apiLevel: options.apiLevel }
  const clock = new MovableClock()
  const runtime = new CounterRuntime()
  const phone = createPhone({
    serial: 'counter',
    rom,
    clock,
    random: seededRandom('counter'),
    runtime,
    screen: createScreen,
    network: {
      fetch: () => Promise.reject(new Error('this phone has no network')),
      openWebSocket: () => {
        throw new Error('this phone has no network')
      },
    },
    files: createFiles(clock, { apiLevel: rom.apiLevel }),
    ports: createGuestPorts(clock),
    readApk: (bytes) => (bytes.toString('latin1') === counterApp.packageName ? counterManifest : readApk(bytes)),
  })
  installAppiumPrograms(phone)
  const result = await phone.packages.install([Buffer.from(counterApp.packageName)], {
    replace: false,
    grantRuntimePermissions: true,
    allowTestPackages: true,
    allowDowngrade: false,
  })
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return { phone, runtime, clock }
}

/** Posts a message of the counter app; a tap on it opens the app. Returns the key. */
export function postMessage(
  phone: Phone,
  given: {
    readonly id: number
    readonly title: string
    readonly text: string
    readonly groupKey?: string
    readonly groupSummary?: boolean
    readonly flags?: number
    readonly visibility?: -1 | 0 | 1
    readonly bigText?: string
  },
): string {
  const { id, flags, visibility, ...content } = given
  // Appium's reset clears the app's data and with it its channels and permissions.
  phone.packages.grant(counterApp.packageName, 'android.permission.POST_NOTIFICATIONS')
  phone.notifications.createChannel(counterApp.packageName, newChannel('messages', 'Messages', 4, { sound: null }))
  const answer = phone.notifications.post({
    packageName: counterApp.packageName,
    opPkg: counterApp.packageName,
    pid: 0,
    id,
    tag: null,
    content: {
      ...content,
      channelId: 'messages',
      flags: flags ?? 0x10,
      when: phone.clock.now(),
      visibility: visibility ?? 0,
      color: 0,
      contentIntent: {
        creatorPackage: counterApp.packageName,
        kind: 'activity',
        intent: {
          categories: [],
          flags: 0x10000000,
          extras: {},
          component: { packageName: counterApp.packageName, className: counterApp.activity },
        },
      },
    },
  })
  if (!answer.posted) throw new Error(`not posted: ${answer.why}`)
  return answer.record.key
}

const mainActivity: ManifestComponent = {
  className: counterApp.activity,
  exported: true,
  enabled: true,
  launchMode: 'singleTask',
  intentFilters: [
    { actions: ['android.intent.action.MAIN'], categories: ['android.intent.category.LAUNCHER'], data: [] },
  ],
}

const counterManifest: Apk = {
  packageName: counterApp.packageName,
  versionCode: 7,
  versionName: '1.7',
  minSdk: 24,
  targetSdk: 34,
  label: 'Counter',
  debuggable: false,
  testOnly: false,
  permissions: ['android.permission.POST_NOTIFICATIONS', 'android.permission.CAMERA'],
  declaredPermissions: [],
  activities: [mainActivity],
  services: [],
  receivers: [],
  instrumentation: [],
  metaData: { 'io.pushfarm.MAIN_COMPONENT': 'Counter' },
  signerSha256: 'c0',
  entry: (path) => (path === 'assets/index.android.bundle' ? Buffer.from('/* none */') : undefined),
}
