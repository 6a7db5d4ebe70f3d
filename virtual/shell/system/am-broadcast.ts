import type { ComponentName, Intent } from '../../android/intent.ts'
import type { ManifestComponent, Phone } from '../../android/phone.ts'
import { matchFilter } from '../../android/intent-filter.ts'
import { intentFlag, intentText } from '../../android/intent-text.ts'
import { shortComponent } from '../../android/component-name.ts'
import { parseIntentArguments } from './intent-arguments.ts'
import { securityException } from './shell-arguments.ts'
import type { SubCommand } from './service-shell.ts'
import { shellUid } from './am-start.ts'

/** Actions that only the system may send (`<protected-broadcast>`). */
const protectedActions = new Set(
  [
    'ACTION_POWER_CONNECTED',
    'ACTION_POWER_DISCONNECTED',
    'ACTION_SHUTDOWN',
    'AIRPLANE_MODE',
    'BATTERY_CHANGED',
    'BATTERY_LOW',
    'BATTERY_OKAY',
    'BOOT_COMPLETED',
    'LOCKED_BOOT_COMPLETED',
    'LOCALE_CHANGED',
    'MY_PACKAGE_REPLACED',
    'PACKAGE_ADDED',
    'PACKAGE_CHANGED',
    'PACKAGE_REMOVED',
    'PACKAGE_REPLACED',
    'PACKAGE_RESTARTED',
    'REBOOT',
    'SCREEN_OFF',
    'SCREEN_ON',
    'TIMEZONE_CHANGED',
    'TIME_SET',
    'USER_PRESENT',
    'USER_UNLOCKED',
  ].map((name) => `android.intent.action.${name}`),
)

interface Answer {
  readonly resultCode: number
  readonly data?: string
}

/** `am broadcast`: sends it as the shell and waits until all receivers have had it. */
export const broadcast: SubCommand = async (call) => {
  const { phone, arguments: words } = call
  const sending = { waits: true }
  const given = parseIntentArguments(words, (option) => {
    if (option === '--user' || option === '--receiver-permission') words.required()
    else if (option === '--async' && phone.rom.apiLevel >= 34) sending.waits = false
    else if (option !== '--allow-background-activity-starts') return false
    return true
  })
  const intent = { ...given, flags: given.flags | intentFlag.receiverFromShell }
  await call.say(`Broadcasting: ${intentText(intent)}`)
  if (intent.action !== undefined && protectedActions.has(intent.action))
    throw securityException(
      `Permission Denial: not allowed to send broadcast ${intent.action} from pid=${phone.processes.systemPid}, uid=${shellUid}`,
    )
  const delivered = deliver(phone, intent)
  if (!sending.waits) return 0
  const { resultCode, data } = await delivered
  await call.say(`Broadcast completed: result=${resultCode}${data === undefined ? '' : `, data="${data}"`}`)
  return 0
}

/**
 * Manifest receivers get explicit broadcasts only (Android 8 and newer); stopped packages none without the flag. What an
 * ordered broadcast answers comes from the package that stands for native code, if there is one.
 */
async function deliver(phone: Phone, intent: Intent): Promise<Answer> {
  let answer: Answer = { resultCode: 0 }
  for (const { packageName, component } of targets(phone, intent)) {
    const program = phone.programs.get(packageName)
    if (program?.onBroadcast !== undefined) {
      const own = await program.onBroadcast(intent)
      if (own.resultCode !== 0 || own.data !== undefined) answer = own
    }
    if (component === undefined) continue
    const hosting = { type: 'broadcast', component: shortComponent(component) }
    phone.processes.start(packageName, hosting).app?.deliver({ ...intent, component })
  }
  return answer
}

interface Target {
  readonly packageName: string
  /** A receiver of the manifest; undefined for one that a running program registered itself. */
  readonly component: ComponentName | undefined
}

function targets(phone: Phone, intent: Intent): readonly Target[] {
  const includeStopped = (intent.flags & intentFlag.includeStoppedPackages) !== 0
  const explicit = intent.component?.packageName ?? intent.packageName
  const running = (packageName: string) => phone.processes.ofPackage(packageName).length > 0
  if (explicit === undefined)
    return [...phone.programs.keys()].filter(running).map((packageName) => ({ packageName, component: undefined }))
  const pkg = phone.packages.get(explicit)
  if (pkg === undefined || (pkg.stopped && !includeStopped)) return []
  const receivers = pkg.receivers.filter((each) => answers(each, intent))
  if (receivers.length === 0)
    return running(explicit) && phone.programs.has(explicit) ? [{ packageName: explicit, component: undefined }] : []
  return receivers.map(({ className }) => ({ packageName: explicit, component: { packageName: explicit, className } }))
}

function answers(receiver: ManifestComponent, intent: Intent): boolean {
  if (!receiver.enabled) return false
  if (intent.component !== undefined) return receiver.className === intent.component.className && receiver.exported
  return receiver.exported && receiver.intentFilters.some((filter) => matchFilter(filter, intent) !== undefined)
}
