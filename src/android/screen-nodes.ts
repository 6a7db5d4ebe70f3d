import { UnreadableDump } from './unreadable-dump.ts'

/** One view of what is on the screen, as UiAutomator names it. An attribute that is missing is '' or false. */
export interface ScreenNode {
  readonly package: string
  /** `com.x:id/name`, `android:id/button1`; '' for most. */
  readonly id: string
  readonly text: string
  readonly checkable: boolean
  readonly checked: boolean
  readonly enabled: boolean
  readonly password: boolean
  /** Where a finger presses it, in pixels. */
  readonly center: { readonly x: number; readonly y: number }
}

/**
 * Reads `uiautomator dump` and the page source of Appium's UiAutomator2, whose elements are called after their class. Anything
 * before `<?xml` is passed over (MIUI prints lines of its own). An element whose quotes are broken, as some texts break them, is
 * left out; a text without a hierarchy throws UnreadableDump.
 */
export function readScreen(xml: string): readonly ScreenNode[] {
  const from = xml.indexOf('<hierarchy')
  if (from < 0) throw new UnreadableDump('screen', 1, xml.split('\n')[0] ?? '', 'there is no <hierarchy> in it')
  const nodes: ScreenNode[] = []
  for (const [, attributes = ''] of xml.slice(from).matchAll(/<[A-Za-z][\w.$-]*((?:\s+[\w:-]+="[^"]*")+)\s*\/?>/g)) {
    const node = readNode(attributes)
    if (node !== undefined) nodes.push(node)
  }
  return nodes
}

function readNode(attributes: string): ScreenNode | undefined {
  const values = new Map(
    [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  )
  const [left, top, right, bottom] = (values.get('bounds')?.match(/-?\d+/g) ?? []).map(Number)
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return undefined
  return {
    package: values.get('package') ?? '',
    id: values.get('resource-id') ?? '',
    text: values.get('text') ?? '',
    checkable: values.get('checkable') === 'true',
    checked: values.get('checked') === 'true',
    enabled: values.get('enabled') !== 'false',
    password: values.get('password') === 'true',
    center: { x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) },
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
