import type { Phone } from '../android/phone.ts'
import { centerOf } from '../ui/geometry.ts'
import { eachVisible, type VisibleNode } from '../ui/visible-tree.ts'
import { invalidElementState, noSuchAlert } from './server-error.ts'
import type { WindowReader } from './window-snapshot.ts'

type AlertKind = 'regular' | 'permission'

/** `GET /alert/text`, `POST /alert/accept` and `/alert/dismiss`: dialogs told by the ids of their views. */
export class Alerts {
  readonly #phone: Phone
  readonly #reader: WindowReader

  constructor(phone: Phone, reader: WindowReader) {
    this.#phone = phone
    this.#reader = reader
  }

  async press(action: 'accept' | 'dismiss', label: string | undefined): Promise<null> {
    const nodes = await this.#nodes()
    const button =
      kindOf(nodes) === 'regular' ? regularButton(nodes, action, label) : permissionButton(nodes, action, label)
    if (button === undefined) throw invalidElementState('The expected button cannot be detected on the alert')
    const { x, y } = centerOf(button.bounds)
    await this.#phone.screen.tap(x, y)
    return null
  }

  /** The texts of the dialog's views that have an id, without its buttons, one per line. */
  async text(): Promise<string> {
    const nodes = await this.#nodes()
    const buttons = kindOf(nodes) === 'regular' ? /^android:id\/button\d+$/ : /.+:id\/permission_\w+_button$/
    const content = nodes.find(({ node }) => node.resourceId === 'android:id/content')
    if (content === undefined) throw noSuchAlert()
    return [...eachVisible(content)]
      .filter(
        ({ node }) => /.+:id\/.+/.test(node.resourceId) && !buttons.test(node.resourceId) && node.text.trim() !== '',
      )
      .map(({ node }) => node.text)
      .join('\n')
  }

  async #nodes(): Promise<readonly VisibleNode[]> {
    return [...eachVisible((await this.#reader.active()).root)]
  }
}

function kindOf(nodes: readonly VisibleNode[]): AlertKind {
  if (nodes.some(({ node }) => /.+:id\/(alertTitle|custom)$/.test(node.resourceId))) return 'regular'
  if (nodes.some(({ node }) => /.+:id\/permission_message$/.test(node.resourceId))) return 'permission'
  throw noSuchAlert()
}

/** Accept takes the button with the lowest number, dismiss the next one up. */
function regularButton(
  nodes: readonly VisibleNode[],
  action: 'accept' | 'dismiss',
  label: string | undefined,
): VisibleNode | undefined {
  const buttons = new Map<number, VisibleNode>()
  for (const one of nodes) {
    const number = /^android:id\/button(\d+)$/.exec(one.node.resourceId)?.[1]
    if (number !== undefined) buttons.set(Number(number), one)
  }
  if (label !== undefined) return [...buttons.values()].find(({ node }) => node.text === label)
  const lowest = Math.min(...buttons.keys())
  return buttons.get(action === 'accept' || buttons.size < 2 ? lowest : lowest + 1)
}

/** By the words allow and deny in the ids; without such a word accept takes the second button, dismiss the first. */
function permissionButton(
  nodes: readonly VisibleNode[],
  action: 'accept' | 'dismiss',
  label: string | undefined,
): VisibleNode | undefined {
  const buttons = nodes.filter(({ node }) => /.+:id\/permission_\w+_button$/.test(node.resourceId))
  if (label !== undefined) return buttons.find(({ node }) => node.text === label)
  if (buttons.length < 2) return buttons[0]
  const word = action === 'accept' ? /^(.*[^a-z])allow([^a-z].*)$/i : /^(.*[^a-z])deny([^a-z].*)$/i
  return buttons.find(({ node }) => word.test(node.resourceId)) ?? buttons[action === 'accept' ? 1 : 0]
}
