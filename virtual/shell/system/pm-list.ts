import { shortComponent } from '../../android/component-name.ts'
import { permissionKind, permissionNames } from '../../android/permission-catalogue.ts'
import type { InstalledPackage } from '../../android/phone.ts'
import type { ServiceCall, SubCommand } from './service-shell.ts'

/** `pm list WHAT` */
export const list: SubCommand = async (call) => {
  const what = call.arguments.next()
  if (what === undefined) {
    await call.complain("Error: didn't specify type of data to list")
    return -1
  }
  const kind = kinds[what]
  if (kind !== undefined) return kind(call)
  await call.complain(`Error: unknown list type '${what}'`)
  return -1
}

interface Shown {
  path: boolean
  versionCode: boolean
  stopped: boolean
  installer: boolean
  uid: boolean
}

const listPackages: SubCommand = async (call) => {
  const shown: Shown = { path: false, versionCode: false, stopped: false, installer: false, uid: false }
  const filters: ((pkg: InstalledPackage) => boolean)[] = []
  const { arguments: words, phone } = call
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption()) {
    const error = applyOption(option, shown, filters, call)
    if (error === undefined) continue
    await call.complain(error)
    return -1
  }
  const part = words.next()
  if (part !== undefined) filters.push(({ packageName }) => packageName.includes(part))
  const found = phone.packages.all().filter((pkg) => filters.every((accepts) => accepts(pkg)))
  await call.say(...found.map((pkg) => packageLine(call, pkg, shown)))
  return 0
}

function applyOption(
  option: string,
  shown: Shown,
  filters: ((pkg: InstalledPackage) => boolean)[],
  { arguments: words, phone }: ServiceCall,
): string | undefined {
  const { apiLevel } = phone.rom
  switch (option) {
    case '-d':
      filters.push(({ enabled }) => enabled >= 2)
      return undefined
    case '-e':
      filters.push(({ enabled }) => enabled <= 1)
      return undefined
    case '-s':
      filters.push(({ system }) => system)
      return undefined
    case '-3':
      filters.push(({ system }) => !system)
      return undefined
    case '-f':
      shown.path = true
      return undefined
    case '-i':
      shown.installer = true
      return undefined
    case '-U':
      shown.uid = true
      return undefined
    case '--uid': {
      const uid = Number(words.required())
      shown.uid = true
      filters.push((pkg) => pkg.uid === uid)
      return undefined
    }
    case '--user':
      words.required()
      return undefined
    case '--show-versioncode':
      shown.versionCode = true
      return undefined
    case '--show-stopped':
      if (apiLevel < 34) return `Error: Unknown option: ${option}`
      shown.stopped = true
      return undefined
    case '--apex-only':
      filters.push(() => false)
      return undefined
    case '-l':
    case '-lf':
    case '-u':
    case '-a':
    case '--match-libraries':
    case '--factory-only':
      return undefined
    default:
      return `Error: Unknown option: ${option}`
  }
}

/** The fields come in this order, whatever the order of the options. */
function packageLine({ phone }: ServiceCall, pkg: InstalledPackage, shown: Shown): string {
  const { packageName } = pkg
  const path = shown.path ? `${phone.packages.apkPaths(packageName)[0] ?? ''}=` : ''
  return [
    `package:${path}${packageName}`,
    shown.versionCode ? ` versionCode:${pkg.versionCode}` : '',
    shown.stopped ? ` stopped=${String(pkg.stopped)}` : '',
    shown.installer ? `  installer=${pkg.installerPackage ?? 'null'}` : '',
    shown.uid ? ` uid:${pkg.uid}` : '',
  ].join('')
}

const listInstrumentation: SubCommand = async (call) => {
  const { phone, arguments: words } = call
  let path = false
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption())
    if (option === '-f') path = true
  const target = words.next()
  const found = phone.packages
    .all()
    .flatMap(({ packageName, instrumentation }) => instrumentation.map((each) => ({ packageName, ...each })))
    .filter(({ targetPackage }) => target === undefined || targetPackage === target)
    .sort((a, b) => (a.targetPackage < b.targetPackage ? -1 : a.targetPackage > b.targetPackage ? 1 : 0))
  await call.say(
    ...found.map(({ packageName, className, targetPackage }) => {
      const file = path ? `${phone.packages.apkPaths(packageName)[0] ?? ''}=` : ''
      return `instrumentation:${file}${shortComponent({ packageName, className })} (target=${targetPackage})`
    }),
  )
  return 0
}

const listFeatures: SubCommand = async (call) => {
  await call.say(...features(call.phone.rom.apiLevel).map((feature) => `feature:${feature}`))
  return 0
}

/** What a phone with a touch screen, radio, camera and GPS declares (frameworks/native/data/etc/handheld_core_hardware.xml). */
export function features(apiLevel: number): readonly string[] {
  return [
    'reqGlEsVersion=0x30002',
    'android.hardware.audio.output',
    'android.hardware.bluetooth',
    'android.hardware.bluetooth_le',
    'android.hardware.camera',
    'android.hardware.camera.any',
    'android.hardware.camera.autofocus',
    'android.hardware.camera.flash',
    'android.hardware.camera.front',
    'android.hardware.faketouch',
    'android.hardware.fingerprint',
    'android.hardware.location',
    'android.hardware.location.gps',
    'android.hardware.location.network',
    'android.hardware.microphone',
    'android.hardware.nfc',
    'android.hardware.screen.landscape',
    'android.hardware.screen.portrait',
    'android.hardware.sensor.accelerometer',
    'android.hardware.sensor.compass',
    'android.hardware.sensor.gyroscope',
    'android.hardware.sensor.light',
    'android.hardware.sensor.proximity',
    'android.hardware.telephony',
    'android.hardware.telephony.gsm',
    'android.hardware.touchscreen',
    'android.hardware.touchscreen.multitouch',
    'android.hardware.touchscreen.multitouch.distinct',
    'android.hardware.touchscreen.multitouch.jazzhand',
    'android.hardware.usb.accessory',
    'android.hardware.usb.host',
    'android.hardware.vulkan.version=4198400',
    'android.hardware.wifi',
    'android.hardware.wifi.direct',
    'android.software.activities_on_secondary_displays',
    'android.software.app_widgets',
    'android.software.autofill',
    'android.software.backup',
    'android.software.cts',
    'android.software.device_admin',
    'android.software.home_screen',
    'android.software.input_methods',
    'android.software.live_wallpaper',
    'android.software.managed_users',
    'android.software.picture_in_picture',
    'android.software.print',
    'android.software.webview',
    ...(apiLevel >= 29 ? ['android.software.secure_lock_screen'] : []),
    ...(apiLevel >= 30 ? ['android.software.controls'] : []),
  ]
}

const listPermissions: SubCommand = async (call) => {
  const { phone, arguments: words } = call
  let dangerousOnly = false
  let groups = false
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption()) {
    if (option.includes('d') && !option.startsWith('--')) dangerousOnly = true
    if (option.includes('g') && !option.startsWith('--')) groups = true
  }
  const { apiLevel } = phone.rom
  const own = phone.packages.all().flatMap(({ declaredPermissions }) => declaredPermissions ?? [])
  const names = [...permissionNames(apiLevel), ...new Set(own)].filter(
    (name) => !dangerousOnly || permissionKind(name, apiLevel) === 'runtime',
  )
  await call.say(
    dangerousOnly ? 'Dangerous Permissions:' : 'All Permissions:',
    '',
    ...(groups ? ['ungrouped:'] : []),
    ...names.map((name) => `${groups ? '  ' : ''}permission:${name}`),
  )
  return 0
}

const listUsers: SubCommand = async (call) => {
  const flags = call.phone.rom.apiLevel >= 30 ? 'c13' : '13'
  await call.say('Users:', `\tUserInfo{0:Owner:${flags}} running`)
  return 0
}

const listPermissionGroups: SubCommand = async (call) => {
  const names = [
    'CALENDAR',
    'CALL_LOG',
    'CAMERA',
    'CONTACTS',
    'LOCATION',
    'MICROPHONE',
    'PHONE',
    'SENSORS',
    'SMS',
    'STORAGE',
  ]
  const all = call.phone.rom.apiLevel >= 33 ? [...names, 'NOTIFICATIONS'] : names
  await call.say(...all.map((name) => `permission group:android.permission-group.${name}`))
  return 0
}

const listLibraries: SubCommand = async (call) => {
  const names = [
    'android.ext.shared',
    'android.hidl.base-V1.0-java',
    'android.test.base',
    'android.test.mock',
    'android.test.runner',
    'com.android.location.provider',
    'com.android.media.remotedisplay',
    'javax.obex',
    'org.apache.http.legacy',
  ]
  await call.say(...names.map((name) => `library:${name}`))
  return 0
}

const kinds: Readonly<Record<string, SubCommand>> = {
  package: listPackages,
  packages: listPackages,
  instrumentation: listInstrumentation,
  features: listFeatures,
  libraries: listLibraries,
  permissions: listPermissions,
  'permission-groups': listPermissionGroups,
  users: listUsers,
}
