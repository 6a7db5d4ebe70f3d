import type { NotificationRecord } from '../../android/notification.ts'
import { dumpRequest, text, type DumpRequest, type ServiceDump } from './dump-request.ts'
import { channelText } from './notification-channel-text.ts'
import { recordLines, statusBarNotificationText } from './notification-record-text.ts'
import { snoozedNotifications } from './snoozed-notifications.ts'
import { zenLines } from './zen-text.ts'

interface Filter {
  readonly redact: boolean
  /** Lower case; matches a part of pkg or opPkg. */
  readonly pkg: string | undefined
  readonly zen: boolean
  readonly priority: 'all' | 'critical' | 'normal'
}

/** services/core/java/com/android/server/notification/NotificationManagerService.dumpImpl, API 28 to 36. */
export const dumpNotification: ServiceDump = (request) => {
  const asked = readFilter(request.args)
  const filter = { ...asked, redact: asked.redact || request.phone.notifications.quirks.dumpHidesTexts }
  const lines: string[] = []
  if (filter.priority !== 'critical') {
    const what = filter.zen ? 'zen' : filter.pkg === undefined ? undefined : `'${filter.pkg}'`
    lines.push(`Current Notification Manager state${what === undefined ? '' : ` (filtered to ${what})`}:`)
  }
  const all = request.phone.notifications.list()
  const matching = all.filter((record) => matches(filter, record.packageName, record.opPkg))
  if (!filter.zen && filter.priority !== 'normal' && matching.length > 0) {
    lines.push('  Notification List:')
    for (const record of matching) {
      lines.push(...recordLines(record, request, { redact: filter.redact, indent: '    ', rank: all.indexOf(record) }))
    }
    lines.push('  ')
  }
  if (filter.priority === 'critical') return text(lines)

  const filtered = filter.zen || filter.pkg !== undefined
  if (!filtered) lines.push(...stateLines(all, request))
  lines.push(...archiveLines(filter, request))
  if (!filter.zen) {
    lines.push(...snoozedLines(filter, request))
    lines.push('', '  Ranking Config:', ...signalExtractors(request.apiLevel))
    lines.push(...preferenceLines(filter, request))
    lines.push('', '  Notification listeners:', ...listenerLines(filter, request))
    lines.push('    mListenerHints: 0', '    mListenersDisablingEffects: ()')
    lines.push('', '  Notification assistant services:', ...managedServiceLines('notification assistant', [], request))
  }
  if (!filtered || filter.zen) lines.push('', '  Zen Mode:', ...zenLines(request))
  lines.push('', '  Condition providers:', ...managedServiceLines('condition provider', [], request))
  lines.push('    mRecords(0):', '    mSystemConditionProviders: [countdown, schedule, event]')
  lines.push('', '  Group summaries:')
  for (const record of all) {
    if (record.content.groupSummary !== true) continue
    lines.push(`    ${record.groupKey} -> ${record.key}`)
  }
  if (!filter.zen) lines.push('', '  Usage Stats:')
  if (request.apiLevel === 30 || request.apiLevel === 33 || request.apiLevel === 34) {
    lines.push('', '  Last notification sound timestamps:')
  }
  return text(lines)
}

/** The record as `cmd notification get` and `post -v` print it: never redacted. */
export function dumpRecord(phone: DumpRequest['phone'], record: NotificationRecord, indent: string): string {
  const rank = phone.notifications.list().findIndex(({ key }) => key === record.key)
  return text(recordLines(record, dumpRequest(phone, []), { redact: false, indent, rank: Math.max(0, rank) }))
}

/** NotificationManagerService.DumpFilter.parseFromArguments; unknown words are ignored. */
function readFilter(args: readonly string[]): Filter {
  let redact = true
  let pkg: string | undefined
  let zen = false
  let priority: Filter['priority'] = 'all'
  for (let i = 0; i < args.length; i++) {
    const word = args[i]
    const next = args[i + 1]
    if (word === '--noredact' || word === '--reveal') redact = false
    else if ((word === 'p' || word === 'pkg' || word === '--package') && next !== undefined) {
      pkg = next.trim().toLowerCase()
      i++
    } else if (word === 'zen' || word === '--zen') zen = true
    else if (word === '--dump-priority') {
      priority = next === 'CRITICAL' ? 'critical' : next === 'NORMAL' ? 'normal' : 'all'
      i++
    }
  }
  return { redact, pkg: pkg === '' ? undefined : pkg, zen, priority }
}

function matches(filter: Filter, ...packages: readonly string[]): boolean {
  const { pkg } = filter
  return pkg === undefined || packages.some((name) => name.toLowerCase().includes(pkg))
}

function stateLines(all: readonly NotificationRecord[], { apiLevel, phone }: DumpRequest): string[] {
  const withSound = all.findLast((record) => {
    const channel = phone.notifications.channels(record.packageName).find(({ id }) => id === record.content.channelId)
    return record.importance >= 3 && (channel?.sound ?? null) !== null && !record.intercepted
  })
  const sound = `mSoundNotificationKey=${withSound?.key ?? 'null'}`
  const state = [
    'mVibrateNotificationKey=null',
    `mDisableNotificationEffects=${phone.notifications.zenMode === 'none'}`,
    'mCallState=CALL_STATE_IDLE',
    'mSystemReady=true',
  ]
  if (apiLevel >= 35) {
    return [
      '  mMaxPackageEnqueueRate=5.0',
      '  hideSilentStatusBar=true',
      '',
      '  Notification attention state:',
      ...[sound, ...state, 'mNotificationPulseEnabled=true'].map((line) => `      ${line}`),
    ]
  }
  const lines = ['mUseAttentionLight=false', 'mHasLight=true', 'mNotificationPulseEnabled=true', sound, ...state]
  lines.push('mMaxPackageEnqueueRate=5.0')
  if (apiLevel >= 31) lines.push('hideSilentStatusBar=true')
  return lines.map((line) => `  ${line}`)
}

const archivePrinted = 5

/** From Android 11 on nothing is kept unless the owner switched the notification history on. */
function archiveLines(filter: Filter, { apiLevel, phone }: DumpRequest): string[] {
  const keeps = apiLevel <= 29 || phone.settings.get('secure', 'notification_history_enabled') === '1'
  const archive = keeps ? phone.notifications.archive() : []
  const lines = [`  mArchive=Archive (${archive.length} notification${archive.length === 1 ? '' : 's'})`]
  const newestFirst = archive.map(({ record }) => record).filter((record) => matches(filter, record.packageName))
  for (const record of newestFirst.slice(0, archivePrinted)) {
    lines.push(`    ${statusBarNotificationText(record, apiLevel)}`)
  }
  if (newestFirst.length > archivePrinted) lines.push('    ...')
  return lines
}

function snoozedLines(filter: Filter, { apiLevel, phone }: DumpRequest): string[] {
  const snoozed = snoozedNotifications(phone).filter(({ record }) => matches(filter, record.packageName))
  const lines = ['', '  Snoozed notifications:']
  for (const { record } of snoozed) {
    if (apiLevel >= 33) lines.push(`    key: ${record.key}`)
    else if (apiLevel >= 30) {
      lines.push(`    key: ${record.userId}|${record.packageName}`, `            ${record.key}`)
    } else {
      lines.push(`    user: ${record.userId}`, `        package: ${record.packageName}`, `            ${record.key}`)
    }
  }
  if (apiLevel < 30) return lines
  lines.push('', ' Pending snoozed notifications')
  for (const { record, untilMs } of snoozed) {
    if (apiLevel >= 33) lines.push(`    key: ${record.key} until: ${untilMs}`)
    else lines.push(`    key: ${record.userId}|${record.packageName}`, `            ${record.key}    ${untilMs}`)
  }
  return lines
}

function signalExtractors(apiLevel: number): string[] {
  const names = [
    ...(apiLevel >= 29 ? ['NotificationChannelExtractor'] : []),
    'NotificationAdjustmentExtractor',
    ...(apiLevel >= 29 ? ['BubbleExtractor'] : []),
    'ValidateNotificationPeople',
    'PriorityExtractor',
    ...(apiLevel >= 29 ? ['ZenModeExtractor', 'ImportanceExtractor'] : ['ImportanceExtractor', 'ZenModeExtractor']),
    ...(apiLevel >= 29 ? [] : ['NotificationChannelExtractor']),
    'VisibilityExtractor',
    'BadgeExtractor',
    ...(apiLevel >= 29 ? ['CriticalNotificationExtractor'] : []),
  ]
  return [`    mSignalExtractors.length = ${names.length}`, ...names.map((name) => `      ${name}`)]
}

/** PreferencesHelper.dump (29 and newer), RankingHelper.dump (28). */
function preferenceLines(filter: Filter, request: DumpRequest): string[] {
  const { apiLevel, phone } = request
  const lines = apiLevel >= 29 ? ['', ' Notification Preferences:'] : []
  lines.push(apiLevel >= 33 ? '    per-package config version: 4' : '    per-package config:')
  lines.push(apiLevel >= 29 ? 'PackagePreferences:' : 'Records:')
  const withPreferences = phone.notifications.packagesWithPreferences()
  for (const packageName of withPreferences) {
    if (!matches(filter, packageName)) continue
    lines.push(`      AppSettings: ${packageName} (${uidOf(packageName, request)})${appSettings(packageName, request)}`)
    for (const channel of phone.notifications.channels(packageName)) {
      lines.push(`        ${channelText(channel, apiLevel, filter.redact)}`)
    }
  }
  if (apiLevel >= 33) {
    // Then the packages of which only the permission is known.
    for (const { packageName, requestedPermissions } of phone.packages.all()) {
      if (withPreferences.includes(packageName) || !requestedPermissions.includes(postNotifications)) continue
      if (!matches(filter, packageName)) continue
      lines.push(
        `      AppSettings: ${packageName} (${uidOf(packageName, request)})${appSettings(packageName, request)}`,
      )
    }
  }
  lines.push('Restored without uid:')
  return lines
}

const postNotifications = 'android.permission.POST_NOTIFICATIONS'

function uidOf(packageName: string, { phone }: DumpRequest): string {
  return String(phone.packages.get(packageName)?.uid ?? 'UNKNOWN_UID')
}

/** Blocked: importance=NONE. From Android 13 on it says what became of the permission; userSet=false: nobody was asked. */
function appSettings(packageName: string, { apiLevel, phone }: DumpRequest): string {
  const enabled = phone.notifications.appEnabled(packageName)
  if (apiLevel < 33) return enabled ? '' : ' importance=NONE'
  const installed = phone.packages.get(packageName)
  if (installed === undefined) return ''
  if (!installed.requestedPermissions.includes(postNotifications))
    return installed.system ? ' fixedImportance=true' : ''
  const permission = installed.permissions.get(postNotifications)
  // What the system image was given, nobody chose.
  const chosen = permission !== undefined && (permission.granted || permission.denials > 0 || permission.userFixed)
  const userSet = chosen && !installed.system
  return ` importance=${enabled ? 'DEFAULT' : 'NONE'} userSet=${userSet}`
}

function listenerLines(filter: Filter, request: DumpRequest): string[] {
  const set = request.phone.settings.get('secure', 'enabled_notification_listeners') ?? ''
  const components = set.split(':').filter((one) => one !== '' && matches(filter, one))
  return managedServiceLines('notification listener', components, request)
}

/** ManagedServices.dump: who may be bound, who is. */
function managedServiceLines(caption: string, components: readonly string[], request: DumpRequest): string[] {
  const { apiLevel, hash } = request
  const lines = [`    Allowed ${caption}s:`]
  if (components.length > 0) lines.push(`      ${components.map(shortName).join(':')} (user: 0 isPrimary: true)`)
  if (apiLevel >= 31) {
    lines.push('    Has user set:')
    if (components.length > 0) lines.push(`      userId=0 value={${components.map(shortName).join(', ')}}`)
  }
  lines.push(`    All ${caption}s (${components.length}) enabled for current profiles:`)
  for (const component of components) lines.push(`      ComponentInfo{${fullName(component)}}`)
  const proxy = caption === 'condition provider' ? 'IConditionProvider' : 'INotificationListener'
  lines.push(`    Live ${caption}s (${components.length}):`)
  for (const component of components) {
    lines.push(
      `      ComponentInfo{${fullName(component)}} (user 0): android.service.notification.${proxy}$Stub$Proxy@${hash(proxy, component)}`,
    )
  }
  lines.push(`    Snoozed ${caption}s (0):`)
  return lines
}

function fullName(component: string): string {
  const [packageName = '', className = ''] = component.split('/')
  return `${packageName}/${className.startsWith('.') ? packageName + className : className}`
}

function shortName(component: string): string {
  const [packageName = '', className = ''] = component.split('/')
  return `${packageName}/${className.startsWith(`${packageName}.`) ? className.slice(packageName.length) : className}`
}
