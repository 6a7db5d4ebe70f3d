import type { ManifestComponent } from '../android/phone.ts'

/** What an APK file says of itself. */
export interface Apk {
  readonly packageName: string
  readonly versionCode: number
  readonly versionName: string
  readonly minSdk: number
  readonly targetSdk: number
  readonly label: string
  readonly debuggable: boolean
  readonly testOnly: boolean
  /** Name of the split, undefined for the base. */
  readonly split?: string
  readonly permissions: readonly string[]
  /** `android:maxSdkVersion` of a uses-permission: on later Android versions it is as if it were not asked for. */
  readonly permissionMaxSdk?: Readonly<Record<string, number>>
  readonly declaredPermissions: readonly string[]
  readonly activities: readonly ManifestComponent[]
  readonly services: readonly ManifestComponent[]
  readonly receivers: readonly ManifestComponent[]
  readonly instrumentation: readonly { readonly className: string; readonly targetPackage: string }[]
  readonly metaData: Readonly<Record<string, string>>
  /** Hex SHA-256 of the first signing certificate (v3, v2, v1 in this order); undefined when unsigned. */
  readonly signerSha256: string | undefined
  readonly signatureScheme?: 'v1' | 'v2' | 'v3'
  /**
   * Components with an intent filter but no `android:exported` in an APK for SDK 31 or later: Android 12 and later answer
   * INSTALL_PARSE_FAILED_MANIFEST_MALFORMED.
   */
  readonly missingExported?: readonly string[]
  /** Bytes of an entry, undefined when missing. */
  entry(path: string): Buffer | undefined
}
export type { ManifestComponent }
