import type { EventFields } from './event-fields.ts'

/** What installers give as their reason when they stop an app (PackageManagerService, Android 5 to 16). */
const installerReasons =
  /^(?:replace pkg|uninstall pkg|update pkg|update lib|move pkg|pkg removed|pkg changed|installPackageLI|deletePackageX|vold\.apk|apex)\b/

/**
 * Whether an app was force-stopped, and by whom: ActivityManagerService.forceStopPackageLocked writes
 * `stop PKG due to REASON` for each of its processes. REASON is `from pid N`, on MIUI `from process:PKG`, on vivo
 * `stop by PKG`, or an installer's. An empty answer for any other reason of a kill.
 */
export function forceStopOf(reason: string): Partial<EventFields> {
  const why = /^stop \S+ due to (.*)$/s.exec(reason)?.[1]
  return why === undefined ? {} : forceStopFor(why)
}

/** The same for the reason alone, as the main log has it: `Force stopping PKG appid=N user=N: REASON`. */
export function forceStopFor(reason: string): Partial<EventFields> {
  if (installerReasons.test(reason)) return { action: 'package-change' }
  const by = /^from (pid \d+)$/.exec(reason) ?? /^(?:from process:|stop by )\s*(\S+)/.exec(reason)
  return { action: 'force-stop', by: by?.[1] ?? null }
}
