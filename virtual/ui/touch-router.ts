import type { AppProcess } from '../android/app-process.ts'
import type { Phone, ShownWindow } from '../android/phone.ts'
import type { TimerId } from '../clock.ts'
import type { AppWindows } from './app-windows.ts'
import { contains } from './geometry.ts'
import { deepest, nodesAt } from './hit-test.ts'
import { metricsOf, type Metrics } from './metrics.ts'
import type { UiNode } from './node.ts'
import type { WindowStack } from './window-stack.ts'
import { homeWindow } from './windows/home-window.ts'
import type { Desk } from './desk.ts'
import { settingsWindow } from './windows/settings-window.ts'

/** ViewConfiguration.getLongPressTimeout */
const longPressMs = 500

type Target =
  | { readonly kind: 'app'; readonly process: AppProcess }
  | { readonly kind: 'system'; readonly path: readonly UiNode[] }
  | { readonly kind: 'status-bar' }

interface Gesture {
  readonly target: Target
  readonly downX: number
  readonly downY: number
  x: number
  y: number
  moved: boolean
  /** The system took the pointer for a gesture of its own (InputMonitor.pilferPointers). */
  taken: 'home' | 'back' | undefined
  lastMoveAtMs: number
  longPressed: boolean
  timer: TimerId | undefined
}

/** What the router asks of the screen. */
export interface TouchDeeds {
  readonly navigate: (key: 'back' | 'home' | 'recents') => void | Promise<void>
  /** An app got a finished touch at this point. */
  readonly touchedApp: (process: AppProcess, x: number, y: number) => void
}

/** Leads one finger to the window under it, and knows the system's own gestures at the edges. */
export class TouchRouter {
  readonly #phone: Phone
  readonly #desk: () => Desk
  readonly #stack: WindowStack
  readonly #apps: AppWindows
  readonly #deeds: TouchDeeds
  readonly #metrics: Metrics
  #gesture: Gesture | undefined

  constructor(phone: Phone, desk: () => Desk, stack: WindowStack, apps: AppWindows, deeds: TouchDeeds) {
    this.#phone = phone
    this.#desk = desk
    this.#stack = stack
    this.#apps = apps
    this.#deeds = deeds
    this.#metrics = metricsOf(phone.rom.screen)
  }

  async touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): Promise<void> {
    if (phase === 'down') this.#down(x, y)
    else if (phase === 'move') this.#move(x, y)
    else if (phase === 'cancel') this.#cancel()
    else await this.#up(x, y)
  }

  #down(x: number, y: number): void {
    this.#cancel()
    // The panel of a dark screen reports nothing.
    if (!this.#phone.power.screenOn) return
    const target = this.#targetAt(x, y)
    const gesture: Gesture = {
      target,
      downX: x,
      downY: y,
      x,
      y,
      moved: false,
      taken: undefined,
      lastMoveAtMs: this.#phone.clock.monotonic(),
      longPressed: false,
      timer: undefined,
    }
    this.#gesture = gesture
    if (target.kind === 'app') target.process.touch('down', x, y)
    if (target.kind === 'system') {
      gesture.timer = this.#phone.clock.setTimeout(() => {
        if (gesture.moved || this.#gesture !== gesture) return
        const longClick = deepest(target.path, 'longClick')
        if (longClick === undefined) return
        gesture.longPressed = true
        void longClick()
      }, longPressMs)
    }
  }

  #move(x: number, y: number): void {
    const gesture = this.#gesture
    if (gesture === undefined) return
    if (x !== gesture.x || y !== gesture.y) gesture.lastMoveAtMs = this.#phone.clock.monotonic()
    gesture.x = x
    gesture.y = y
    const slop = this.#metrics.dp(8)
    if (Math.abs(x - gesture.downX) > slop || Math.abs(y - gesture.downY) > slop) gesture.moved = true
    if (gesture.taken === undefined && this.#edgeGesture(gesture) !== undefined) {
      gesture.taken = this.#edgeGesture(gesture)
      if (gesture.target.kind === 'app') gesture.target.process.touch('cancel', x, y)
    }
    if (gesture.taken === undefined && gesture.target.kind === 'app') gesture.target.process.touch('move', x, y)
  }

  #cancel(): void {
    const gesture = this.#gesture
    this.#gesture = undefined
    if (gesture === undefined) return
    this.#phone.clock.clearTimeout(gesture.timer)
    if (gesture.target.kind === 'app' && gesture.taken === undefined)
      gesture.target.process.touch('cancel', gesture.x, gesture.y)
  }

  async #up(x: number, y: number): Promise<void> {
    this.#move(x, y)
    const gesture = this.#gesture
    this.#gesture = undefined
    if (gesture === undefined) return
    this.#phone.clock.clearTimeout(gesture.timer)
    if (gesture.taken !== undefined) {
      await this.#finishEdgeGesture(gesture)
      return
    }
    const { target } = gesture
    if (target.kind === 'app') {
      target.process.touch('up', x, y)
      this.#deeds.touchedApp(target.process, x, y)
    } else if (target.kind === 'status-bar') this.#pullStatusBar(gesture)
    else await this.#finishSystem(gesture, target.path)
  }

  /** A pull on the status bar opens the shade; MIUI's and HyperOS's right half opens the control centre. */
  #pullStatusBar(gesture: Gesture): void {
    if (gesture.y - gesture.downY < this.#metrics.dp(40)) return
    const rightHalf = gesture.downX > this.#metrics.width / 2
    if (this.#phone.rom.vendor === 'mi' && rightHalf) this.#phone.statusBar.expandSettings()
    else this.#phone.statusBar.expandNotifications()
  }

  async #finishSystem(gesture: Gesture, path: readonly UiNode[]): Promise<void> {
    if (!gesture.moved) {
      if (!gesture.longPressed) await deepest(path, 'click')?.()
      return
    }
    for (const node of [...path].reverse()) {
      const swipe = node.actions?.swipe
      if (swipe !== undefined && (await swipe(gesture.x - gesture.downX, gesture.y - gesture.downY))) return
    }
  }

  #edgeGesture(gesture: Gesture): 'home' | 'back' | undefined {
    if (this.#phone.power.locked || !this.#stack.gestureNavigation()) return undefined
    const { width, height, navigationBarHeight, dp } = this.#metrics
    const dx = gesture.x - gesture.downX
    const dy = gesture.y - gesture.downY
    const fromBottom = gesture.downY >= height - Math.max(navigationBarHeight, dp(16))
    if (fromBottom && dy < -dp(24)) return 'home'
    const fromLeft = gesture.downX < dp(16) && dx > dp(24)
    const fromRight = gesture.downX >= width - dp(16) && dx < -dp(24)
    return (fromLeft || fromRight) && Math.abs(dx) > Math.abs(dy) ? 'back' : undefined
  }

  /** A pull up that rests before it lets go shows recents, a flick goes home. */
  async #finishEdgeGesture(gesture: Gesture): Promise<void> {
    if (gesture.taken === 'back') {
      await this.#deeds.navigate('back')
      return
    }
    const restedMs = this.#phone.clock.monotonic() - gesture.lastMoveAtMs
    await this.#deeds.navigate(restedMs >= 150 ? 'recents' : 'home')
  }

  #targetAt(x: number, y: number): Target {
    const within = (window: ShownWindow | undefined): Target | undefined =>
      window !== undefined && contains(window.root.bounds, x, y)
        ? { kind: 'system', path: nodesAt(window.root, x, y) }
        : undefined
    const buttons = this.#stack.gestureNavigation() ? undefined : within(this.#stack.navigationBar())
    if (buttons !== undefined) return buttons
    const cover = this.#stack.cover()
    const coverIsPanel = cover?.type === 'shade' || cover?.type === 'keyguard'
    if (y < this.#metrics.statusBarHeight && !(cover?.type === 'shade')) return { kind: 'status-bar' }
    const top =
      (coverIsPanel ? undefined : (within(this.#stack.headsUp()) ?? within(this.#stack.keyboard()))) ?? within(cover)
    if (top !== undefined) return top
    const activity = this.#stack.activity()
    if (activity === undefined) return within(homeWindow(this.#desk())) ?? { kind: 'system', path: [] }
    const process = this.#apps.processOf(activity)
    if (process !== undefined) return { kind: 'app', process }
    if (activity.component.packageName === 'com.android.settings')
      return within(settingsWindow(this.#desk(), activity)) ?? { kind: 'system', path: [] }
    return { kind: 'system', path: [] }
  }
}
