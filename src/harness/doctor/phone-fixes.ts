import type { Deadline } from '../../base/deadline.ts'
import { PushfarmError } from '../../base/pushfarm-error.ts'
import type { FarmPhone } from '../../farm/farm-phone.ts'
import type { Finding, Fix } from './finding.ts'
import { appiumPackages, isDisabled, pushServicesOn } from './phone-reading.ts'

/** What was done about a finding, or why it could not be done. */
export interface FixReport {
  readonly about: string
  readonly fix: Fix
  readonly kind: 'done' | 'refused'
  /** One sentence. */
  readonly says: string
}

/** Does what adb can do about the findings of one phone; a command that the phone refuses is told, not thrown. */
export async function fixPhone(
  phone: FarmPhone,
  findings: readonly Finding[],
  appPackage: string,
  deadline: Deadline,
): Promise<readonly FixReport[]> {
  const reports: FixReport[] = []
  for (const fix of new Set(findings.map((finding) => finding.fix).filter((one) => one !== undefined))) {
    const about = phone.name
    try {
      await apply(phone, fix, appPackage, deadline)
      reports.push({ about, fix, kind: 'done', says: deeds[fix] })
    } catch (error) {
      if (!(error instanceof PushfarmError) || error.code === 'farm/phone-gone') throw error
      reports.push({ about, fix, kind: 'refused', says: `The phone did not let adb do it: ${error.message}` })
    }
  }
  return reports
}

const deeds: Readonly<Record<Fix, string>> = {
  'grant-notifications': 'Granted the app the permission to post notifications.',
  'allow-notifications': "Switched the app's notifications on.",
  'enable-push-service': 'Enabled its push service.',
  'end-app-exemption': 'The app under test is not exempt from Doze any more.',
  'end-do-not-disturb': 'Turned do not disturb off.',
  'stay-awake': 'The screen stays on while it charges.',
  'wake-and-unlock': 'Woke and unlocked it.',
  'stop-animations': 'Turned animations off.',
  'end-airplane-mode': 'Turned airplane mode off.',
  'end-battery-saver': 'Turned the battery saver off.',
  'stop-verifying-installs': 'Apps from adb are not verified any more.',
  'exempt-appium': "Exempted Appium's apps from Doze.",
  'enlarge-event-log': 'Enlarged the event log to 1 MiB.',
  'set-clock-by-network': 'The clock follows the network.',
}

async function apply(phone: FarmPhone, fix: Fix, appPackage: string, deadline: Deadline): Promise<void> {
  const { shell } = phone
  const put = async (name: string, value: string): Promise<void> => {
    await shell.run(['settings', 'put', 'global', name, value], deadline)
  }
  switch (fix) {
    case 'grant-notifications':
      await phone.grant(appPackage, 'android.permission.POST_NOTIFICATIONS', deadline)
      return
    case 'allow-notifications':
      // The app op alone: what a ROM's own settings page keeps beside it, adb cannot reach (AppOpsService.Shell, `set`).
      await shell.run(['cmd', 'appops', 'set', appPackage, 'POST_NOTIFICATION', 'allow'], deadline)
      return
    case 'enable-push-service':
      // The shell may undo what the owner disabled, not what the system did (PackageManagerService, setEnabledSetting).
      for (const state of await pushServicesOn(phone, deadline))
        if (isDisabled(state)) await shell.run(['pm', 'enable', state.package], deadline)
      return
    case 'end-app-exemption':
      await shell.run(['cmd', 'deviceidle', 'whitelist', `-${appPackage}`], deadline)
      return
    case 'end-do-not-disturb':
      // Android 9 and later; before that only a person can.
      await shell.run(['cmd', 'notification', 'set_dnd', 'off'], deadline)
      return
    case 'stay-awake':
      await shell.run(['svc', 'power', 'stayon', 'true'], deadline)
      return
    case 'wake-and-unlock':
      await phone.unlock(deadline.atMost(10_000))
      return
    case 'stop-animations':
      await put('window_animation_scale', '0')
      await put('transition_animation_scale', '0')
      await put('animator_duration_scale', '0')
      return
    case 'end-airplane-mode':
      // Since Android 11; the setting alone changes nothing until the next start.
      await shell.run(['cmd', 'connectivity', 'airplane-mode', 'disable'], deadline)
      return
    case 'end-battery-saver':
      await put('low_power', '0')
      return
    case 'stop-verifying-installs':
      await put('verifier_verify_adb_installs', '0')
      return
    case 'exempt-appium':
      for (const name of appiumPackages)
        if (await phone.isInstalled(name)) await shell.run(['cmd', 'deviceidle', 'whitelist', `+${name}`], deadline)
      return
    case 'enlarge-event-log':
      await shell.run(['logcat', '-b', 'events', '-G', '1M'], deadline)
      return
    case 'set-clock-by-network':
      await put('auto_time', '1')
      return
  }
}
