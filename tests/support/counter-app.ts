import {
  AppNotResponding,
  type AppProcess,
  type AppRuntime,
  type AppSystem,
  type AppWindow,
  type NodeAction,
} from '../../virtual/android/app-process.ts'
import { uiNode, type Rect, type UiNode } from '../../virtual/ui/node.ts'
import { findByKey, nodesAt } from '../../virtual/ui/hit-test.ts'

/** Package and activity of the app below. */
export const counterApp = {
  packageName: 'com.example.counter',
  activity: 'com.example.counter.MainActivity',
} as const

/**
 * An app with a title that counts, a button, two fields and a list that scrolls: what clients of a screen need for
 * their tests, answered at once and without JavaScript.
 */
export class CounterRuntime implements AppRuntime {
  readonly processes: CounterProcess[] = []

  start(...[app, system]: Parameters<AppRuntime['start']>): AppProcess {
    const process = new CounterProcess(app.pid, app.rom.screen.width, app.rom.screen.height, system)
    this.processes.push(process)
    return process
  }
}

const rowHeight = 200

export class CounterProcess implements AppProcess {
  readonly pid: number
  readonly system: AppSystem
  count = 0
  name = ''
  longPresses = 0
  /** Set it, and the app hangs. */
  hangs = false
  readonly keys: number[] = []
  readonly #width: number
  readonly #height: number
  #alive = true
  #scroll = 0
  #focused = false
  #dialog = false
  #down: { readonly x: number; readonly y: number; readonly scroll: number; readonly atMs: number } | undefined

  constructor(pid: number, width: number, height: number, system: AppSystem) {
    this.pid = pid
    this.#width = width
    this.#height = height
    this.system = system
  }

  createActivity(): void {
    this.system.log('I', 'Counter', 'created')
  }

  newIntent(): void {
    this.system.log('I', 'Counter', 'new intent')
  }

  deliver(): void {
    this.system.log('I', 'Counter', 'delivered')
  }

  setLifecycle(): void {
    this.system.log('D', 'Counter', 'lifecycle')
  }

  setWindowFocus(): void {
    this.system.log('D', 'Counter', 'focus')
  }

  setAppearance(): void {
    this.system.log('D', 'Counter', 'appearance')
  }

  back(): Promise<boolean> {
    const handled = this.#dialog
    this.#dialog = false
    return Promise.resolve(handled)
  }

  windows(timeoutMs: number): Promise<readonly AppWindow[]> {
    if (this.hangs)
      return new Promise((_, reject) => {
        setTimeout(() => {
          reject(new AppNotResponding('the app hangs'))
        }, timeoutMs)
      })
    if (!this.#alive) return Promise.resolve([])
    const base = { wantsKeyboard: this.#focused, lightStatusBar: true }
    const main: AppWindow = { ...base, title: '', kind: 'activity', root: this.#main() }
    return Promise.resolve(this.#dialog ? [main, { ...base, title: '', kind: 'dialog', root: this.#alert() }] : [main])
  }

  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): void {
    if (phase === 'down') this.#down = { x, y, scroll: this.#scroll, atMs: performance.now() }
    const down = this.#down
    if (down === undefined) return
    const moved = Math.abs(y - down.y) > 20 || Math.abs(x - down.x) > 20
    if (phase === 'move' && moved && down.y > this.#listTop) this.#scroll = this.#clamped(down.scroll + down.y - y)
    if (phase === 'up' && !moved) this.#tap(x, y, performance.now() - down.atMs)
    if (phase === 'up' || phase === 'cancel') this.#down = undefined
  }

  key(keyCode: number): void {
    this.keys.push(keyCode)
    if (keyCode === 67) this.name = this.name.slice(0, -1)
  }

  typeText(text: string): void {
    if (this.#focused) this.name += text
  }

  performAction(nodeKey: string, action: NodeAction): Promise<boolean> {
    const node = findByKey(this.#main(), nodeKey)
    if (node === undefined || action.kind !== 'setText' || node.className !== 'android.widget.EditText')
      return Promise.resolve(false)
    this.name = action.text
    return Promise.resolve(true)
  }

  kill(): void {
    this.#alive = false
  }

  get #listTop(): number {
    return 1200
  }

  #clamped(offset: number): number {
    return Math.max(0, Math.min(offset, 30 * rowHeight - (this.#height - this.#listTop)))
  }

  #tap(x: number, y: number, heldMs: number): void {
    const path = nodesAt(this.#dialog ? this.#alert() : withTargets(this.#main()), x, y)
    const hit = path.at(-1)?.key
    if (heldMs >= 400) this.longPresses++
    else if (hit === 'add') this.count++
    else if (hit === 'ask') this.#dialog = true
    else if (hit === 'yes' || hit === 'no') {
      this.#dialog = false
      this.name = hit
    }
    this.#focused = hit === 'name'
  }

  #main(): UiNode {
    const width = this.#width
    const rows = Array.from({ length: 30 }, (_, index) => {
      const top = this.#listTop + index * rowHeight - this.#scroll
      return view('TextView', `row${String(index)}`, [0, top, width, top + rowHeight], { text: `Row ${String(index)}` })
    })
    const field = this.name === '' ? 'Your name' : this.name
    return this.#window('main', [
      view('TextView', 'title', [0, 200, width, 340], { text: `Counter ${String(this.count)}`, resourceId: 'title' }),
      view('Button', 'add', [0, 400, width, 540], {
        text: 'Add',
        contentDescription: 'Add one',
        clickable: true,
        focusable: true,
        resourceId: `${counterApp.packageName}:id/add`,
      }),
      view('EditText', 'name', [0, 600, width, 740], {
        text: field,
        hint: 'Your name',
        clickable: true,
        focusable: true,
        focused: this.#focused,
        resourceId: `${counterApp.packageName}:id/name`,
      }),
      view('Button', 'ask', [0, 800, width, 940], {
        text: 'Ask "me" <now> & 你好 😀',
        clickable: true,
        focusable: true,
      }),
      view('TextView', 'disabled', [0, 1000, width, 1100], { text: 'Off', enabled: false }),
      view('ScrollView', 'list', [0, this.#listTop, width, this.#height], {
        scrollable: true,
        clips: true,
        children: rows,
      }),
    ])
  }

  #alert(): UiNode {
    const button = (id: string, key: string, text: string, left: number): UiNode =>
      view('Button', key, [left, 1300, left + 300, 1440], {
        text,
        clickable: true,
        focusable: true,
        resourceId: `android:id/${id}`,
        actions: {},
      })
    return this.#window('alert', [
      view('TextView', 'alert-title', [100, 1000, 900, 1100], { text: 'Really?', resourceId: 'android:id/alertTitle' }),
      view('TextView', 'alert-message', [100, 1100, 900, 1200], {
        text: 'There is no way back.',
        resourceId: 'android:id/message',
      }),
      button('button2', 'no', 'No', 100),
      button('button1', 'yes', 'Yes', 500),
    ])
  }

  #window(key: string, children: readonly UiNode[]): UiNode {
    const screen: Box = [0, 0, this.#width, this.#height]
    return view('FrameLayout', key, screen, {
      children: [view('FrameLayout', `${key}-content`, screen, { resourceId: 'android:id/content', children })],
    })
  }
}

type Box = readonly [left: number, top: number, right: number, bottom: number]

function view(className: string, key: string, [left, top, right, bottom]: Box, given: Partial<UiNode> = {}): UiNode {
  const bounds: Rect = { left, top, right, bottom }
  return uiNode({
    ...given,
    className: `android.widget.${className}`,
    packageName: counterApp.packageName,
    bounds,
    key,
  })
}

/** Hit-testing of the system windows looks for actions: give every leaf of this app an empty one. */
function withTargets(node: UiNode): UiNode {
  return { ...node, actions: {}, children: node.children.map(withTargets) }
}
