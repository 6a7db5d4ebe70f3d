import type { IntentFilter, ManifestComponent } from '../android/phone.ts'
import type { Apk } from './apk.ts'
import { ApkError } from './apk-error.ts'
import { valueType } from './binary-xml.ts'
import type { TypedValue, XmlElement } from './binary-xml.ts'
import { attributeIds, launchModes } from './manifest-attributes.ts'
import type { AttributeName } from './manifest-attributes.ts'

/** Everything of an Apk that its manifest says. */
export type Manifest = Omit<Apk, 'signerSha256' | 'entry'>

/** Looks up `@type/name` references; undefined when the table does not have the id. */
export type Resolve = (resourceId: number) => TypedValue | undefined

const packageName = /^[A-Za-z][\w]*(\.[A-Za-z][\w]*)+$/
const explicitExportedSince = 31

/**
 * Reads a compiled manifest as the package parser does (AOSP ParsingPackageUtils): names completed by the package,
 * `exported` defaulting to "has an intent filter", aliases taking what their target says. Throws ApkError.
 */
export function readManifest(root: XmlElement, resolve: Resolve): Manifest {
  if (root.name !== 'manifest') throw malformed('the root element is not <manifest>')
  const own = root.attributes.find(
    (attribute) => attribute.resourceId === undefined && attribute.name === 'package',
  )?.text
  if (own === undefined || (!packageName.test(own) && own !== 'android'))
    throw new ApkError('INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME', `"${own ?? ''}" is no valid package name.`)
  const read = reader(resolve)
  const split = root.attributes.find(
    (attribute) => attribute.resourceId === undefined && attribute.name === 'split',
  )?.text
  const application = child(root, 'application')
  if (!application && !split && !child(root, 'instrumentation')) throw emptyManifest()
  const usesSdk = child(root, 'uses-sdk')
  const minSdk = read.number(usesSdk, 'minSdkVersion') ?? 1
  const activities = components(application, own, read)
  const services = all(application, 'service').map((element) => component(element, own, read))
  const receivers = all(application, 'receiver').map((element) => component(element, own, read))
  const uses = root.children.filter(({ name }) => name === 'uses-permission' || name === 'uses-permission-sdk-23')
  const targetSdk = read.number(usesSdk, 'targetSdkVersion') ?? minSdk
  const withoutExported = targetSdk < explicitExportedSince ? [] : missingExported(application, own, read)
  return {
    packageName: own,
    versionCode: (read.number(root, 'versionCodeMajor') ?? 0) * 2 ** 32 + (read.number(root, 'versionCode') ?? 0),
    versionName: read.text(root, 'versionName') ?? '',
    minSdk,
    targetSdk,
    label: read.text(application, 'label') ?? own,
    debuggable: read.boolean(application, 'debuggable') ?? false,
    testOnly: read.boolean(application, 'testOnly') ?? false,
    ...(split === undefined ? {} : { split }),
    permissions: distinct(uses.map((element) => read.text(element, 'name'))),
    permissionMaxSdk: Object.fromEntries(
      uses.flatMap((element) => {
        const name = read.text(element, 'name')
        const max = read.number(element, 'maxSdkVersion')
        return name === undefined || max === undefined ? [] : [[name, max]]
      }),
    ),
    declaredPermissions: distinct(all(root, 'permission').map((element) => read.text(element, 'name'))),
    activities,
    services,
    receivers,
    instrumentation: all(root, 'instrumentation').map((element) => ({
      className: complete(read.text(element, 'name') ?? '', own),
      targetPackage: read.text(element, 'targetPackage') ?? '',
    })),
    metaData: metaData(application, read),
    ...(withoutExported.length === 0 ? {} : { missingExported: withoutExported }),
  }
}

interface Reader {
  text(element: XmlElement | undefined, name: AttributeName): string | undefined
  number(element: XmlElement | undefined, name: AttributeName): number | undefined
  boolean(element: XmlElement | undefined, name: AttributeName): boolean | undefined
}

function reader(resolve: Resolve): Reader {
  const value = (element: XmlElement | undefined, name: AttributeName): TypedValue | undefined => {
    const id = attributeIds[name]
    const found = element?.attributes.find(
      (attribute) => attribute.resourceId === id || (attribute.resourceId === undefined && attribute.name === name),
    )
    return found?.type === valueType.reference ? (resolve(found.data) ?? found) : found
  }
  return {
    text: (element, name) => asText(value(element, name)),
    number: (element, name) => asNumber(value(element, name)),
    boolean(element, name) {
      const found = value(element, name)
      if (found?.type === valueType.boolean) return found.data !== 0
      return found?.type === valueType.string ? found.text === 'true' : undefined
    },
  }
}

function asText(value: TypedValue | undefined): string | undefined {
  if (!value) return undefined
  if (value.type === valueType.string) return value.text
  if (value.type === valueType.boolean) return String(value.data !== 0)
  if (value.type === valueType.reference)
    return value.data === 0 ? undefined : `@0x${value.data.toString(16).padStart(8, '0')}`
  return String(value.data | 0)
}

function asNumber(value: TypedValue | undefined): number | undefined {
  if (value?.type === valueType.decimal || value?.type === valueType.hexadecimal) return value.data
  return value?.type === valueType.string && /^\d+$/.test(value.text ?? '') ? Number(value.text) : undefined
}

function components(application: XmlElement | undefined, own: string, read: Reader): readonly ManifestComponent[] {
  const activities = all(application, 'activity').map((element) => component(element, own, read))
  const aliases = all(application, 'activity-alias').map((element) => {
    const alias = component(element, own, read)
    const targetActivity = complete(read.text(element, 'targetActivity') ?? '', own)
    const target = activities.find(({ className }) => className === targetActivity)
    if (!target)
      throw malformed(`the alias ${alias.className} points to ${targetActivity}, which is no activity of the package`)
    return { ...alias, launchMode: target.launchMode, targetActivity }
  })
  return [...activities, ...aliases]
}

function component(element: XmlElement, own: string, read: Reader): ManifestComponent {
  const name = read.text(element, 'name')
  if (name === undefined) throw malformed(`<${element.name}> has no android:name`)
  const intentFilters = all(element, 'intent-filter').map((filter) => intentFilter(filter, read))
  const permission = read.text(element, 'permission')
  return {
    className: complete(name, own),
    exported: read.boolean(element, 'exported') ?? intentFilters.length > 0,
    enabled: read.boolean(element, 'enabled') ?? true,
    launchMode: launchModes[read.number(element, 'launchMode') ?? 0] ?? 'standard',
    intentFilters,
    ...(permission === undefined ? {} : { permission }),
  }
}

function intentFilter(element: XmlElement, read: Reader): IntentFilter {
  return {
    actions: distinct(all(element, 'action').map((action) => read.text(action, 'name'))),
    categories: distinct(all(element, 'category').map((category) => read.text(category, 'name'))),
    data: all(element, 'data').map((data) => {
      const given = (['scheme', 'host', 'port', 'path', 'pathPrefix', 'mimeType'] as const).flatMap((name) => {
        const value = read.text(data, name)
        return value === undefined ? [] : [[name, value] as const]
      })
      return Object.fromEntries(given)
    }),
  }
}

/** Components with a filter but without android:exported: Android 12 and later refuse them from target SDK 31 on. */
function missingExported(application: XmlElement | undefined, own: string, read: Reader): readonly string[] {
  return ['activity', 'activity-alias', 'service', 'receiver'].flatMap((kind) =>
    all(application, kind)
      .filter((element) => child(element, 'intent-filter') && read.boolean(element, 'exported') === undefined)
      .map((element) => complete(read.text(element, 'name') ?? '', own)),
  )
}

function metaData(application: XmlElement | undefined, read: Reader): Readonly<Record<string, string>> {
  return Object.fromEntries(
    all(application, 'meta-data').flatMap((element) => {
      const name = read.text(element, 'name')
      const value = read.text(element, 'value') ?? read.text(element, 'resource')
      return name === undefined || value === undefined ? [] : [[name, value]]
    }),
  )
}

/** `.X` and `X` are completed by the package, `a.X` stands as it is. */
function complete(className: string, own: string): string {
  if (className.startsWith('.')) return own + className
  return className.includes('.') ? className : `${own}.${className}`
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name)
}

function all(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? []
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))]
}

function malformed(what: string): ApkError {
  return new ApkError('INSTALL_PARSE_FAILED_MANIFEST_MALFORMED', `The manifest is wrong: ${what}.`)
}

function emptyManifest(): ApkError {
  return malformed('it has neither <application> nor <instrumentation>')
}
