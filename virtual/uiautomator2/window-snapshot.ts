import type { Phone, ShownWindow } from '../android/phone.ts'
import type { UiNode } from '../ui/node.ts'
import { eachVisible, visibleTree, type VisibleNode } from '../ui/visible-tree.ts'
import { compress } from '../ui/xml.ts'
import type { ServerSettings } from './server-settings.ts'

/** One window at one moment. */
export interface WindowSnapshot {
  readonly window: ShownWindow
  /** AccessibilityNodeInfo.getWindowId: the same while the window lives. */
  readonly windowId: number
  readonly root: VisibleNode
  readonly active: boolean
}

/** A node with the window it belongs to: what an element stands for. */
export interface FoundNode {
  readonly snapshot: WindowSnapshot
  readonly visible: VisibleNode
}

/** Numbers for windows and nodes that stay the same as long as they live, as accessibility's own ids do. */
export class Identities {
  readonly #phone: Phone
  readonly #windows = new Map<string, number>()
  readonly #nodes = new Map<string, number>()

  constructor(phone: Phone) {
    this.#phone = phone
  }

  windowId(window: ShownWindow): number {
    // A restarted app has new windows even where everything else about them is the same.
    const pid = this.#phone.processes.ofPackage(window.packageName).find((one) => one.app !== undefined)?.pid ?? 0
    return numberOf(this.#windows, `${window.type} ${window.title} ${String(pid)} ${window.root.key}`, 20)
  }

  /** The element id of the real server: window id and source node id as a UUID (AxNodeInfoHelper.toUuid). */
  elementId(windowId: number, node: UiNode): string {
    const viewId = numberOf(this.#nodes, `${String(windowId)} ${node.key}`, 1)
    const window = windowId.toString(16).padStart(16, '0')
    const source = `ffffffff${viewId.toString(16).padStart(8, '0')}`
    return `${window.slice(0, 8)}-${window.slice(8, 12)}-${window.slice(12)}-${source.slice(0, 4)}-${source.slice(4)}`
  }
}

function numberOf(known: Map<string, number>, name: string, first: number): number {
  const number = known.get(name) ?? known.size + first
  known.set(name, number)
  return number
}

/** Reads windows off the screen and keeps their identities. */
export class WindowReader {
  readonly identities: Identities
  readonly #phone: Phone
  readonly #settings: ServerSettings

  constructor(phone: Phone, settings: ServerSettings) {
    this.#phone = phone
    this.#settings = settings
    this.identities = new Identities(phone)
  }

  async active(): Promise<WindowSnapshot> {
    return this.#snapshot(await this.#phone.screen.activeWindow(), true)
  }

  /** Every window, topmost first, as AccessibilityService.getWindows orders them. */
  async all(): Promise<readonly WindowSnapshot[]> {
    const [shown, active] = await Promise.all([this.#phone.screen.allWindows(), this.#phone.screen.activeWindow()])
    const activeId = this.identities.windowId(active)
    return [...shown].reverse().map((window) => this.#snapshot(window, this.identities.windowId(window) === activeId))
  }

  /** The windows that searches and the page source cover: the active one, or all with `enableMultiWindows`. */
  async searched(): Promise<readonly WindowSnapshot[]> {
    return this.#settings.values.enableMultiWindows ? this.all() : [await this.active()]
  }

  #snapshot(window: ShownWindow, active: boolean): WindowSnapshot {
    const { width, height } = this.#phone.rom.screen
    const whole = visibleTree(window.root, { left: 0, top: 0, right: width, bottom: height })
    const root = this.#settings.values.ignoreUnimportantViews
      ? { ...whole, children: whole.children.flatMap(compress).map((child, index) => ({ ...child, index })) }
      : whole
    return {
      window,
      windowId: this.identities.windowId(window),
      active,
      root: pruned(root, this.#settings.values.snapshotMaxDepth),
    }
  }
}

function pruned(node: VisibleNode, depth: number): VisibleNode {
  return depth <= 1
    ? { ...node, children: [] }
    : { ...node, children: node.children.map((child) => pruned(child, depth - 1)) }
}

/** Every node of the windows in document order. */
export function* nodesOf(snapshots: readonly WindowSnapshot[]): Generator<FoundNode> {
  for (const snapshot of snapshots) for (const visible of eachVisible(snapshot.root)) yield { snapshot, visible }
}
