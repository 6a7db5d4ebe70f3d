import type { AppWindow, AppWebSocketEvent, NodeAction } from '../android/app-process.ts'
import type { Intent } from '../android/intent.ts'
import type { Display } from './display.ts'
import type { FontFiles } from './text/fonts.ts'

/** What a worker is started with. */
export interface AppStart {
  readonly packageName: string
  readonly mainComponent: string
  readonly pid: number
  readonly bundle: SharedArrayBuffer
  /** V8's code cache of the bundle, once some worker has made one. */
  readonly codeCache: SharedArrayBuffer | undefined
  readonly fonts: FontFiles
  readonly yogaModule: WebAssembly.Module
  readonly display: Display
  readonly device: DeviceFacts
  readonly darkMode: boolean
  /** The app's key-value files. */
  readonly storage: readonly (readonly [string, string])[]
  /** Virtual now minus the machine's, ms. */
  readonly clockOffsetMs: number
}

export interface DeviceFacts {
  readonly apiLevel: number
  readonly release: string
  readonly model: string
  readonly brand: string
  readonly manufacturer: string
  readonly fingerprint: string
  readonly serial: string
  readonly androidId: string
  readonly locale: string
}

/** What an intent means to the app's JavaScript. */
export interface Opened {
  /** Data of an ACTION_VIEW intent: what Linking tells. */
  readonly url: string | null
  /** The ext of a notification click; undefined when it was none. */
  readonly clickExt: string | undefined
}

/** From the phone to the app. */
export type ToApp =
  | { readonly kind: 'create-activity'; readonly className: string; readonly opened: Opened }
  | { readonly kind: 'new-intent'; readonly opened: Opened }
  | { readonly kind: 'deliver'; readonly opened: Opened }
  | { readonly kind: 'lifecycle'; readonly state: 'resumed' | 'paused' | 'stopped' | 'destroyed' }
  | { readonly kind: 'window-focus'; readonly focused: boolean }
  | { readonly kind: 'appearance'; readonly scheme: 'light' | 'dark' }
  | { readonly kind: 'keyboard'; readonly heightPx: number }
  | {
      readonly kind: 'touch'
      readonly phase: 'down' | 'move' | 'up' | 'cancel'
      readonly x: number
      readonly y: number
    }
  | { readonly kind: 'key'; readonly keyCode: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string; readonly code?: number }
  | { readonly kind: 'socket'; readonly socket: number; readonly event: AppWebSocketEvent }
  | { readonly kind: 'push-message'; readonly data: string }
  | { readonly kind: 'push-revoked'; readonly messageId: string }
  | { readonly kind: 'clock'; readonly offsetMs: number }

export type Question =
  | { readonly kind: 'back' }
  | { readonly kind: 'windows' }
  | { readonly kind: 'action'; readonly nodeKey: string; readonly action: NodeAction }

export interface Answers {
  readonly back: boolean
  readonly windows: readonly AppWindow[]
  readonly action: boolean
}

/** From the app to the phone. */
export type FromApp =
  | { readonly kind: 'log'; readonly priority: string; readonly tag: string; readonly message: string }
  | {
      readonly kind: 'crashed'
      readonly exception: string
      readonly message: string
      readonly stack: readonly string[]
    }
  | { readonly kind: 'finish-activity' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'abort'; readonly id: number }
  | {
      readonly kind: 'open-socket'
      readonly socket: number
      readonly url: string
      readonly protocols: readonly string[]
      readonly headers: Readonly<Record<string, string>>
    }
  | { readonly kind: 'send-socket'; readonly socket: number; readonly data: string | Uint8Array }
  | { readonly kind: 'close-socket'; readonly socket: number; readonly code: number; readonly reason: string }
  | { readonly kind: 'push'; readonly change: PushChange }
  | { readonly kind: 'store'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'code-cache'; readonly data: SharedArrayBuffer }

export type PushChange =
  | { readonly kind: 'set-registration-id'; readonly id: string }
  | { readonly kind: 'disable-in-foreground'; readonly disable: boolean }
  | { readonly kind: 'create-channel'; readonly options: string }

/** Calls that the phone answers, by name. */
export interface Calls {
  requestPermission(permission: string): 'granted' | 'denied' | 'never_ask_again'
  checkPermission(permission: string): boolean
  startActivity(intent: Intent): 'started' | 'not-found' | 'denied'
  registerPush(sdkAppId: number, appKey: string | null): string
  unRegisterPush(): null
  getRegistrationId(): string | null
  fetch(request: PlainRequest): PlainResponse
}

export interface PlainRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array | null
}
export interface PlainResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly url: string
  readonly body: Uint8Array
}
