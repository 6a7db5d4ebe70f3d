import { shortComponent } from './component-name.ts'
import type { Intent } from './intent.ts'

/** android.content.Intent.FLAG_* */
export const intentFlag = {
  grantReadUriPermission: 0x1,
  includeStoppedPackages: 0x20,
  receiverFromShell: 0x400000,
  receiverForeground: 0x10000000,
  activityClearTask: 0x8000,
  activityReorderToFront: 0x20000,
  activityLaunchedFromHistory: 0x100000,
  activityResetTaskIfNeeded: 0x200000,
  activityBroughtToFront: 0x400000,
  activityExcludeFromRecents: 0x800000,
  activityClearTop: 0x4000000,
  activityMultipleTask: 0x8000000,
  activityNewTask: 0x10000000,
  activitySingleTop: 0x20000000,
  activityNoHistory: 0x40000000,
} as const

export const actionMain = 'android.intent.action.MAIN'
export const categoryLauncher = 'android.intent.category.LAUNCHER'
export const categoryHome = 'android.intent.category.HOME'
export const categoryDefault = 'android.intent.category.DEFAULT'

/** Intent.toString: only the parts that are set; the path of a URI and numbers of a phone are made unreadable. */
export function intentText(given: Intent): string {
  const parts: string[] = []
  if (given.action !== undefined) parts.push(`act=${given.action}`)
  if (given.categories.length > 0) parts.push(`cat=[${given.categories.join(',')}]`)
  if (given.data !== undefined) parts.push(`dat=${safeUri(given.data)}`)
  if (given.type !== undefined) parts.push(`typ=${given.type}`)
  if (given.flags !== 0) parts.push(`flg=0x${(given.flags >>> 0).toString(16)}`)
  if (given.packageName !== undefined) parts.push(`pkg=${given.packageName}`)
  if (given.component !== undefined) parts.push(`cmp=${shortComponent(given.component)}`)
  if (Object.keys(given.extras).length > 0) parts.push('(has extras)')
  return parts.length === 0 ? 'Intent {  }' : `Intent { ${parts.join(' ')} }`
}

/** android.net.Uri.toSafeString. */
function safeUri(uri: string): string {
  const [, scheme, rest] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(uri) ?? []
  if (scheme === undefined || rest === undefined) return uri
  const lower = scheme.toLowerCase()
  if (['tel', 'sip', 'sms', 'smsto', 'mailto', 'nfc'].includes(lower))
    return `${scheme}:${rest.replace(/[^\-@.]/g, 'x')}`
  const [, authority, path = ''] = /^\/\/([^/?#]*)(.*)$/s.exec(rest) ?? []
  if (authority === undefined) return uri
  if (!['http', 'https', 'ftp', 'rtsp'].includes(lower)) return `${scheme}://${authority}${path === '' ? '' : '/...'}`
  return `${scheme}://${authority}/...`
}

/** Intent.filterEquals: the same but for extras and flags. */
export function sameFilter(a: Intent, b: Intent): boolean {
  return (
    a.action === b.action &&
    a.data === b.data &&
    a.type === b.type &&
    a.packageName === b.packageName &&
    (a.component === undefined ? undefined : shortComponent(a.component)) ===
      (b.component === undefined ? undefined : shortComponent(b.component)) &&
    [...new Set(a.categories)].sort().join() === [...new Set(b.categories)].sort().join()
  )
}
