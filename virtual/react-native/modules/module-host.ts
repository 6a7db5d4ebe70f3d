import type { AppFunction, Json, Realm } from '../app/realm.ts'
import type { SystemLink } from '../app/system-link.ts'
import type { DeviceFacts } from '../message.ts'
import type { Display } from '../display.ts'
import type { AlertDialogs } from '../view/alert-dialogs.ts'
import type { BlobStore } from './blob-store.ts'
import type { WindowState } from '../app/window-state.ts'

/** Methods of a native module, called with what the app's JavaScript passes. */
export type NativeModule = Readonly<Record<string, (...args: never[]) => unknown>>

/** What native modules need of the app they live in. */
export interface ModuleHost {
  readonly realm: Realm
  readonly link: SystemLink
  readonly device: DeviceFacts
  readonly display: Display
  readonly alerts: AlertDialogs
  readonly window: WindowState
  readonly blobs: BlobStore
  readonly packageName: string
  readonly storage: Map<string, string>
  /** A device event: RCTDeviceEventEmitter.emit(name, data). */
  emit(name: string, data: Json): void
  /** Calls a callback of the app from outside, after the current turn. */
  callBack(callback: AppFunction, ...args: Json[]): void
  /** A promise of the app's own kind. */
  promise(result: Promise<Json>): unknown
  invokeDefaultBack(): void
  crash(exception: string, message: string, stack: readonly string[]): void
  touchWindow(): void
}

export const noOperation = (): void => undefined
