import type { Yoga } from 'yoga-layout/load'
import { NativeAnimated } from '../animated/animated-module.ts'
import type { Display } from '../display.ts'
import { EventDispatcher, eventPriority } from '../fabric/events.ts'
import type { Family } from '../fabric/shadow-node.ts'
import { uiManagerBinding } from '../fabric/ui-manager.ts'
import type { AppStart, Opened } from '../message.ts'
import { BlobStore } from '../modules/blob-store.ts'
import { domModule } from '../modules/dom.ts'
import type { ModuleHost } from '../modules/module-host.ts'
import { ModuleRegistry } from '../modules/registry.ts'
import { TencentPush } from '../modules/tencent-push.ts'
import { Sockets } from '../modules/web-socket.ts'
import { Fonts } from '../text/fonts.ts'
import { TextLayout } from '../text/text-layout.ts'
import { AlertDialogs } from '../view/alert-dialogs.ts'
import { Activity } from './activity.ts'
import { Bundle } from './bundle.ts'
import { ReactInstance } from './react-instance.ts'
import type { Json } from './realm.ts'
import type { SystemLink } from './system-link.ts'
import type { WindowState } from './window-state.ts'

/** One app: its JavaScript, its native modules, and the activity that shows it. */
export class App {
  readonly display: Display
  readonly window: WindowState
  readonly alerts: AlertDialogs
  readonly text: TextLayout
  readonly push: TencentPush
  readonly sockets: Sockets
  readonly animated: NativeAnimated
  readonly link: SystemLink
  activity: Activity | undefined
  readonly #start: AppStart
  readonly #yoga: Yoga
  readonly #instance: ReactInstance
  readonly #events: EventDispatcher
  readonly #bundle: Bundle
  #lastRootTag = 1
  #backDefault: 'unasked' | 'invoked' | undefined
  #version = 0
  #crashed = false

  constructor(start: AppStart, yoga: Yoga, link: SystemLink) {
    this.#start = start
    this.#bundle = new Bundle(start.bundle, start.codeCache)
    this.#yoga = yoga
    this.link = link
    this.display = start.display
    this.window = {
      lightStatusBar: true,
      statusBarColor: 0xff000000,
      initialUrl: null,
      lifecycle: 'initial',
      focused: false,
      scheme: start.darkMode ? 'dark' : 'light',
      keyboardHeightPx: 0,
      clipboard: '',
    }
    const fonts = new Fonts(start.fonts)
    this.text = new TextLayout(fonts, this.display)
    this.alerts = new AlertDialogs(this.display, fonts, start.packageName)
    this.#instance = new ReactInstance(start.packageName, start.clockOffsetMs, (exception, message, stack) => {
      this.crash(exception, message, stack)
    })
    this.#events = new EventDispatcher(this.#instance.realm)
    const host = this.#moduleHost()
    this.sockets = new Sockets(host)
    this.push = new TencentPush(host)
    this.animated = new NativeAnimated(host, {
      byTag: (tag) => this.activity?.surface.byTag(tag),
      changed: (families) => {
        this.activity?.overlaid(families)
        this.#version++
      },
    })
    const uiManager = this.#uiManager()
    const modules = new ModuleRegistry({
      host,
      animated: this.animated,
      sockets: this.sockets,
      push: this.push,
      dom: () =>
        domModule(
          this.#instance.realm,
          (rootTag) => (this.activity?.surface.rootTag === rootTag ? this.activity.surface : undefined),
          { border: (family, edge) => this.activity?.layout.border(family, edge) ?? 0 },
          uiManager,
        ),
    })
    this.#instance.install(link, modules, uiManager)
    this.#events.observe((family, type, payload) => {
      this.animated.viewEvent(family, type, payload)
    })
    this.push.applicationCreated()
  }

  /** Moves whenever something that is shown may have changed. */
  get version(): number {
    return this.#version + (this.activity?.surface.version ?? 0)
  }

  /** Hands V8's compiled code of all that has run so far to the apps that start later. */
  shareCodeCache(): void {
    const data = this.#crashed ? undefined : this.#bundle.codeToShare()
    if (data !== undefined) this.link.send({ kind: 'code-cache', data })
  }

  get crashed(): boolean {
    return this.#crashed
  }

  /** Whether a timer of the app is due at once, as the scheduler's are. */
  get busy(): boolean {
    return this.#instance.timers.dueWithin(1)
  }

  get packageName(): string {
    return this.#start.packageName
  }

  createActivity(className: string, opened: Opened): void {
    this.window.initialUrl = opened.url
    this.window.keyboardHeightPx = 0
    const script = this.#bundle.load()
    if (script !== undefined) this.#instance.evaluate(script)
    if (this.#crashed) return
    // ReactRootViewTagGenerator: 1, 11, 21 ...
    const rootTag = this.#lastRootTag
    this.#lastRootTag += 10
    this.activity?.dispose()
    this.activity = new Activity(
      {
        yoga: this.#yoga,
        display: this.display,
        events: this.#events,
        text: this.text,
        window: this.window,
        warn: (message) => {
          this.link.log('W', 'ReactNative', message)
        },
      },
      className,
      rootTag,
    )
    this.#instance.runApplication(this.#start.mainComponent, rootTag)
    if (opened.clickExt !== undefined) this.push.clicked(opened.clickExt)
  }

  newIntent(opened: Opened): void {
    if (opened.url !== null) this.emit('url', { url: opened.url })
    if (opened.clickExt !== undefined) this.push.clicked(opened.clickExt)
  }

  setLifecycle(state: 'resumed' | 'paused' | 'stopped' | 'destroyed'): void {
    const before = this.window.lifecycle
    this.window.lifecycle = state
    if (state === 'resumed') {
      this.#instance.timers.resume()
      if (before !== 'initial' && before !== 'resumed') this.emit('appStateDidChange', { app_state: 'active' })
    } else if (state === 'paused' || (state === 'stopped' && before === 'resumed')) {
      if (before !== 'paused') this.emit('appStateDidChange', { app_state: 'background' })
      this.#instance.timers.pause()
    } else if (state === 'destroyed') {
      this.#destroyActivity()
    }
  }

  setWindowFocus(focused: boolean): void {
    if (this.window.focused === focused) return
    this.window.focused = focused
    this.emit('appStateFocusChange', focused)
  }

  setAppearance(scheme: 'light' | 'dark'): void {
    if (this.window.scheme === scheme) return
    this.window.scheme = scheme
    this.emit('appearanceChanged', { colorScheme: scheme })
  }

  /** The soft keyboard covers so much of the screen from below; 0: it is gone. */
  setKeyboard(heightPx: number): void {
    if (this.window.keyboardHeightPx === heightPx) return
    this.window.keyboardHeightPx = heightPx
    this.activity?.resize()
    const dp = (px: number): number => px / this.display.density
    const bar = this.display.navigationBarHeight
    const height = heightPx === 0 ? 0 : dp(Math.max(0, heightPx - bar))
    this.emit(heightPx === 0 ? 'keyboardDidHide' : 'keyboardDidShow', {
      duration: 0,
      easing: 'keyboard',
      endCoordinates: {
        screenX: 0,
        screenY: dp(this.display.height - Math.max(heightPx, bar)),
        width: dp(this.display.width),
        height,
      },
    })
    if (heightPx === 0) this.activity?.fields.keyboardHidden()
  }

  setClockOffset(offsetMs: number): void {
    this.#instance.setClockOffset(offsetMs)
  }

  /** Whether the app handled BACK; otherwise the system finishes the activity. */
  back(): boolean {
    if (this.alerts.shown) {
      this.alerts.dismiss()
      this.#version++
      return true
    }
    const modal = this.activity?.windows.top().modal
    if (modal !== undefined) {
      this.#events.emit(modal, 'topRequestClose', {}, eventPriority.discrete)
      return true
    }
    this.#backDefault = 'unasked'
    this.emit('hardwareBackPress', { timeStamp: performance.now() })
    // no cast: `emit` ran the handlers, which may have asked for the default
    const answer = this.#defaultWanted()
    this.#backDefault = undefined
    return !answer
  }

  /** Screen pixels. */
  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): void {
    if (this.alerts.shown) {
      this.alerts.touch(phase, x, y)
      this.#version++
      return
    }
    this.activity?.input.touch(phase, x, y)
  }

  emit(name: string, data: Json): void {
    this.#instance.emit(name, data)
  }

  emitTo(family: Family, type: string): void {
    this.#events.emit(family, type, {}, eventPriority.discrete)
  }

  /** SIGKILL from the inside: the exception ends the process. */
  crash(exception: string, message: string, stack: readonly string[]): void {
    if (this.#crashed) return
    this.#crashed = true
    this.link.send({ kind: 'crashed', exception, message, stack })
    this.stop()
  }

  stop(): void {
    this.#instance.stop()
    this.push.dispose()
    this.animated.dispose()
    this.activity?.scroller.dispose()
  }

  #defaultWanted(): boolean {
    return this.#backDefault === 'invoked'
  }

  #destroyActivity(): void {
    const { activity } = this
    if (activity === undefined) return
    this.#instance.stopSurface(activity.surface.rootTag)
    activity.dispose()
    this.activity = undefined
    this.#version++
  }

  #uiManager(): Record<string, unknown> {
    return uiManagerBinding({
      realm: this.#instance.realm,
      events: this.#events,
      commit: (rootTag, children) => {
        if (this.activity?.surface.rootTag === rootTag) this.activity.commit(children)
      },
      setNativeProps: (family, props) => this.activity?.setNativeProps(family, props),
      dispatchCommand: (family, command, args) => this.activity?.input.command(family, command, args),
      blockNativeScrolling: (blocked) => this.activity?.input.block(blocked),
      familyAt: (x, y) => this.activity?.input.familyAt(x, y),
      byTag: (tag) => this.activity?.surface.byTag(tag),
    })
  }

  #moduleHost(): ModuleHost {
    return {
      realm: this.#instance.realm,
      link: this.link,
      device: this.#start.device,
      display: this.display,
      alerts: this.alerts,
      window: this.window,
      blobs: new BlobStore(),
      packageName: this.#start.packageName,
      storage: new Map(this.#start.storage),
      emit: (name, data) => {
        this.emit(name, data)
      },
      callBack: (callback, ...args) => {
        this.#instance.callBack(callback, args)
      },
      promise: (result) => this.#instance.promise(result),
      invokeDefaultBack: () => {
        if (this.#backDefault === undefined) this.link.send({ kind: 'finish-activity' })
        else this.#backDefault = 'invoked'
      },
      crash: (exception, message, stack) => {
        this.crash(exception, message, stack)
      },
      touchWindow: () => {
        this.#version++
      },
    }
  }
}
