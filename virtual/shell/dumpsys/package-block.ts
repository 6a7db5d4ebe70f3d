import type { InstalledPackage, PermissionState } from '../../android/phone.ts'
import { dateTimeText } from '../local-time.ts'
import type { DumpRequest } from './dump-request.ts'

/**
 * One package of `Packages:` in the layout of the phone's version: Settings.dumpPackageLPr. What Android 13 and 14 moved
 * under the user (first installation, data directory) is printed there.
 */
export function packageLines(one: InstalledPackage, request: DumpRequest): string[] {
  const { hash } = request
  return [
    `  Package [${one.packageName}] (${hash('PackageSetting', one.packageName)}):`,
    ...settingLines(one, request).map((line) => `    ${line}`),
    ...permissionLines(one).map((line) => `    ${line}`),
    ...userLines(one, request).map((line) => `    ${line}`),
  ]
}

function settingLines(one: InstalledPackage, request: DumpRequest): string[] {
  const { apiLevel: api, hash, timeZone } = request
  const flags = packageFlags(one)
  const flagsText = `[ ${flags.join(' ')} ]`
  const dataDir = `dataDir=/data/user/0/${one.packageName}`
  const libraryDir = one.system ? `/system/lib/${one.packageName}` : `${one.codePath}/lib`
  const date = (ms: number): string => dateTimeText(ms, timeZone)
  return [
    `${api >= 34 ? 'appId' : 'userId'}=${one.uid}`,
    ...(one.uid < 10_000
      ? [`sharedUser=SharedUserSetting{${hash('SharedUser', String(one.uid))} ${sharedUser(one.uid)}}`]
      : []),
    `pkg=Package{${hash('Package', one.packageName)} ${one.packageName}}`,
    `codePath=${one.codePath}`,
    `resourcePath=${one.codePath}`,
    `legacyNativeLibraryDir=${libraryDir}`,
    ...(api >= 31 ? ['extractNativeLibs=false'] : []),
    'primaryCpuAbi=arm64-v8a',
    'secondaryCpuAbi=null',
    ...(api >= 31 ? ['cpuAbiOverride=null'] : []),
    `versionCode=${one.versionCode} minSdk=${one.minSdk} targetSdk=${one.targetSdk}`,
    ...(api >= 31 ? ['minExtensionVersions=[]'] : []),
    `versionName=${one.versionName}`,
    ...(api >= 34 ? ['hiddenApiEnforcementPolicy=2'] : []),
    ...(api >= 31 ? ['usesNonSdkApi=false'] : []),
    `splits=[${['base', ...(one.splits ?? [])].join(', ')}]`,
    'apkSigningVersion=3',
    ...(api <= 32
      ? [`applicationInfo=ApplicationInfo{${hash('ApplicationInfo', one.packageName)} ${one.packageName}}`]
      : []),
    `flags=${flagsText}`,
    `privateFlags=${privateFlags(one)}`,
    ...(api >= 30 ? ['forceQueryable=false', 'queriesPackages=[]', 'queriesIntents=[]'] : []),
    ...(api >= 34 ? ['scannedAsStoppedSystemApp=false'] : []),
    ...(api <= 33 ? [dataDir] : []),
    'supportsScreens=[small, medium, large, xlarge, resizeable, anyDensity]',
    `timeStamp=${date(one.lastUpdateMs)}`,
    ...(api <= 32 ? [`firstInstallTime=${date(one.firstInstallMs)}`] : []),
    `lastUpdateTime=${date(one.lastUpdateMs)}`,
    ...installerLines(one, request),
    `signatures=PackageSignatures{${hash('PackageSignatures', one.packageName)} version:3, signatures:[${signatureHash(one)}], past signatures:[]}`,
    'installPermissionsFixed=true',
    `pkgFlags=${flagsText}`,
    ...(api >= 34 ? [`privatePkgFlags=${privateFlags(one)}`, 'apexModuleName=null'] : []),
  ]
}

function installerLines(one: InstalledPackage, { apiLevel, phone }: DumpRequest): string[] {
  const installer = one.installerPackage
  if (apiLevel < 34) return installer === null ? [] : [`installerPackageName=${installer}`]
  const uid = installer === null ? -1 : (phone.packages.get(installer)?.uid ?? -1)
  return [
    `installerPackageName=${installer ?? 'null'}`,
    `installerPackageUid=${uid}`,
    `initiatingPackageName=${installer ?? (one.system ? 'null' : 'com.android.shell')}`,
    'originatingPackageName=null',
    'packageSource=0',
    'appMetadataFilePath=null',
    'appMetadataSource=0',
  ]
}

function packageFlags(one: InstalledPackage): string[] {
  return [
    ...(one.system ? ['SYSTEM'] : []),
    ...(one.debuggable ? ['DEBUGGABLE'] : []),
    'HAS_CODE',
    'ALLOW_CLEAR_USER_DATA',
    'ALLOW_BACKUP',
  ]
}

function privateFlags(one: InstalledPackage): string {
  const flags = ['PRIVATE_FLAG_ACTIVITIES_RESIZE_MODE_RESIZEABLE_VIA_SDK_VERSION', 'ALLOW_AUDIO_PLAYBACK_CAPTURE']
  return `[ ${[...flags, ...(one.targetSdk < 29 ? ['PRIVATE_FLAG_REQUEST_LEGACY_EXTERNAL_STORAGE'] : []), 'PRIVATE_FLAG_ALLOW_NATIVE_HEAP_POINTER_TAGGING'].join(' ')} ]`
}

/** Signature.hashCode in hexadecimal: one number for one certificate. */
function signatureHash(one: InstalledPackage): string {
  return one.signerSha256 === '' ? '' : one.signerSha256.slice(0, 8).replace(/^0+(?=.)/, '')
}

const sharedUsers: Readonly<Record<number, string>> = {
  1000: 'android.uid.system',
  1001: 'android.uid.phone',
  1002: 'android.uid.bluetooth',
  1027: 'android.uid.nfc',
  2000: 'android.uid.shell',
}

function sharedUser(uid: number): string {
  return `${sharedUsers[uid] ?? 'android.uid.system'}/${uid}`
}

function permissionLines(one: InstalledPackage): string[] {
  const lines: string[] = []
  const declared = one.declaredPermissions ?? []
  if (declared.length > 0) {
    lines.push('declared permissions:', ...declared.map((name) => `  ${name}: prot=signature, INSTALLED`))
  }
  if (one.requestedPermissions.length > 0) {
    lines.push('requested permissions:', ...one.requestedPermissions.map((name) => `  ${name}`))
  }
  const install = [...one.permissions].filter(([, state]) => !state.runtime)
  if (install.length > 0) {
    lines.push('install permissions:', ...install.map(([name, state]) => `  ${name}: granted=${state.granted}`))
  }
  return lines
}

function userLines(one: InstalledPackage, request: DumpRequest): string[] {
  const { apiLevel: api, timeZone } = request
  const inode = 1000 + ((one.uid * 37) % 900_000)
  const fields = [
    `ceDataInode=${inode}`,
    ...(api >= 34 ? [`deDataInode=${inode + 9}`] : []),
    'installed=true hidden=false suspended=false',
    ...(api >= 30 ? ['distractionFlags=0'] : []),
    `stopped=${one.stopped} notLaunched=${one.notLaunched} enabled=${one.enabled} instant=false virtual=false`,
    ...(api >= 34 ? ['quarantined=false'] : []),
  ]
  const lines = [`User 0: ${fields.join(' ')}`]
  if (api >= 33) {
    lines.push(`  installReason=${one.system ? 0 : 4}`)
    if (api >= 34) lines.push(`  dataDir=/data/user/0/${one.packageName}`)
    lines.push(`  firstInstallTime=${dateTimeText(one.firstInstallMs, timeZone)}`, '  uninstallReason=0')
  }
  const gids = one.requestedPermissions.includes('android.permission.INTERNET') ? ['3003'] : []
  if (gids.length > 0) lines.push(`  gids=[${gids.join(', ')}]`)
  const runtime = [...one.permissions].filter(([, state]) => state.runtime)
  if (runtime.length > 0) {
    lines.push('  runtime permissions:')
    for (const [name, state] of runtime) lines.push(`    ${name}: granted=${state.granted}${flagsOf(state, api)}`)
  }
  if (one.lastDisabledCaller !== undefined) lines.push(`  lastDisabledCaller: ${one.lastDisabledCaller}`)
  const changed = [...(one.componentStates ?? [])]
  const disabled = changed.filter(([, state]) => state >= 2).map(([name]) => `    ${name}`)
  const enabled = changed.filter(([, state]) => state === 1).map(([name]) => `    ${name}`)
  if (disabled.length > 0) lines.push('  disabledComponents:', ...disabled)
  if (enabled.length > 0) lines.push('  enabledComponents:', ...enabled)
  return lines
}

/** `, flags=[ A|B]`, in the order of the bits; nothing at all without flags. Android 10 brought USER_SENSITIVE_*. */
function flagsOf(state: PermissionState, apiLevel: number): string {
  const flags = [
    ...(state.denials > 0 || (state.granted && !state.userFixed && state.denials === 0) ? ['USER_SET'] : []),
    ...(state.userFixed ? ['USER_FIXED'] : []),
    ...(apiLevel >= 29 ? ['USER_SENSITIVE_WHEN_GRANTED', 'USER_SENSITIVE_WHEN_DENIED'] : []),
  ]
  if (flags.length === 0) return ''
  return `, flags=[ ${flags.join('|')}]`
}
