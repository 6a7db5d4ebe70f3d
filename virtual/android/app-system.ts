import type { AppNetwork, AppSystem, PushSdk } from './app-process.ts'
import type { Intent } from './intent.ts'
import { cancelReason } from './notification.ts'
import { notificationKey } from './notification-limits.ts'
import type { InstalledPackage, Phone } from './phone.ts'

/** Settings.Secure.ui_night_mode: UiModeManager.MODE_NIGHT_YES. */
const nightModeOn = '2'

/** The phone as one running process of `pkg` sees it. `network` is the process's own (see AppSockets). */
export function createAppSystem(phone: Phone, pkg: InstalledPackage, pid: number, network: AppNetwork): AppSystem {
  const { packageName, uid } = pkg
  const current = (): InstalledPackage => phone.packages.get(packageName) ?? pkg
  let push: PushSdk | undefined
  return {
    log: (priority, tag, message) => phone.log.write({ buffer: 'main', pid, uid, priority, tag, message }),
    crashed: (error) => reportCrash(phone, current(), pid, error),
    finishActivity: () => {
      const task = phone.activities.stack().find((each) => each.packageName === packageName)
      const own = task?.activities.findLast(({ component }) => component.packageName === packageName)
      if (own !== undefined) phone.activities.leave(own.token)
    },
    startActivity: async (intent) => startActivity(phone, current(), pid, intent),
    createNotificationChannel: (channel) => phone.notifications.createChannel(packageName, channel),
    postNotification: (id, tag, content) => {
      phone.notifications.post({ packageName, opPkg: packageName, pid, id, tag, content })
    },
    cancelNotification: (id, tag) => {
      phone.notifications.cancel(notificationKey({ packageName, id, tag, uid }), cancelReason.appCancel)
    },
    checkPermission: (permission) => current().permissions.get(permission)?.granted ?? false,
    requestPermission: (permission) => phone.activities.requestPermission(packageName, permission),
    get push() {
      push ??= phone.pushSdkFor?.(packageName, pid)
      return push
    },
    network,
    settings: {
      get darkMode() {
        return phone.settings.get('secure', 'ui_night_mode') === nightModeOn
      },
      get androidId() {
        return phone.settings.get('secure', 'android_id') ?? ''
      },
      get fontScale() {
        return Number(phone.settings.get('system', 'font_scale') ?? 1)
      },
    },
    get storage() {
      return current().storage
    },
    now: () => phone.clock.now(),
  }
}

/** Apps in the background may not open activities from Android 10 on (BackgroundActivityStartController). */
async function startActivity(
  phone: Phone,
  pkg: InstalledPackage,
  pid: number,
  intent: Intent,
): Promise<'started' | 'not-found' | 'denied'> {
  const { packageName, uid } = pkg
  const front = phone.activities.resumed()
  if (phone.rom.apiLevel >= 29 && front?.component.packageName !== packageName) {
    phone.log.write({
      buffer: 'system',
      pid: phone.processes.systemPid,
      priority: 'W',
      tag: 'ActivityTaskManager',
      message: `Background activity start [callingPackage: ${packageName}; callingUid: ${uid}; appSwitchAllowed: true; isCallingUidForeground: false]`,
    })
    return 'denied'
  }
  const result = await phone.activities.start(intent, { callingPackage: packageName, callingUid: uid, callingPid: pid })
  return result.kind
}

/** What RuntimeInit's handler, ActivityManager and the dying process write (the trace goes to the crash buffer only). */
export function reportCrash(
  phone: Phone,
  pkg: InstalledPackage,
  pid: number,
  error: { readonly exception: string; readonly message: string; readonly stack: readonly string[] },
): void {
  const { packageName, uid } = pkg
  const process = phone.processes.byPid(pid)
  if (process === undefined) return
  const { systemPid } = phone.processes
  const trace = error.stack.map((line) => (/^\s/.test(line) ? line : `\t${line}`))
  const text = [
    'FATAL EXCEPTION: main',
    `Process: ${packageName}, PID: ${pid}`,
    `${error.exception}: ${error.message}`,
    ...trace,
  ].join('\n')
  phone.log.write({ buffer: 'crash', pid, uid, priority: 'E', tag: 'AndroidRuntime', message: text })
  const [, file = 'unknown', line = '0'] = /\(([^():]+):(\d+)(?::\d+)?\)\s*$/.exec(trace[0] ?? '') ?? []
  const recoverable = phone.rom.apiLevel >= 34 ? [0] : []
  phone.log.event('am_crash', systemPid, [
    pid,
    0,
    packageName,
    applicationFlags(pkg),
    error.exception,
    error.message,
    file,
    Number(line),
    ...recoverable,
  ])
  const front = phone.activities.resumed()
  if (front?.component.packageName === packageName)
    phone.log.write({
      buffer: 'system',
      pid: systemPid,
      priority: 'W',
      tag: phone.rom.apiLevel >= 29 ? 'ActivityTaskManager' : 'ActivityManager',
      message: `  Force finishing activity ${packageName}/${front.component.className.replace(packageName, '')}`,
    })
  phone.log.write({
    buffer: 'main',
    pid,
    uid,
    priority: 'I',
    tag: 'Process',
    message: `Sending signal. PID: ${pid} SIG: 9`,
  })
  phone.processes.died(pid, 'crash')
}

/** ApplicationInfo.flags of an installed app: has code, clear user data, backup, supports all screens; debuggable. */
function applicationFlags(pkg: InstalledPackage): number {
  return 0x2000_0000 | 0x88_3e44 | (pkg.debuggable ? 0x2 : 0)
}
