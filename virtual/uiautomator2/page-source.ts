import type { ScreenSpec } from '../android/rom.ts'
import { serializeXml, type XmlElement } from '../ui/xml-serializer.ts'
import type { VisibleNode } from '../ui/visible-tree.ts'
import { sourceAttributes } from './attributes.ts'
import type { SettingValues } from './server-settings.ts'
import type { WindowSnapshot } from './window-snapshot.ts'

export interface SourceOptions {
  readonly apiLevel: number
  readonly screen: ScreenSpec
  readonly settings: SettingValues
}

/** `GET /source`: the element name is the class, the root knows the display, one child per window. */
export function pageSource(snapshots: readonly WindowSnapshot[], options: SourceOptions): string {
  const extra = new Set([
    ...(options.settings.includeExtrasInPageSource ? ['extras'] : []),
    ...(options.settings.includeA11yActionsInPageSource ? ['actions'] : []),
  ])
  const windows = snapshots.map((snapshot, index) => element(snapshot, { ...snapshot.root, index }, options, extra))
  const root: XmlElement = {
    name: 'hierarchy',
    attributes: [
      ['index', '0'],
      ['class', 'hierarchy'],
      ['rotation', '0'],
      ['width', String(options.screen.width)],
      ['height', String(displayHeight(options.screen))],
    ],
    children: windows,
  }
  return serializeXml(root, { indent: true })
}

/** Display.getSize of an app's own context: the whole display since Android 11 on phones without a letterbox. */
function displayHeight(screen: ScreenSpec): number {
  return screen.height
}

function element(
  snapshot: WindowSnapshot,
  visible: VisibleNode,
  options: SourceOptions,
  extra: ReadonlySet<string>,
): XmlElement {
  const pairs = sourceAttributes({ snapshot, visible, apiLevel: options.apiLevel }, extra)
  return {
    name: tagName(visible.node.className, options.settings.normalizeTagNames),
    attributes: pairs.map(([name, value]) => [name, legal(value)]),
    children: visible.children.map((child) => element(snapshot, child, options, extra)),
  }
}

// Ranges of XML names, not graphemes: combining marks and joiners are meant one by one.
/* eslint-disable no-misleading-character-class */
const startIllegal =
  /^[^_A-Za-z\u00c0-\u00d6\u00f8-\u02ff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]+/u
const nameIllegal =
  /[^\-._0-9\u00b7\u0300-\u036f\u203f-\u2040A-Za-z\u00c0-\u00d6\u00f8-\u02ff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu
/* eslint-enable no-misleading-character-class */

/** An XML name for a class: `$ @ # &` become dots, what XML forbids `_`. */
export function tagName(className: string, normalize = false): string {
  if (className.trim() === '') return 'android.view.View'
  const dotted = className
    .replace(/[$@#&]/g, '.')
    .replace(/\.+/g, '.')
    .replace(/(^\.|\.$)/g, '')
  const plain = normalize ? dotted.replace(/[^A-Za-z0-9\-._]/g, '_') : dotted
  const name = plain.replace(startIllegal, '').replace(nameIllegal, '_')
  return name === '' ? 'android.view.View' : name
}

/** Characters that XML 1.0 has no place for become a question mark. */
function legal(value: string): string {
  return value.replace(/[^\t\r\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
}
