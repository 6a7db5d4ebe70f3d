import { DOMParser } from '@xmldom/xmldom'
import type { Element } from '@xmldom/xmldom'
import { compileAttributeValue, string } from './attribute-values.ts'
import { valueType } from './binary-xml.ts'
import type { XmlAttribute, XmlElement } from './binary-xml.ts'
import { attributeIds } from './manifest-attributes.ts'
import type { AttributeName } from './manifest-attributes.ts'

export const androidNamespace = 'http://schemas.android.com/apk/res/android'
const toolsNamespace = 'http://schemas.android.com/tools'

/** What the Android Gradle plugin adds to a manifest's text before it compiles it. */
export interface ManifestBuild {
  readonly applicationId: string
  readonly versionCode: number
  readonly versionName: string
  readonly minSdk: number
  readonly targetSdk: number
  /** Values of `${NAME}`; `applicationId` is always known. */
  readonly placeholders?: Readonly<Record<string, string>>
  /**
   * What stands for `@type/name`, as there is no resource table: a text to put in its place, the id of a framework
   * resource, or null to leave the attribute out.
   */
  readonly resources?: Readonly<Record<string, string | number | null>>
  /** Whether the APK has dex code; without it the manifest must say so. */
  readonly hasCode: boolean
}

const componentNames = new Set(['application', 'activity', 'activity-alias', 'service', 'receiver', 'provider'])
const classAttributes = new Set(['name', 'targetActivity'])

/**
 * Compiles the text of an AndroidManifest.xml as the Gradle plugin and aapt2 would: placeholders filled, class names
 * completed, `uses-sdk` and versions added, `tools:` left out, values typed. Throws an Error that names what is unknown.
 */
export function compileManifest(source: string, build: ManifestBuild): XmlElement {
  const filled = fillPlaceholders(source, { applicationId: build.applicationId, ...build.placeholders })
  const root = parse(filled)
  if (root.localName !== 'manifest') throw new Error('The manifest has no <manifest> element.')
  const manifest = compileElement(root, build)
  const own = [
    android('versionCode', String(build.versionCode)),
    android('versionName', build.versionName),
    android('compileSdkVersion', String(build.targetSdk)),
    { name: 'package', ...string(build.applicationId) },
  ]
  const given = manifest.attributes.filter(({ name }) => !own.some((attribute) => attribute.name === name))
  const usesSdk: XmlElement = {
    name: 'uses-sdk',
    attributes: [android('minSdkVersion', String(build.minSdk)), android('targetSdkVersion', String(build.targetSdk))],
    children: [],
  }
  const children = manifest.children
    .filter(({ name }) => name !== 'uses-sdk')
    .map((child) => (child.name === 'application' && !build.hasCode ? withoutCode(child) : child))
  return { name: 'manifest', attributes: sorted([...own, ...given]), children: [usesSdk, ...children] }
}

function fillPlaceholders(source: string, values: Readonly<Record<string, string>>): string {
  return source.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The manifest's placeholder \${${name}} has no value.`)
    return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
  })
}

function parse(source: string): Element {
  const stop = (level: string, message: string) => {
    if (level !== 'warning') throw new Error(`The manifest is no well-formed XML: ${message}`)
  }
  const root = new DOMParser({ onError: stop }).parseFromString(source, 'text/xml').documentElement
  if (!root) throw new Error('The manifest is empty.')
  return root
}

function compileElement(element: Element, build: ManifestBuild): XmlElement {
  const attributes: XmlAttribute[] = []
  for (const attribute of element.attributes) {
    const { namespaceURI, value, prefix } = attribute
    const name = attribute.localName ?? attribute.name
    if (namespaceURI === toolsNamespace || prefix === 'xmlns' || attribute.name === 'xmlns') continue
    if (namespaceURI === null) attributes.push({ name, ...string(value) })
    else if (namespaceURI === androidNamespace) attributes.push(...compileAttribute(element, name, value, build))
    else
      throw new Error(`The manifest uses an attribute of the namespace ${namespaceURI}, which Android does not read.`)
  }
  const children: XmlElement[] = []
  for (const node of element.childNodes)
    if (node.nodeType === node.ELEMENT_NODE) children.push(compileElement(node as Element, build))
  return { name: element.localName ?? element.tagName, attributes: sorted(attributes), children }
}

function compileAttribute(
  element: Element,
  name: string,
  value: string,
  build: ManifestBuild,
): readonly XmlAttribute[] {
  if (!isAttributeName(name))
    throw new Error(`The resource id of android:${name} is not known; add it to manifest-attributes.ts.`)
  if (value.startsWith('@') || value.startsWith('?')) {
    const replacement = build.resources?.[value]
    if (replacement === undefined) throw new Error(`Nothing stands for the resource ${value} of android:${name}.`)
    if (replacement === null) return []
    if (typeof replacement === 'number')
      return [{ name, resourceId: attributeIds[name], type: valueType.reference, data: replacement }]
    return [android(name, replacement)]
  }
  const isClass = classAttributes.has(name) && componentNames.has(element.localName ?? '')
  return [android(name, isClass ? complete(value, build.applicationId) : value)]
}

function complete(className: string, applicationId: string): string {
  if (className.startsWith('.')) return applicationId + className
  return className.includes('.') ? className : `${applicationId}.${className}`
}

function withoutCode(application: XmlElement): XmlElement {
  const others = application.attributes.filter(({ name }) => name !== 'hasCode')
  return { ...application, attributes: sorted([...others, android('hasCode', 'false')]) }
}

function android(name: AttributeName, value: string): XmlAttribute {
  return { name, resourceId: attributeIds[name], ...compileAttributeValue(name, value) }
}

/** Android looks attributes up by binary search over their ids; those without one come last. */
function sorted(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  const order = ({ resourceId }: XmlAttribute) => resourceId ?? Number.MAX_SAFE_INTEGER
  return attributes.toSorted((a, b) => order(a) - order(b))
}

function isAttributeName(name: string): name is AttributeName {
  return Object.hasOwn(attributeIds, name)
}
