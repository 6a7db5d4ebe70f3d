import type { ManifestElement } from './manifest-tree.ts'

/** What a manifest says, as far as push depends on it. */
export interface AppManifest {
  readonly package: string | undefined
  readonly targetSdk: number | undefined
  readonly permissions: ReadonlySet<string>
  /** Full class name of the application object. */
  readonly application: string | undefined
  /** `android:hasCode`; an app without has nothing that a real phone could run. */
  readonly hasCode: boolean
  readonly metaData: ReadonlyMap<string, string>
  readonly activities: readonly ManifestActivity[]
}

export interface ManifestActivity {
  readonly name: string
  readonly exported: boolean
  readonly launchMode: string
  readonly filters: readonly IntentFilter[]
}

export interface IntentFilter {
  readonly actions: ReadonlySet<string>
  readonly categories: ReadonlySet<string>
  readonly data: readonly { readonly scheme?: string; readonly host?: string; readonly path?: string }[]
}

/** Values of `android:launchMode` in a compiled manifest. */
const launchModes = ['standard', 'singleTop', 'singleTask', 'singleInstance', 'singleInstancePerTask']

/**
 * @param gradle applicationId, namespace and targetSdk, which a manifest in a Gradle project leaves out
 */
export function readAppManifest(
  root: ManifestElement,
  gradle: { readonly applicationId?: string; readonly namespace?: string; readonly targetSdk?: number } = {},
): AppManifest {
  const packageName = gradle.applicationId ?? root.attributes.get('package')
  const classOf = (name: string): string =>
    name.startsWith('.') ? `${gradle.namespace ?? packageName ?? ''}${name}` : name
  const application = all(root, 'application')[0]
  const sdk = all(root, 'uses-sdk')[0]?.attributes.get('android:targetSdkVersion')
  const name = application?.attributes.get('android:name')
  return {
    package: packageName,
    targetSdk: gradle.targetSdk ?? (sdk === undefined ? undefined : Number(sdk)),
    permissions: new Set(all(root, 'uses-permission').map((one) => one.attributes.get('android:name') ?? '')),
    application: name === undefined ? undefined : classOf(name),
    hasCode: application?.attributes.get('android:hasCode') !== 'false',
    metaData: new Map(
      (application === undefined ? [] : all(application, 'meta-data')).map((one) => [
        one.attributes.get('android:name') ?? '',
        one.attributes.get('android:value') ?? '',
      ]),
    ),
    activities: (application === undefined ? [] : all(application, 'activity')).map((one) => {
      const mode = one.attributes.get('android:launchMode') ?? 'standard'
      return {
        name: classOf(one.attributes.get('android:name') ?? ''),
        exported: one.attributes.get('android:exported') === 'true',
        launchMode: launchModes[Number(mode)] ?? mode,
        filters: all(one, 'intent-filter').map(filterOf),
      }
    }),
  }
}

function filterOf(element: ManifestElement): IntentFilter {
  const names = (tag: string): ReadonlySet<string> =>
    new Set(all(element, tag).map((one) => one.attributes.get('android:name') ?? ''))
  return {
    actions: names('action'),
    categories: names('category'),
    data: all(element, 'data').map(({ attributes }) => {
      const [scheme, host, path] = [
        attributes.get('android:scheme'),
        attributes.get('android:host'),
        attributes.get('android:path'),
      ]
      return {
        ...(scheme === undefined ? {} : { scheme }),
        ...(host === undefined ? {} : { host }),
        ...(path === undefined ? {} : { path }),
      }
    }),
  }
}

function all(element: ManifestElement, tag: string): readonly ManifestElement[] {
  return element.children.filter((child) => child.tag === tag)
}
