import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** An element of an AndroidManifest.xml. Attributes of Android's namespace are called `android:...`. */
export interface ManifestElement {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly ManifestElement[]
}

const androidNamespace = 'http://schemas.android.com/apk/res/android'

/** Reads a manifest as a person writes it. */
export function readManifestXml(xml: string, path: string): ManifestElement {
  try {
    const root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml').documentElement
    if (root === null) throw new Error('it is empty')
    return elementOf(root)
  } catch (error) {
    throw unreadable(path, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), error)
  }
}

function elementOf(element: Element): ManifestElement {
  const attributes = new Map<string, string>()
  for (const attribute of element.attributes) {
    if (attribute.name.startsWith('xmlns')) continue
    attributes.set(
      attribute.namespaceURI === androidNamespace ? `android:${attribute.localName ?? ''}` : attribute.name,
      attribute.value,
    )
  }
  const children = [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE)
  return { tag: element.tagName, attributes, children: children.map(elementOf) }
}

/**
 * Reads what `aapt2 dump xmltree --file AndroidManifest.xml APK`, or `aapt dump xmltree APK AndroidManifest.xml`, prints of
 * the compiled manifest. Numbers stand in decimal, truth as `true` or `false`, whichever of the two printed them.
 */
export function readManifestDump(text: string, path: string): ManifestElement {
  interface Open {
    readonly indent: number
    readonly tag: string
    readonly attributes: Map<string, string>
    readonly children: ManifestElement[]
  }
  const top: Open = { indent: -1, tag: '', attributes: new Map(), children: [] }
  const open: Open[] = [top]
  for (const line of text.split(/\r?\n/)) {
    const [, spaces = '', kind, rest = ''] = /^(\s*)([EA]): (.*)$/.exec(line) ?? []
    if (kind === undefined) continue
    if (kind === 'E') {
      while ((open.at(-1)?.indent ?? -1) >= spaces.length) open.pop()
      const element = { indent: spaces.length, tag: rest.split(' ')[0] ?? '', attributes: new Map(), children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    } else {
      const [, name, value] = /^(\S+?)(?:\(0x[0-9a-f]+\))?=(.*)$/.exec(rest) ?? []
      if (name !== undefined)
        open.at(-1)?.attributes.set(name.replace(`${androidNamespace}:`, 'android:'), valueOf(value ?? ''))
    }
  }
  const [root] = top.children
  if (root?.tag !== 'manifest') throw unreadable(path, 'its manifest is not one')
  return root
}

function valueOf(printed: string): string {
  const text = /^"(.*)" \(Raw: ".*"\)$/s.exec(printed)?.[1] ?? /^"(.*)"$/s.exec(printed)?.[1]
  if (text !== undefined) return text
  const [, type, hex] = /^\(type (0x[0-9a-f]+)\)(0x[0-9a-f]+)$/.exec(printed) ?? []
  // android.util.TypedValue: 0x12 is a boolean, 0x10 and 0x11 are numbers.
  if (type === '0x12') return hex === '0x0' ? 'false' : 'true'
  if (hex !== undefined) return String(Number(hex))
  return /^0x[0-9a-f]+$/.test(printed) ? String(Number(printed)) : printed
}

function unreadable(path: string, why: string, cause?: unknown): PushfarmError {
  return new PushfarmError(`${path} cannot be read: ${why}.`, { code: 'app/manifest', verdict: 'set-up', cause })
}
