import type { NativeAnimated } from '../animated/animated-module.ts'
import type { AppFunction } from '../app/realm.ts'
import { asyncStorage } from './async-storage.ts'
import { blobModule, fileReader } from './blob.ts'
import { accessibilityInfo, deviceInfo, featureFlags, i18nManager, platformConstants, sourceCode } from './constants.ts'
import { dialogManager } from './dialogs.ts'
import { exceptionsManager } from './exceptions.ts'
import { intentAndroid } from './intents.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'
import { networking } from './networking.ts'
import { permissionsAndroid } from './permissions.ts'
import { safeAreaContext } from './safe-area.ts'
import type { TencentPush } from './tencent-push.ts'
import type { Sockets } from './web-socket.ts'
import { webSocketModule } from './web-socket.ts'
import {
  appearance,
  appState,
  clipboard,
  deviceEventManager,
  headlessTasks,
  imageLoader,
  listenersOnly,
  soundManager,
  statusBarManager,
  toastAndroid,
  vibration,
} from './window.ts'

export interface ModuleParts {
  readonly host: ModuleHost
  readonly animated: NativeAnimated
  readonly sockets: Sockets
  readonly push: TencentPush
  readonly dom: () => NativeModule
}

/** The native modules of the app by name, made when they are first asked for. */
export class ModuleRegistry {
  readonly #parts: ModuleParts
  readonly #made = new Map<string, NativeModule | null>()

  constructor(parts: ModuleParts) {
    this.#parts = parts
  }

  /** null when the app was not built with such a module. */
  get(name: string): NativeModule | null {
    let made = this.#made.get(name)
    if (made === undefined) {
      made = factories[name]?.(this.#parts) ?? null
      this.#made.set(name, made)
    }
    return made
  }

  has(name: string): boolean {
    return name in factories
  }
}

const factories: Readonly<Record<string, (parts: ModuleParts) => NativeModule | null>> = {
  PlatformConstants: ({ host }) => platformConstants(host),
  DeviceInfo: ({ host }) => deviceInfo(host),
  SourceCode: ({ host }) => sourceCode(host),
  I18nManager: ({ host }) => i18nManager(host),
  NativeReactNativeFeatureFlagsCxx: () => featureFlags(),
  NativeMicrotasksCxx: ({ host }) => microtasks(host),
  NativeIdleCallbacksCxx: ({ host }) => idleCallbacks(host),
  NativeDOMCxx: ({ dom }) => dom(),
  NativeAnimatedModule: ({ animated }) => animated.module(),
  AccessibilityInfo: ({ host }) => accessibilityInfo(host),
  Appearance: ({ host }) => appearance(host),
  AppState: ({ host }) => appState(host),
  StatusBarManager: ({ host }) => statusBarManager(host),
  DeviceEventManager: ({ host }) => deviceEventManager(host),
  DialogManagerAndroid: ({ host }) => dialogManager(host),
  ToastAndroid: ({ host }) => toastAndroid(host),
  Vibration: ({ host }) => vibration(host),
  Clipboard: ({ host }) => clipboard(host),
  KeyboardObserver: () => listenersOnly(),
  ModalManager: () => listenersOnly(),
  SoundManager: () => soundManager(),
  ImageLoader: ({ host }) => imageLoader(host),
  HeadlessJsTaskSupport: ({ host }) => headlessTasks(host),
  ExceptionsManager: ({ host }) => exceptionsManager(host),
  PermissionsAndroid: ({ host }) => permissionsAndroid(host),
  IntentAndroid: ({ host }) => intentAndroid(host),
  Networking: ({ host }) => networking(host),
  WebSocketModule: ({ sockets }) => webSocketModule(sockets),
  BlobModule: ({ host, sockets }) => blobModule(host, sockets),
  FileReaderModule: ({ host }) => fileReader(host),
  RNCSafeAreaContext: ({ host }) => safeAreaContext(host),
  RNCAsyncStorage: ({ host }) => asyncStorage(host),
  TencentCloudPush: ({ push }) => push.module(),
}

function microtasks(host: ModuleHost): NativeModule {
  return {
    queueMicrotask: (run: () => void): void => {
      queueMicrotask(() => {
        host.realm.enter(run)
      })
    },
  }
}

function idleCallbacks(host: ModuleHost): NativeModule {
  const pending = new Map<number, NodeJS.Immediate>()
  let lastId = 0
  return {
    requestIdleCallback: (run: AppFunction): number => {
      const id = ++lastId
      const deadline = { didTimeout: false, timeRemaining: (): number => 16 }
      pending.set(
        id,
        setImmediate(() => {
          pending.delete(id)
          host.realm.enter(() => {
            run(deadline)
          })
        }),
      )
      return id
    },
    cancelIdleCallback: (id: number): void => {
      clearImmediate(pending.get(id))
      pending.delete(id)
    },
  }
}
