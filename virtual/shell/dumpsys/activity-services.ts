import { shortComponent } from '../../android/component-name.ts'
import { notificationText } from '../../android/notification-text.ts'
import type { ServiceRecord } from '../../android/phone.ts'
import { title } from './activity-tasks.ts'
import { durationText, type DumpRequest } from './dump-request.ts'
import { processName, serviceName } from './names.ts'

/** `dumpsys activity services [PACKAGE or COMPONENT]`: ActiveServices.dumpLocked. */
export function servicesLines(request: DumpRequest, filter: string | undefined): string[] {
  const services = request.phone.services.all().filter((service) => matches(service, filter))
  const lines = [title('SERVICES', 'services')]
  if (services.length === 0) return [...lines, '  (nothing)']
  lines.push('  User 0 active services:')
  for (const service of services) {
    lines.push(`  * ${serviceName(service, request)}`, ...details(service, request), '')
  }
  return lines
}

/** As ItemMatcher: a component, or a part of one (the package's name too). */
function matches({ component }: ServiceRecord, filter: string | undefined): boolean {
  if (filter === undefined || filter === 'all') return true
  const full = `${component.packageName}/${component.className}`
  return filter.includes('/') ? filter === full || filter === shortComponent(component) : full.includes(filter)
}

function details(service: ServiceRecord, request: DumpRequest): string[] {
  const { apiLevel, phone, nowMs } = request
  const { packageName } = service.component
  const app = phone.packages.get(packageName)
  const process = phone.processes.ofPackage(packageName)[0]
  const age = durationText(service.startedAtMs - nowMs)
  const lines = [
    `intent={cmp=${shortComponent(service.component)}}`,
    `packageName=${packageName}`,
    `processName=${packageName}`,
    ...(app === undefined ? [] : [`baseDir=${app.codePath}/base.apk`]),
    `dataDir=/data/user/0/${packageName}`,
    `app=${process === undefined ? 'null' : processName(process, request)}`,
  ]
  if (service.foreground) {
    const shown = phone.notifications
      .list()
      .find((record) => record.packageName === packageName && (record.content.flags & 0x40) !== 0)
    const types = apiLevel >= 35 ? ' types=0x00000001' : apiLevel >= 34 ? ' types=00000001' : ''
    const notification = shown === undefined ? 'null' : notificationText(shown.content, apiLevel)
    lines.push(`isForeground=true foregroundId=${shown?.id ?? 1}${types} foregroundNoti=${notification}`)
  }
  lines.push(
    `createTime=${age} startingBgTimeout=--`,
    `lastActivity=${age} restartTime=${age} createdFromFg=true`,
    'startRequested=true delayedStop=false stopIfKilled=false callStart=true lastStartId=1',
  )
  if (apiLevel >= 34) lines.push('startCommandResult=1')
  return lines.map((line) => `    ${line}`)
}
