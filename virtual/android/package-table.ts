import type { Apk } from '../apk/apk.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Files } from './files.ts'
import type { ComponentName, Intent } from './intent.ts'
import type { InstalledPackage, InstallOptions, InstallResult, ManifestComponent, Packages } from './phone.ts'
import type { Rom } from './rom.ts'
import { EventSource } from './event-source.ts'
import { checkInstall, InstallRefused } from './install-rules.ts'
import { matchFilter } from './intent-filter.ts'
import { actionMain, categoryDefault, categoryLauncher } from './intent-text.ts'
import { intent as makeIntent } from './intent.ts'
import { PackageState } from './package-state.ts'
import { permissionKind } from './permission-catalogue.ts'
import { shareContent } from './shared-content.ts'
import { systemImage } from './system-image.ts'

/** First uid of an installed app (Process.FIRST_APPLICATION_UID plus what the image uses). */
const firstAppUid = 10100

export interface PackageParts {
  readonly rom: Rom
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly readApk: (bytes: Buffer) => Apk
  readonly debuggableBuild: boolean
  /** Ends the package's processes and activities before its files change. */
  readonly stopPackage: (packageName: string, reason: string) => void
}

/** APKs are immutable: those of equal bytes are read once for all phones. */
const parsed = new WeakMap<Buffer, Apk>()

/** PackageManagerService: what is installed, and what of it answers which intent. */
export class PackageTable
  extends EventSource<{
    readonly kind: 'installed' | 'updated' | 'removed' | 'cleared' | 'disabled'
    readonly packageName: string
  }>
  implements Packages
{
  readonly #parts: PackageParts
  readonly #packages = new Map<string, PackageState>()
  readonly #bytes = new Map<string, readonly { readonly name: string; readonly data: Buffer }[]>()
  readonly #permissionListeners = new Set<(change: PermissionChange) => void>()

  constructor(parts: PackageParts) {
    super()
    this.#parts = parts
    // The image is as old as its build: 1970 is what factory packages show for their installation.
    const builtMs = Number(parts.rom.properties['ro.build.date.utc'] ?? 0) * 1000
    for (const { apk, uid, codePath } of systemImage(parts.rom)) {
      const identity = {
        uid,
        codePath,
        system: true,
        firstInstallMs: builtMs,
        lastUpdateMs: builtMs,
        installerPackage: null,
      }
      const state = new PackageState([apk], identity)
      state.settlePermissions(parts.rom.apiLevel, () => true)
      this.#packages.set(apk.packageName, state)
    }
  }

  async install(apks: readonly Buffer[], options: InstallOptions): Promise<InstallResult> {
    const { rom, random } = this.#parts
    const stageDir = `/data/app/vmdl${String(random.integer(100_000_000, 2_000_000_000))}.tmp`
    try {
      const kept = apks.map((bytes) => shareContent(bytes))
      const read = kept.map((bytes) => this.#read(bytes))
      const installed = read[0] === undefined ? undefined : this.#packages.get(read[0].packageName)
      const phone = { apiLevel: rom.apiLevel, debuggableBuild: this.#parts.debuggableBuild, stageDir }
      const { base, splits } = checkInstall(read, phone, options, installed)
      const files = [base, ...splits].map((apk) => ({
        name: apk.split === undefined ? 'base.apk' : `split_${apk.split}.apk`,
        data: kept[read.indexOf(apk)] ?? Buffer.alloc(0),
      }))
      this.#put([base, ...splits], files, options, installed)
      return { ok: true, packageName: base.packageName }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      return { ok: false, ...refusal }
    }
  }

  /** The base among the APKs of one install; undefined when one of them is no APK, or none is the base. */
  readBase(apks: readonly Buffer[]): Apk | undefined {
    try {
      return apks.map((bytes) => this.#read(shareContent(bytes))).find(({ split }) => split === undefined)
    } catch (error) {
      if (refusalOf(error) === undefined) throw error
      return undefined
    }
  }

  async uninstall(packageName: string, options: { readonly keepData?: boolean } = {}): Promise<boolean> {
    const state = this.#packages.get(packageName)
    if (state === undefined || state.system) return false
    this.#parts.stopPackage(packageName, 'uninstall pkg')
    this.#packages.delete(packageName)
    this.#removeFiles(state)
    if (options.keepData !== true) this.#parts.files.remove(dataDir(packageName), { recursive: true })
    this.tell({ kind: 'removed', packageName })
    return true
  }

  get(packageName: string): PackageState | undefined {
    return this.#packages.get(packageName)
  }

  all(): readonly PackageState[] {
    return [...this.#packages.values()]
  }

  async clearData(packageName: string): Promise<boolean> {
    const state = this.#packages.get(packageName)
    if (state === undefined) return false
    this.#parts.stopPackage(packageName, 'clear data')
    state.storage.clear()
    this.#parts.files.remove(dataDir(packageName), { recursive: true })
    // The notification service hears of it before the permissions are taken back, which it would notice too.
    this.tell({ kind: 'cleared', packageName })
    if (!state.system)
      for (const [name, { runtime }] of state.permissions)
        if (runtime) this.#setPermission(state, name, { granted: false, runtime, denials: 0, userFixed: false })
    return true
  }

  setStopped(packageName: string, stopped: boolean): void {
    const state = this.#packages.get(packageName)
    if (state === undefined) return
    state.stopped = stopped
    if (!stopped) state.notLaunched = false
  }

  setEnabled(packageName: string, enabled: number, caller: string, className?: string): void {
    const state = this.#packages.get(packageName)
    if (state === undefined) return
    if (className !== undefined) {
      state.componentStates.set(className, enabled)
      return
    }
    state.enabled = enabled
    state.lastDisabledCaller = enabled >= 2 ? caller : undefined
    if (state.isEnabled) return
    this.#parts.stopPackage(packageName, 'disabled')
    this.tell({ kind: 'disabled', packageName })
  }

  grant(packageName: string, permission: string): void {
    const state = this.#packages.get(packageName)
    const before = state?.permissions.get(permission)
    if (state === undefined) return
    const runtime = permissionKind(permission, this.#parts.rom.apiLevel) === 'runtime'
    this.#setPermission(state, permission, {
      granted: true,
      runtime,
      denials: 0,
      userFixed: before?.userFixed ?? false,
    })
  }

  revoke(packageName: string, permission: string): void {
    const state = this.#packages.get(packageName)
    const before = state?.permissions.get(permission)
    if (state === undefined || before === undefined) return
    this.#setPermission(state, permission, { ...before, granted: false })
  }

  /** The owner refused a runtime permission once more. */
  refuse(packageName: string, permission: string, fixed: boolean): void {
    const state = this.#packages.get(packageName)
    if (state === undefined) return
    const denials = (state.permissions.get(permission)?.denials ?? 0) + 1
    this.#setPermission(state, permission, { granted: false, runtime: true, denials, userFixed: fixed })
  }

  /** Tells of every grant and refusal that changed something. */
  onPermission(listener: (change: PermissionChange) => void): void {
    this.#permissionListeners.add(listener)
  }

  resolveActivities(
    intent: Intent,
  ): readonly { readonly pkg: InstalledPackage; readonly activity: ManifestComponent }[] {
    return this.matchActivities(intent).map(({ pkg, activity }) => ({ pkg, activity }))
  }

  /** The same with IntentFilter's match number; `defaultOnly` as for startActivity (MATCH_DEFAULT_ONLY). */
  matchActivities(intent: Intent, options: { readonly defaultOnly?: boolean } = {}): readonly ActivityMatch[] {
    if (intent.component !== undefined) {
      const { packageName, className } = intent.component
      const pkg = this.#packages.get(packageName)
      const activity = pkg?.activities.find((each) => each.className === className)
      const there = pkg?.isEnabled === true && activity?.enabled === true
      return there ? [{ pkg, activity, match: 0, isDefault: false }] : []
    }
    const candidates =
      intent.packageName === undefined
        ? this.all()
        : [this.#packages.get(intent.packageName)].flatMap((one) => one ?? [])
    const matches = candidates
      .filter(({ isEnabled }) => isEnabled)
      .flatMap((pkg) =>
        pkg.activities.filter(({ enabled }) => enabled).flatMap((activity) => bestMatch(pkg, activity, intent)),
      )
      .filter(({ isDefault }) => options.defaultOnly !== true || isDefault)
    // ResolveInfo order: the better match first, then defaults, then the order of installation.
    return matches.sort((a, b) => b.match - a.match || Number(b.isDefault) - Number(a.isDefault))
  }

  launchActivity(packageName: string): ComponentName | undefined {
    const launcher = makeIntent({ action: actionMain, categories: [categoryLauncher], packageName })
    const [first] = this.matchActivities(launcher)
    return first === undefined ? undefined : { packageName, className: first.activity.className }
  }

  apkBytes(packageName: string): Buffer | undefined {
    return this.#bytes.get(packageName)?.[0]?.data
  }

  /** Paths of the installed APKs, the base first. */
  apkPaths(packageName: string): readonly string[] {
    const state = this.#packages.get(packageName)
    if (state === undefined) return []
    if (state.packageName === 'android') return ['/system/framework/framework-res.apk']
    if (state.system) return [`${state.codePath}/${state.codePath.split('/').at(-1) ?? 'base'}.apk`]
    return (this.#bytes.get(packageName) ?? []).map(({ name }) => `${state.codePath}/${name}`)
  }

  /** Lets go of the package without telling anybody: the phone is switched off for good. */
  drop(packageName: string): void {
    this.#packages.delete(packageName)
    this.#bytes.delete(packageName)
  }

  /** Whether any installed package declares the permission. */
  declares(permission: string): boolean {
    return this.all().some(({ declaredPermissions }) => declaredPermissions.includes(permission))
  }

  #read(bytes: Buffer): Apk {
    const known = parsed.get(bytes)
    if (known !== undefined) return known
    const apk = this.#parts.readApk(bytes)
    parsed.set(bytes, apk)
    return apk
  }

  #put(
    apks: readonly [Apk, ...Apk[]],
    files: readonly { readonly name: string; readonly data: Buffer }[],
    options: InstallOptions,
    previous: PackageState | undefined,
  ): void {
    const [{ packageName }] = apks
    const { clock, rom } = this.#parts
    if (previous !== undefined) {
      this.#parts.stopPackage(packageName, 'installPackageLI')
      this.#removeFiles(previous)
    }
    const now = clock.now()
    const identity = {
      uid: previous?.uid ?? this.#freeUid(),
      codePath: this.#newCodePath(packageName),
      system: previous?.system ?? false,
      firstInstallMs: previous?.firstInstallMs ?? now,
      lastUpdateMs: now,
      installerPackage: options.installerPackage ?? null,
    }
    const state = new PackageState(apks, identity, previous)
    this.#packages.set(packageName, state)
    this.#bytes.set(packageName, files)
    for (const { name, data } of files) this.#parts.files.provide(`${identity.codePath}/${name}`, () => data)
    state.settlePermissions(rom.apiLevel, (name) => this.declares(name))
    if (options.grantRuntimePermissions)
      for (const [name, permission] of state.permissions)
        if (permission.runtime) state.permissions.set(name, { ...permission, granted: true })
    this.tell({ kind: previous === undefined ? 'installed' : 'updated', packageName })
  }

  #removeFiles(state: PackageState): void {
    this.#bytes.delete(state.packageName)
    const inRandomDirectory = /^(\/data\/app\/~~[^/]+)\//.exec(state.codePath)?.[1]
    if (!state.codePath.startsWith('/data/app/')) return
    this.#parts.files.remove(inRandomDirectory ?? state.codePath, { recursive: true })
  }

  #setPermission(state: PackageState, permission: string, next: PermissionChange['after']): void {
    const before = state.permissions.get(permission)
    state.permissions.set(permission, next)
    const change = { packageName: state.packageName, permission, before, after: next }
    for (const listener of this.#permissionListeners) listener(change)
  }

  #freeUid(): number {
    const used = new Set(this.all().map(({ uid }) => uid))
    let uid = firstAppUid
    while (used.has(uid)) uid++
    return uid
  }

  /** `/data/app/~~RANDOM==/pkg-RANDOM==`; without the random directory up to Android 10. */
  #newCodePath(packageName: string): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const word = () =>
      `${Array.from({ length: 22 }, () => letters.charAt(this.#parts.random.integer(0, 63))).join('')}==`
    const own = `${packageName}-${word()}`
    return this.#parts.rom.apiLevel >= 30 ? `/data/app/~~${word()}/${own}` : `/data/app/${own}`
  }
}

export interface ActivityMatch {
  readonly pkg: PackageState
  readonly activity: ManifestComponent
  /** IntentFilter.match, 0 for an explicit component. */
  readonly match: number
  /** The filter has CATEGORY_DEFAULT. */
  readonly isDefault: boolean
}

type StateOfPermission = NonNullable<ReturnType<PackageState['permissions']['get']>>
export interface PermissionChange {
  readonly packageName: string
  readonly permission: string
  readonly before: StateOfPermission | undefined
  readonly after: StateOfPermission
}

/** Where the app's private files are. */
function dataDir(packageName: string): string {
  return `/data/user/0/${packageName}`
}

function bestMatch(pkg: PackageState, activity: ManifestComponent, intent: Intent): ActivityMatch[] {
  const matches = activity.intentFilters
    .flatMap((filter) => {
      const match = matchFilter(filter, intent)
      return match === undefined
        ? []
        : [{ pkg, activity, match, isDefault: filter.categories.includes(categoryDefault) }]
    })
    .sort((a, b) => b.match - a.match || Number(b.isDefault) - Number(a.isDefault))
  return matches.slice(0, 1)
}

/** Install codes come from our own rules and from the APK reader (`installCode`); other errors are defects. */
function refusalOf(error: unknown): { readonly code: string; readonly message: string } | undefined {
  if (error instanceof InstallRefused) return { code: error.code, message: error.message }
  if (error instanceof Error && 'installCode' in error && typeof error.installCode === 'string')
    return { code: error.installCode, message: error.message }
  return undefined
}
