import { AppNotResponding, type AppProcess, type AppWindow, type NodeAction } from '../android/app-process.ts'
import type { Phone, Screen, ShownWindow } from '../android/phone.ts'
import type { TimerId } from '../clock.ts'
import { AppWindows } from './app-windows.ts'
import { deskMemory, deskOf, type Desk, type DeskMemory } from './desk.ts'
import { contains } from './geometry.ts'
import { KeyRouter } from './key-router.ts'
import type { UiNode } from './node.ts'
import type { Frame } from './png.ts'
import { TouchRouter } from './touch-router.ts'
import { WindowStack } from './window-stack.ts'
import type { SoftKey } from './windows/keyboard-window.ts'

/** config heads_up_notification_decay of SystemUI. */
const headsUpMs = 5000
/** ProcessList.MIN_CRASH_INTERVAL: a second crash within it shows "keeps stopping". */
const repeatedCrashMs = 60_000
/** Time an app has to take a touch or key (InputDispatcher's default) before "isn't responding" appears. */
const inputTimeoutMs = 5000
/**
 * Typed keys that an app gets before it is waited for. `input text` and UiAutomation wait for every single key
 * (INJECT_INPUT_EVENT_MODE_WAIT_FOR_FINISH): an app that is slow with a long text is not one that hangs.
 */
const keysAtOnce = 16
/** Between two points of a swipe. */
const swipeStepMs = 16

/** The phone's screen: windows from the phone's state, fingers and keys back into it. */
export function createScreen(phone: Phone): Screen {
  return new DeviceScreen(phone)
}

class DeviceScreen implements Screen {
  readonly #phone: Phone
  readonly #memory: DeskMemory = deskMemory()
  readonly #apps: AppWindows
  readonly #stack: WindowStack
  readonly #touches: TouchRouter
  readonly #keys: KeyRouter
  /** One gesture or key after the other, as the input dispatcher delivers them. */
  #input: Promise<unknown> = Promise.resolve()
  #headsUpTimer: TimerId | undefined
  readonly #wantedKeyboard = new WeakMap<AppProcess, boolean>()
  readonly #watched = new Set<AppProcess>()
  readonly #lastCrashMs = new Map<string, number>()

  constructor(phone: Phone) {
    this.#phone = phone
    const desk = (): Desk => deskOf(phone, this.#memory)
    this.#apps = new AppWindows(
      phone,
      (process, windows) => {
        this.#followKeyboard(process, windows)
      },
      () => {
        const keyboard = this.#stack.keyboard()
        return keyboard === undefined ? 0 : desk().metrics.height - keyboard.root.bounds.top
      },
    )
    const navigate = (key: 'back' | 'home' | 'recents'): void | Promise<void> =>
      key === 'back' ? this.#keys.back() : this.#keys.navigate(key)
    this.#stack = new WindowStack(phone, desk, this.#apps, { navigate, type: (key) => this.#typeSoftKey(key) })
    this.#touches = new TouchRouter(phone, desk, this.#stack, this.#apps, {
      navigate,
      touchedApp: (process, x, y) => {
        this.#watch(process, { x, y })
      },
    })
    this.#keys = new KeyRouter(phone, desk, this.#stack, this.#apps)
    this.#listen()
  }

  activeWindow(): Promise<ShownWindow> {
    return this.#stack.focused()
  }

  allWindows(): Promise<readonly ShownWindow[]> {
    return this.#stack.all()
  }

  tap(x: number, y: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#touches.touch('down', x, y)
      await this.#touches.touch('up', x, y)
    })
  }

  longPress(x: number, y: number, ms: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#touches.touch('down', x, y)
      await this.#wait(ms)
      await this.#touches.touch('up', x, y)
    })
  }

  swipe(fromX: number, fromY: number, toX: number, toY: number, ms: number): Promise<void> {
    return this.#inTurn(async () => {
      const steps = Math.max(2, Math.round(ms / swipeStepMs))
      await this.#touches.touch('down', fromX, fromY)
      for (let step = 1; step <= steps; step++) {
        await this.#wait(ms / steps)
        const part = step / steps
        await this.#touches.touch('move', fromX + (toX - fromX) * part, fromY + (toY - fromY) * part)
      }
      await this.#touches.touch('up', toX, toY)
    })
  }

  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): Promise<void> {
    return this.#inTurn(() => this.#touches.touch(phase, x, y))
  }

  key(keyCode: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#keys.press(keyCode)
      this.#watchFocused()
    })
  }

  typeText(text: string): Promise<void> {
    return this.#inTurn(async () => {
      const characters = Array.from(text)
      do {
        await this.#keys.typeText(characters.splice(0, keysAtOnce).join(''))
      } while (characters.length > 0 && (await this.#handled()))
      this.#watchFocused()
    })
  }

  async performAction(window: ShownWindow, node: UiNode, action: NodeAction): Promise<boolean> {
    const owner = this.#apps.ownerOf(window)
    if (owner !== undefined) {
      const done = await owner.performAction(node.key, action)
      this.#watch(owner, undefined)
      return done
    }
    return this.#actOnSystem(node, action)
  }

  async screenshot(): Promise<Buffer> {
    const { encodePng } = await import('./png.ts')
    return encodePng(this.#phone, await this.#frame())
  }

  async pixels(): Promise<Buffer> {
    const { drawPixels } = await import('./png.ts')
    return drawPixels(this.#phone, await this.#frame())
  }

  async #frame(): Promise<Frame> {
    const { width, height } = this.#phone.rom.screen
    // A dark panel is black whatever lies on it.
    const windows = this.#phone.power.screenOn ? await this.#stack.all() : []
    return { width, height, roots: windows.map((window) => window.root) }
  }

  async #actOnSystem(node: UiNode, action: NodeAction): Promise<boolean> {
    const actions = node.actions
    if (actions === undefined || !node.enabled) return false
    switch (action.kind) {
      case 'click':
        if (actions.click === undefined) return false
        await actions.click()
        return true
      case 'longClick':
        if (actions.longClick === undefined) return false
        await actions.longClick()
        return true
      case 'setText':
        if (actions.setText === undefined) return false
        await actions.setText(action.text)
        return true
      case 'scroll': {
        const distance = (node.bounds.bottom - node.bounds.top) * (action.direction === 'forward' ? -0.8 : 0.8)
        return (await actions.swipe?.(0, distance)) ?? false
      }
      case 'focus':
        return node.focusable
    }
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#input.then(run)
    this.#input = turn.catch(() => undefined)
    return turn
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#phone.clock.setTimeout(resolve, ms)
    })
  }

  #typeSoftKey(key: SoftKey): void {
    const question = this.#phone.installDialogs.shown
    if (question !== undefined) {
      if (key.kind === 'text') question.type(key.text)
      else void this.#keys.press(key.keyCode)
      return
    }
    const activity = this.#stack.activity()
    const process = activity === undefined ? undefined : this.#apps.processOf(activity)
    if (key.kind === 'text') process?.typeText(key.text)
    else process?.key(key.keyCode)
  }

  #watchFocused(): void {
    const process = this.#focusedProcess()
    if (process !== undefined) this.#watch(process, undefined)
  }

  #focusedProcess(): AppProcess | undefined {
    const activity = this.#stack.activity()
    return activity === undefined || this.#stack.cover() !== undefined ? undefined : this.#apps.processOf(activity)
  }

  /** Waits until the app has handled what was typed so far; false when it hangs. */
  async #handled(): Promise<boolean> {
    const process = this.#focusedProcess()
    if (process === undefined) return true
    try {
      await this.#apps.ask(process, inputTimeoutMs)
      return true
    } catch (error) {
      if (!(error instanceof AppNotResponding)) throw error
      this.#reportNotResponding(process)
      return false
    }
  }

  /** After input went to an app: the keyboard follows its focus; a silent app gets the "isn't responding" dialog. */
  #watch(process: AppProcess, touched: { readonly x: number; readonly y: number } | undefined): void {
    if (this.#watched.has(process)) return
    this.#watched.add(process)
    this.#apps
      .ask(process, inputTimeoutMs)
      .then((windows) => {
        if (touched !== undefined && this.#touchedFocusedField(windows, touched))
          this.#phone.inputMethods.setShown(true)
      })
      .catch((error: unknown) => {
        if (error instanceof AppNotResponding) this.#reportNotResponding(process)
        else this.#log('WindowManager', `Failed to read the windows of ${String(process.pid)}: ${String(error)}`)
      })
      .finally(() => {
        this.#watched.delete(process)
      })
  }

  /** A tap on the field that has the focus brings back a keyboard that BACK had hidden. */
  #touchedFocusedField(windows: readonly AppWindow[], at: { readonly x: number; readonly y: number }): boolean {
    const top = windows.at(-1)
    const onField = (node: UiNode): boolean =>
      (node.focused && node.className === 'android.widget.EditText' && contains(node.bounds, at.x, at.y)) ||
      node.children.some(onField)
    return top?.wantsKeyboard === true && onField(top.root)
  }

  #followKeyboard(process: AppProcess, windows: readonly AppWindow[]): void {
    const wants = windows.at(-1)?.wantsKeyboard ?? false
    if (this.#wantedKeyboard.get(process) === wants) return
    const known = this.#wantedKeyboard.has(process)
    this.#wantedKeyboard.set(process, wants)
    if (wants || known) this.#phone.inputMethods.setShown(wants)
  }

  #reportNotResponding(process: AppProcess): void {
    const record = this.#phone.processes.byPid(process.pid)
    if (record === undefined) return
    if (this.#memory.dialogs.some((one) => one.kind === 'not-responding' && one.pid === process.pid)) return
    const reason = 'Input dispatching timed out (Waited 5000ms for MotionEvent)'
    this.#phone.log.event('am_anr', this.#systemPid, [0, record.pid, record.packageName, 0, reason])
    this.#log('ActivityManager', `ANR in ${record.packageName}\nPID: ${String(record.pid)}\nReason: ${reason}`)
    this.#memory.dialogs = [
      ...this.#memory.dialogs,
      { kind: 'not-responding', packageName: record.packageName, pid: record.pid },
    ]
  }

  #log(tag: string, message: string): void {
    this.#phone.log.write({ buffer: 'main', pid: this.#systemPid, priority: 'E', tag, message })
  }

  get #systemPid(): number {
    return this.#phone.processes.all().find(({ name }) => name === 'system' || name === 'system_server')?.pid ?? 1000
  }

  #listen(): void {
    const { activities, inputMethods, notifications, power, processes, statusBar } = this.#phone
    notifications.on((event) => {
      if (event.kind === 'cancelled') {
        if (this.#memory.headsUpKey === event.record.key) this.#hideHeadsUp()
        this.#memory.expandedRows.delete(event.record.key)
        return
      }
      // Notification.FLAG_ONLY_ALERT_ONCE
      const quietUpdate = event.kind === 'updated' && (event.record.content.flags & 0x8) !== 0
      const peeks =
        event.record.importance >= 4 && !event.record.intercepted && event.record.content.groupSummary !== true
      if (!peeks || quietUpdate || !power.screenOn || power.locked || statusBar.expanded !== 'no') return
      this.#showHeadsUp(event.record.key)
    })
    statusBar.on((event) => {
      this.#hideHeadsUp()
      if (event === 'expanded') {
        this.#memory.shadeScroll = 0
        this.#memory.foldOpen = false
        notifications.markSeen(notifications.list().map((record) => record.key))
      } else {
        this.#memory.expandedGroups.clear()
        this.#memory.expandedRows.clear()
      }
    })
    power.on((event) => {
      if (event === 'screen-off' || event === 'unlocked') this.#memory.bouncer = undefined
      if (event === 'screen-off' || event === 'locked') {
        this.#hideHeadsUp()
        inputMethods.setShown(false)
      }
    })
    activities.on((event) => {
      if (event.kind === 'paused' || event.kind === 'stopped') inputMethods.setShown(false)
    })
    processes.on((event) => {
      if (event.kind !== 'died') return
      this.#memory.dialogs = this.#memory.dialogs.filter(
        (one) => one.kind !== 'not-responding' || one.pid !== event.process.pid,
      )
      if (event.reason.startsWith('crash')) this.#noteCrash(event.process.packageName)
    })
  }

  /** AppErrors shows the dialog for a crash that repeats, or for the first one with `show_first_crash_dialog`. */
  #noteCrash(packageName: string): void {
    const now = this.#phone.clock.monotonic()
    const last = this.#lastCrashMs.get(packageName)
    this.#lastCrashMs.set(packageName, now)
    const showFirst = this.#phone.settings.get('global', 'show_first_crash_dialog') === '1'
    if (!showFirst && (last === undefined || now - last > repeatedCrashMs)) return
    this.#memory.dialogs = [
      ...this.#memory.dialogs.filter((one) => one.packageName !== packageName),
      { kind: 'crashed', packageName },
    ]
  }

  #showHeadsUp(key: string): void {
    this.#phone.clock.clearTimeout(this.#headsUpTimer)
    this.#memory.headsUpKey = key
    this.#headsUpTimer = this.#phone.clock.setTimeout(() => {
      this.#memory.headsUpKey = undefined
    }, headsUpMs)
  }

  #hideHeadsUp(): void {
    this.#phone.clock.clearTimeout(this.#headsUpTimer)
    this.#memory.headsUpKey = undefined
  }
}
