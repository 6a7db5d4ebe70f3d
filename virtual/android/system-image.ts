import type { Apk } from '../apk/apk.ts'
import type { IntentFilter, ManifestComponent } from './phone.ts'
import type { Rom } from './rom.ts'
import { parseComponent } from './component-name.ts'

/** Packages that every Android has beside those of the ROM: name, label, uid, processes that always run. */
const aosp: readonly (readonly [string, string, number, readonly string[]])[] = [
  ['android', 'Android System', 1000, []],
  ['com.android.systemui', 'System UI', 10050, ['com.android.systemui']],
  ['com.android.settings', 'Settings', 1000, []],
  ['com.android.shell', 'Shell', 2000, []],
  ['com.android.phone', 'Phone Services', 1001, ['com.android.phone']],
  ['com.android.providers.settings', 'Settings Storage', 1000, []],
  ['com.android.providers.contacts', 'Contacts Storage', 10051, []],
  ['com.android.providers.media', 'Media Storage', 10052, []],
  ['com.android.providers.downloads', 'Download Manager', 10052, []],
  ['com.android.bluetooth', 'Bluetooth', 1002, ['com.android.bluetooth']],
  ['com.android.nfc', 'NFC Service', 1027, []],
  ['com.android.inputmethod.latin', 'Android Keyboard (AOSP)', 10053, ['com.android.inputmethod.latin']],
  ['com.android.webview', 'Android System WebView', 10054, []],
  ['com.android.externalstorage', 'External Storage', 10055, []],
  ['com.android.documentsui', 'Files', 10056, []],
  ['com.android.certinstaller', 'Certificate Installer', 10057, []],
  ['com.android.keychain', 'Key Chain', 1000, []],
  ['com.android.vpndialogs', 'VpnDialogs', 10058, []],
  ['com.android.statementservice', 'Intent Filter Verification Service', 10059, []],
  ['com.android.packageinstaller', 'Package installer', 10060, []],
]

/** The keyboard that every phone of the farm has. */
export const builtInKeyboard = 'com.android.inputmethod.latin/.LatinIME'

/** One package of the system image, in the shape of an APK without entries. */
export interface ImagePackage {
  readonly apk: Apk
  readonly uid: number
  readonly codePath: string
  readonly persistentProcesses: readonly string[]
}

/** What the ROM brings: AOSP's packages, the vendor's, the launcher, the permission dialog and the settings screens. */
export function systemImage(rom: Rom): readonly ImagePackage[] {
  const packages = new Map<string, ImagePackage>()
  const add = (
    packageName: string,
    given: { label: string; uid: number; versionName: string; versionCode: number; processes: readonly string[] },
  ) =>
    packages.set(packageName, {
      apk: imageApk(packageName, given, rom),
      uid: given.uid,
      codePath: codePath(packageName),
      persistentProcesses: given.processes,
    })
  for (const [packageName, label, uid, processes] of aosp)
    add(packageName, { label, uid, versionName: rom.release, versionCode: rom.apiLevel, processes })
  for (const each of rom.systemPackages) add(each.packageName, { ...each, processes: each.persistentProcesses })
  for (const [index, packageName] of [rom.launcherPackage, rom.permissionDialog.packageName].entries())
    if (!packages.has(packageName))
      add(packageName, {
        label: packageName,
        uid: 10070 + index,
        versionName: rom.release,
        versionCode: rom.apiLevel,
        processes: [],
      })
  const { browser } = rom
  if (browser !== undefined)
    add(browser.packageName, {
      label: browser.label,
      uid: 10130,
      versionName: browser.versionName,
      versionCode: Number(browser.versionName.replaceAll('.', '')),
      processes: [],
    })
  return [...packages.values()]
}

function codePath(packageName: string): string {
  if (packageName === 'android') return '/system/framework'
  const name = (packageName.split('.').at(-1) ?? packageName).replace(/^./, (letter) => letter.toUpperCase())
  return `/system/${packageName.startsWith('com.android.') ? 'priv-app' : 'app'}/${name}`
}

function imageApk(
  packageName: string,
  given: { readonly label: string; readonly versionName: string; readonly versionCode: number },
  rom: Rom,
): Apk {
  return {
    packageName,
    versionCode: given.versionCode,
    versionName: given.versionName,
    minSdk: rom.apiLevel,
    targetSdk: rom.apiLevel,
    label: given.label,
    debuggable: false,
    testOnly: false,
    permissions: ['android.permission.INTERNET', 'android.permission.POST_NOTIFICATIONS'],
    declaredPermissions: [],
    activities: imageActivities(packageName, rom),
    services: [],
    receivers: [],
    instrumentation: [],
    metaData: {},
    signerSha256: 'a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc',
    entry: () => undefined,
  }
}

function imageActivities(packageName: string, rom: Rom): readonly ManifestComponent[] {
  const activities: ManifestComponent[] = []
  const home = parseComponent(rom.homeActivity)
  if (home?.packageName === packageName)
    activities.push(
      activity(home.className, 'singleTask', [
        filter('android.intent.action.MAIN', ['android.intent.category.HOME', 'android.intent.category.DEFAULT']),
      ]),
    )
  if (rom.permissionDialog.packageName === packageName)
    activities.push(
      activity(rom.permissionDialog.activity, 'standard', [
        filter('android.content.pm.action.REQUEST_PERMISSIONS', ['android.intent.category.DEFAULT']),
      ]),
    )
  if (rom.browser?.packageName === packageName)
    activities.push(activity(rom.browser.activity, 'singleTask', webFilters))
  if (packageName === 'com.android.settings') activities.push(...settingsActivities)
  return activities
}

/** The launcher's icon, and every web page. */
const webFilters: readonly IntentFilter[] = [
  filter('android.intent.action.MAIN', ['android.intent.category.LAUNCHER', 'android.intent.category.DEFAULT']),
  {
    actions: ['android.intent.action.VIEW'],
    categories: ['android.intent.category.DEFAULT', 'android.intent.category.BROWSABLE'],
    data: [{ scheme: 'http' }, { scheme: 'https' }],
  },
]

const settingsActivities: readonly ManifestComponent[] = [
  activity('com.android.settings.Settings', 'singleTask', [
    filter('android.intent.action.MAIN', ['android.intent.category.LAUNCHER', 'android.intent.category.DEFAULT']),
    filter('android.settings.SETTINGS', ['android.intent.category.DEFAULT']),
  ]),
  activity('com.android.settings.Settings$AppNotificationSettingsActivity', 'standard', [
    filter('android.settings.APP_NOTIFICATION_SETTINGS', ['android.intent.category.DEFAULT']),
  ]),
  activity('com.android.settings.Settings$ChannelNotificationSettingsActivity', 'standard', [
    filter('android.settings.CHANNEL_NOTIFICATION_SETTINGS', ['android.intent.category.DEFAULT']),
  ]),
  activity('com.android.settings.applications.InstalledAppDetails', 'standard', [
    {
      actions: ['android.settings.APPLICATION_DETAILS_SETTINGS'],
      categories: ['android.intent.category.DEFAULT'],
      data: [{ scheme: 'package' }],
    },
  ]),
  activity('com.android.settings.Settings$WifiSettingsActivity', 'standard', [
    filter('android.settings.WIFI_SETTINGS', ['android.intent.category.DEFAULT']),
  ]),
]

function activity(
  className: string,
  launchMode: ManifestComponent['launchMode'],
  intentFilters: readonly IntentFilter[],
): ManifestComponent {
  return { className, exported: true, enabled: true, launchMode, intentFilters }
}

function filter(action: string, categories: readonly string[]): IntentFilter {
  return { actions: [action], categories, data: [] }
}
