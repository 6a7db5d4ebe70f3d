import type { UiNode } from '../ui/node.ts'
import type { Intent } from './intent.ts'
import type { NotificationChannel, NotificationContent } from './notification.ts'
import type { Rom } from './rom.ts'

/** Runs apps. The phone asks for a process, the runtime gives one that runs the APK's own bundle. */
export interface AppRuntime {
  /**
   * Starts a process for the app. Returns at once; a bundle that cannot run (Hermes bytecode) is reported by
   * `system.crashed`.
   */
  start(app: AppImage, system: AppSystem): AppProcess
}

/** What is started: taken from the installed APK. */
export interface AppImage {
  readonly packageName: string
  readonly pid: number
  readonly uid: number
  /** `assets/index.android.bundle` as installed. */
  readonly bundle: Buffer
  /** Name given to AppRegistry.registerComponent, from the manifest's meta-data `io.pushfarm.MAIN_COMPONENT`. */
  readonly mainComponent: string
  /** Any other file of the APK, e.g. `assets/timpush-configs.json`. */
  readonly asset: (path: string) => Buffer | undefined
  readonly rom: Rom
  readonly phoneSerial: string
}

/** A running app process, as the system drives it. After `kill` every call is a no-op. */
export interface AppProcess {
  readonly pid: number
  /** An activity of the app is created with this intent (the React root mounts at the first). */
  createActivity(activity: { readonly className: string; readonly intent: Intent }): void
  /** The running activity gets onNewIntent. */
  newIntent(intent: Intent): void
  /** A broadcast or service start that a receiver of the app's push libraries would get. */
  deliver(intent: Intent): void
  setLifecycle(state: 'resumed' | 'paused' | 'stopped' | 'destroyed'): void
  setWindowFocus(focused: boolean): void
  setAppearance(scheme: 'light' | 'dark'): void
  /**
   * The soft keyboard in front of the activity now covers so many pixels from the screen's bottom edge upwards; 0 when it
   * is gone. The window resizes (adjustResize) and the app hears of it. Telling the same height again does nothing.
   */
  setSoftKeyboard?(heightPx: number): void
  /** BACK. Resolves false when the app did not handle it: the system then finishes the activity. */
  back(): Promise<boolean>
  /**
   * The windows of the activity, bottom first (the activity, then React Native modals and alerts), after everything
   * delivered before has been handled. Rejects with AppNotResponding when the app does not answer within `timeoutMs`.
   */
  windows(timeoutMs: number): Promise<readonly AppWindow[]>
  /** Screen pixels. One pointer. */
  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): void
  /** Key presses to the focused view (android.view.KeyEvent codes: 67 DEL, 66 ENTER ...). */
  key(keyCode: number): void
  /** Text typed by an input method or `input text` into the focused field. */
  typeText(text: string): void
  /** Accessibility actions on a node of the last `windows()` answer. Resolves false when the node is gone or refuses. */
  performAction(nodeKey: string, action: NodeAction): Promise<boolean>
  /** SIGKILL: no callback of the app runs any more. */
  kill(): void
}

export type NodeAction =
  | { readonly kind: 'click' }
  | { readonly kind: 'longClick' }
  | { readonly kind: 'focus' }
  | { readonly kind: 'setText'; readonly text: string }
  | { readonly kind: 'scroll'; readonly direction: 'forward' | 'backward' }

export interface AppWindow {
  readonly title: string
  readonly kind: 'activity' | 'dialog'
  readonly root: UiNode
  /** An input field has the focus: the soft keyboard shows. */
  readonly wantsKeyboard: boolean
  /** Dark or light icons for the status bar, from the app's StatusBar. */
  readonly lightStatusBar: boolean
}

/** The system as a running app sees it: everything its native modules can ask of the phone. */
export interface AppSystem {
  /** Line in the main log buffer. priority: V D I W E F. */
  log(priority: string, tag: string, message: string): void
  /** The app died of an uncaught exception; `stack` in Java-like lines for the crash log. The process is gone. */
  crashed(error: { readonly exception: string; readonly message: string; readonly stack: readonly string[] }): void
  /** The app finished its activity (BackHandler.exitApp). */
  finishActivity(): void
  startActivity(intent: Intent): Promise<'started' | 'not-found' | 'denied'>
  createNotificationChannel(channel: NotificationChannel): void
  postNotification(id: number, tag: string | null, content: NotificationContent): void
  cancelNotification(id: number, tag: string | null): void
  checkPermission(permission: string): boolean
  /** Shows the permission dialog when the rules ask for it. */
  requestPermission(permission: string): Promise<'granted' | 'denied' | 'never_ask_again'>
  /** The push SDK's link to the vendor and to Chat; undefined when the phone has no push platform attached. */
  readonly push: PushSdk | undefined
  readonly network: AppNetwork
  readonly settings: { readonly darkMode: boolean; readonly androidId: string; readonly fontScale: number }
  /** Private key-value files of the app; survive the process, not `pm clear`. */
  readonly storage: Map<string, string>
  now(): number
}

/** The native half of Tencent's push SDK (TIMPush) on this phone, for the calling app. */
export interface PushSdk {
  /** Registers with the vendor's push service and reports the token to Chat. Rejects with PushSdkError. */
  registerPush(options: {
    readonly sdkAppId: number
    readonly appKey: string | null
  }): Promise<{ readonly token: string }>
  unRegisterPush(): Promise<void>
  setRegistrationId(id: string): void
  getRegistrationId(): string | undefined
  /** Read-only facts for a debugging panel: as the SDK's log would tell them. */
  status(): { readonly certificateId: number | null; readonly vendorToken: string | null; readonly code: number }
  disablePostNotificationInForeground(disable: boolean): void
  /** Online messages of the push SDK's own link while the process lives. */
  onMessage(listener: (message: { title: string; desc: string; ext: string; messageID: string }) => void): void
  onRevoke(listener: (messageID: string) => void): void
  /**
   * What the SDK's click handling reads from an intent that reached the app: the ext string, or undefined when the
   * intent is no notification click (TUIOfflinePush ParseNotification, per vendor).
   */
  extFromIntent(intent: Intent): string | undefined
}

export interface PushSdkError {
  readonly code: number
  readonly message: string
}

/** Sockets of an app. Host names are resolved by the farm: the Chat server's names lead to the virtual Chat server. */
export interface AppNetwork {
  fetch(request: AppRequest): Promise<AppResponse>
  openWebSocket(url: string, protocols: readonly string[], headers: Readonly<Record<string, string>>): AppWebSocket
}
export interface AppRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array | null
  readonly signal: AbortSignal
}
export interface AppResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly url: string
  readonly body: Uint8Array
}
export interface AppWebSocket {
  on(listener: (event: AppWebSocketEvent) => void): void
  send(data: string | Uint8Array): void
  close(code?: number, reason?: string): void
  /**
   * The connection is gone without a closing handshake: the kernel closed it for a process that was killed (the far end
   * sees an end of stream), or the phone lost its network (the far end sees nothing). `close` is used where this is missing.
   */
  abort?(how: 'killed' | 'network-lost'): void
}
export type AppWebSocketEvent =
  | { readonly kind: 'open'; readonly protocol: string }
  | { readonly kind: 'message'; readonly data: string | Uint8Array }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly message: string }

export class AppNotResponding extends Error {
  override readonly name = 'AppNotResponding'
}
