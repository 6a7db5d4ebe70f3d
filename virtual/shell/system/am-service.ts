import type { ComponentName, Intent } from '../../android/intent.ts'
import type { ManifestComponent, Phone } from '../../android/phone.ts'
import { matchFilter } from '../../android/intent-filter.ts'
import { intentText } from '../../android/intent-text.ts'
import { parseIntentArguments } from './intent-arguments.ts'
import type { ServiceCall, SubCommand } from './service-shell.ts'

/** Above this adj an app counts as idle and may not get plain services (ActiveServices, Android 8 and newer). */
const backgroundAdj = 250

/** `am start-service` and `am start-foreground-service`. */
export function startService(foreground: boolean): SubCommand {
  return async (call) => {
    const intent = serviceIntent(call)
    await call.say(`Starting service: ${intentText(intent)}`)
    const found = findService(call.phone, intent)
    if (found === undefined) {
      await call.complain('Error: Not found; no service started.')
      return -1
    }
    const { component, service, uid } = found
    if (!service.exported) {
      await call.complain(`Error: Requires permission not exported from uid ${uid}`)
      return -1
    }
    if (!foreground && isIdle(call.phone, component.packageName)) {
      await call.complain('Error: app is in background uid null')
      return -1
    }
    const { phone } = call
    const fullIntent = { ...intent, component }
    phone.packages.setStopped(component.packageName, false)
    phone.services.start(component, { foreground })
    phone.programs.get(component.packageName)?.onService?.(component, fullIntent)
    phone.processes.ofPackage(component.packageName)[0]?.app?.deliver(fullIntent)
    return 0
  }
}

/** `am stop-service`: tells on stderr what happened, and ends with 255 either way. */
export const stopService: SubCommand = async (call) => {
  const intent = serviceIntent(call)
  await call.say(`Stopping service: ${intentText(intent)}`)
  const found = findService(call.phone, intent)
  const stopped = found !== undefined && call.phone.services.stop(found.component)
  await call.complain(stopped ? 'Service stopped' : 'Service not stopped: was not running.')
  return -1
}

function serviceIntent(call: ServiceCall): Intent {
  return parseIntentArguments(call.arguments, (option) => {
    if (option !== '--user') return false
    call.arguments.required()
    return true
  })
}

function findService(
  phone: Phone,
  intent: Intent,
): { readonly component: ComponentName; readonly service: ManifestComponent; readonly uid: number } | undefined {
  const wanted = intent.component
  const packages = phone.packages.all().filter(({ packageName, enabled }) => {
    const named = wanted?.packageName ?? intent.packageName
    return enabled <= 1 && (named === undefined || named === packageName)
  })
  for (const { packageName, services, uid } of packages)
    for (const service of services) {
      const fits =
        wanted === undefined
          ? service.intentFilters.some((filter) => matchFilter(filter, intent) !== undefined)
          : service.className === wanted.className
      if (fits && service.enabled) return { component: { packageName, className: service.className }, service, uid }
    }
  return undefined
}

function isIdle(phone: Phone, packageName: string): boolean {
  if (phone.deviceIdle.whitelist.has(packageName)) return false
  const processes = phone.processes.ofPackage(packageName)
  return !processes.some(({ oomAdj }) => oomAdj <= backgroundAdj)
}
