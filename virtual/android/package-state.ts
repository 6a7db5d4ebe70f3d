import type { Apk } from '../apk/apk.ts'
import type { InstalledPackage, ManifestComponent, PermissionState } from './phone.ts'
import { permissionKind } from './permission-catalogue.ts'

interface Identity {
  readonly uid: number
  readonly codePath: string
  readonly system: boolean
  readonly firstInstallMs: number
  readonly lastUpdateMs: number
  readonly installerPackage: string | null
}

/** An installed package and what the owner, the shell and the system changed about it since. */
export class PackageState implements InstalledPackage {
  readonly packageName: string
  readonly uid: number
  readonly versionCode: number
  readonly versionName: string
  readonly minSdk: number
  readonly targetSdk: number
  readonly label: string
  readonly system: boolean
  readonly codePath: string
  readonly signerSha256: string
  readonly firstInstallMs: number
  readonly lastUpdateMs: number
  readonly installerPackage: string | null
  readonly requestedPermissions: readonly string[]
  readonly declaredPermissions: readonly string[]
  readonly permissions: Map<string, PermissionState>
  readonly instrumentation: readonly { readonly className: string; readonly targetPackage: string }[]
  readonly metaData: Readonly<Record<string, string>>
  readonly debuggable: boolean
  readonly storage: Map<string, string>
  /** Names of the installed splits, without the base. */
  readonly splits: readonly string[]
  stopped = true
  notLaunched = true
  enabled = 0
  /** Who changed `enabled` last. */
  lastDisabledCaller: string | undefined
  /** Components whose state was changed by hand: PackageManager.COMPONENT_ENABLED_STATE_*. */
  readonly componentStates = new Map<string, number>()
  readonly #apks: readonly Apk[]

  constructor(apks: readonly [Apk, ...Apk[]], identity: Identity, previous?: PackageState) {
    const [base, ...splits] = apks
    this.#apks = apks
    this.packageName = base.packageName
    this.versionCode = base.versionCode
    this.versionName = base.versionName
    this.minSdk = base.minSdk
    this.targetSdk = base.targetSdk
    this.label = base.label
    this.signerSha256 = base.signerSha256 ?? ''
    this.instrumentation = base.instrumentation
    this.metaData = base.metaData
    this.debuggable = base.debuggable
    this.declaredPermissions = base.declaredPermissions
    this.requestedPermissions = [...new Set(apks.flatMap(({ permissions }) => permissions))]
    this.splits = splits.flatMap(({ split }) => split ?? [])
    this.uid = identity.uid
    this.codePath = identity.codePath
    this.system = identity.system
    this.firstInstallMs = identity.firstInstallMs
    this.lastUpdateMs = identity.lastUpdateMs
    this.installerPackage = identity.installerPackage
    this.permissions = new Map(previous?.permissions)
    this.storage = previous?.storage ?? new Map<string, string>()
    if (previous !== undefined) {
      this.stopped = previous.stopped
      this.notLaunched = previous.notLaunched
      this.enabled = previous.enabled
      for (const [name, state] of previous.componentStates) this.componentStates.set(name, state)
    }
    if (identity.system) {
      this.stopped = false
      this.notLaunched = false
    }
  }

  get activities(): readonly ManifestComponent[] {
    return this.#withStates(this.#apks.flatMap(({ activities }) => activities))
  }
  get services(): readonly ManifestComponent[] {
    return this.#withStates(this.#apks.flatMap(({ services }) => services))
  }
  get receivers(): readonly ManifestComponent[] {
    return this.#withStates(this.#apks.flatMap(({ receivers }) => receivers))
  }

  asset(path: string): Buffer | undefined {
    for (const apk of this.#apks) {
      const entry = sharedEntry(apk, path)
      if (entry !== undefined) return entry
    }
    return undefined
  }

  /** 0 default and 1 enabled; the others are ways of being disabled. */
  get isEnabled(): boolean {
    return this.enabled <= 1
  }

  /**
   * Grants the install permissions, and makes an ungranted state for each runtime permission that is new; those that are
   * no longer requested go. System packages get everything.
   */
  settlePermissions(apiLevel: number, isDeclared: (permission: string) => boolean): void {
    for (const name of this.permissions.keys())
      if (!this.requestedPermissions.includes(name)) this.permissions.delete(name)
    for (const name of this.requestedPermissions) {
      const kind = permissionKind(name, apiLevel) ?? (isDeclared(name) ? 'install' : undefined)
      if (kind === 'install' || (this.system && kind !== undefined))
        this.permissions.set(name, { granted: true, runtime: kind === 'runtime', denials: 0, userFixed: false })
      else if (kind === 'runtime' && !this.permissions.has(name))
        this.permissions.set(name, { granted: false, runtime: true, denials: 0, userFixed: false })
    }
  }

  #withStates(components: readonly ManifestComponent[]): readonly ManifestComponent[] {
    if (this.componentStates.size === 0) return components
    return components.map((component) => {
      const state = this.componentStates.get(component.className) ?? 0
      return state === 0 ? component : { ...component, enabled: state === 1 }
    })
  }
}

/** Decoded entries that somebody still uses, by APK: fifty phones that run one bundle keep it once. */
const decoded = new WeakMap<Apk, Map<string, WeakRef<Buffer>>>()

function sharedEntry(apk: Apk, path: string): Buffer | undefined {
  const ofApk = decoded.get(apk) ?? new Map<string, WeakRef<Buffer>>()
  decoded.set(apk, ofApk)
  const known = ofApk.get(path)?.deref()
  if (known !== undefined) return known
  const entry = apk.entry(path)
  if (entry !== undefined) ofApk.set(path, new WeakRef(entry))
  return entry
}
