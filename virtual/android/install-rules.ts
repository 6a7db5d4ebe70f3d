import type { Apk } from '../apk/apk.ts'
import type { InstallOptions } from './phone.ts'

/** An install that Android refuses. `message` is what stands after the code; '' when it is the code alone. */
export class InstallRefused extends Error {
  override readonly name = 'InstallRefused'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What the package manager knows of an installed package when a new version comes. */
export interface InstalledVersion {
  readonly versionCode: number
  readonly signerSha256: string
  readonly debuggable: boolean
}

/**
 * Checks the APKs against each other, the phone and the installed version, in the order of PackageInstallerSession and
 * InstallPackageHelper. Returns the base and the splits. Throws InstallRefused.
 */
export function checkInstall(
  apks: readonly Apk[],
  phone: { readonly apiLevel: number; readonly debuggableBuild: boolean; readonly stageDir: string },
  options: InstallOptions,
  installed: InstalledVersion | undefined,
): { readonly base: Apk; readonly splits: readonly Apk[] } {
  const { base, splits } = checkParts(apks)
  checkManifest(base, phone)
  if (apks.some(({ signerSha256 }) => signerSha256 === undefined))
    throw new InstallRefused('INSTALL_PARSE_FAILED_NO_CERTIFICATES', noCertificates(base, phone))
  checkTestOnly(base, phone.apiLevel, options)
  if (installed !== undefined) checkUpdate(base, installed, phone, options)
  return { base, splits }
}

function checkParts(apks: readonly Apk[]): { readonly base: Apk; readonly splits: readonly Apk[] } {
  const base = apks.find(({ split }) => split === undefined)
  const splits = apks.filter(({ split }) => split !== undefined)
  const first = apks[0]
  if (first === undefined) throw new InstallRefused('INSTALL_FAILED_INVALID_APK', 'Session staging dir is empty')
  const names = new Set<string | undefined>()
  for (const apk of apks) {
    if (names.has(apk.split))
      throw new InstallRefused('INSTALL_FAILED_INVALID_APK', `Split ${apk.split ?? 'null'} was defined multiple times`)
    names.add(apk.split)
    const tag = apk.split === undefined ? 'base.apk' : `split_${apk.split}.apk`
    const inconsistent = (what: string, is: string | number, should: string | number) =>
      new InstallRefused('INSTALL_FAILED_INVALID_APK', `${tag} ${what} ${is} inconsistent with ${should}`)
    if (apk.packageName !== first.packageName) throw inconsistent('package', apk.packageName, first.packageName)
    if (apk.versionCode !== first.versionCode) throw inconsistent('version code', apk.versionCode, first.versionCode)
    if (apk.signerSha256 !== first.signerSha256)
      throw new InstallRefused('INSTALL_FAILED_INVALID_APK', `${tag} signatures are inconsistent`)
  }
  if (base === undefined)
    throw new InstallRefused('INSTALL_FAILED_INVALID_APK', 'Full install must include a base package')
  return { base, splits }
}

function checkManifest(base: Apk, phone: { readonly apiLevel: number; readonly stageDir: string }): void {
  if (base.minSdk > phone.apiLevel)
    throw new InstallRefused(
      'INSTALL_FAILED_OLDER_SDK',
      `Failed parse during installPackageLI: ${phone.stageDir}/base.apk (at Binary XML file line #7): ` +
        `Requires newer sdk version #${base.minSdk} (current version is #${phone.apiLevel})`,
    )
  const lowestTarget = phone.apiLevel >= 35 ? 24 : 23
  if (phone.apiLevel >= 34 && base.targetSdk < lowestTarget)
    throw new InstallRefused(
      'INSTALL_FAILED_DEPRECATED_SDK_VERSION',
      `App package must target at least SDK version ${lowestTarget}, but found ${base.targetSdk}`,
    )
  const [withoutExported] = base.missingExported ?? []
  if (phone.apiLevel >= 31 && withoutExported !== undefined)
    throw new InstallRefused(
      'INSTALL_PARSE_FAILED_MANIFEST_MALFORMED',
      `Failed parse during installPackageLI: ${phone.stageDir}/base.apk (at Binary XML file line #7): ` +
        `${withoutExported}: Targeting S+ (version 31 and above) requires that an explicit value for android:exported be ` +
        `defined when intent filters are present`,
    )
}

/** PackageParser up to 29, ApkSignatureVerifier from 30 on, where targetSdk 30 asks for the v2 scheme. */
function noCertificates(base: Apk, phone: { readonly apiLevel: number; readonly stageDir: string }): string {
  const file = `${phone.stageDir}/base.apk`
  if (phone.apiLevel >= 30 && base.targetSdk >= 30)
    return (
      `Failed collecting certificates for ${file}: Failed to collect certificates from ${file}: ` +
      `No signature found in package of version 2 or newer for package ${base.packageName}`
    )
  return `Failed to collect certificates from ${file}: Attempt to get length of null array`
}

function checkTestOnly(base: Apk, apiLevel: number, options: InstallOptions): void {
  if (!base.testOnly || options.allowTestPackages) return
  const message = apiLevel >= 34 ? 'Failed to install test-only apk. Did you forget to add -t?' : 'installPackageLI'
  throw new InstallRefused('INSTALL_FAILED_TEST_ONLY', message)
}

function checkUpdate(
  base: Apk,
  installed: InstalledVersion,
  phone: { readonly apiLevel: number; readonly debuggableBuild: boolean },
  options: InstallOptions,
): void {
  if (!options.replace)
    throw new InstallRefused(
      'INSTALL_FAILED_ALREADY_EXISTS',
      `Attempt to re-install ${base.packageName} without first uninstalling.`,
    )
  if (base.signerSha256 !== installed.signerSha256)
    throw new InstallRefused(
      'INSTALL_FAILED_UPDATE_INCOMPATIBLE',
      phone.apiLevel >= 34
        ? `Existing package ${base.packageName} signatures do not match newer version; ignoring!`
        : `Package ${base.packageName} signatures do not match previously installed version; ignoring!`,
    )
  // PackageManagerServiceUtils.isDowngradePermitted: asking is not enough on a user build.
  const mayGoBack = options.allowDowngrade && (installed.debuggable || phone.debuggableBuild)
  if (base.versionCode < installed.versionCode && !mayGoBack)
    throw new InstallRefused(
      'INSTALL_FAILED_VERSION_DOWNGRADE',
      phone.apiLevel >= 34
        ? `Downgrade detected: Update version code ${base.versionCode} is older than current ${installed.versionCode}`
        : '',
    )
}
