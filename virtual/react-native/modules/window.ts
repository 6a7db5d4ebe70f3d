import type { AppFunction } from '../app/realm.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'

/** Modules about the activity's window and its place on the phone. */
export function statusBarManager(host: ModuleHost): NativeModule {
  const { display, window } = host
  return {
    getConstants: () =>
      host.realm.toApp({
        HEIGHT: display.statusBarHeight / display.density,
        DEFAULT_BACKGROUND_COLOR: 'black',
      }),
    setColor: (color: number): void => {
      window.statusBarColor = color >>> 0
      host.touchWindow()
    },
    setTranslucent: noOperation,
    setStyle: (style: string | null | undefined): void => {
      // dark-content: SYSTEM_UI_FLAG_LIGHT_STATUS_BAR, dark icons on a light bar
      window.lightStatusBar = style !== 'dark-content'
      host.touchWindow()
    },
    setHidden: noOperation,
  }
}

export function appState(host: ModuleHost): NativeModule {
  const state = (): string =>
    host.window.lifecycle === 'resumed' || host.window.lifecycle === 'initial' ? 'active' : 'background'
  return {
    getConstants: () => host.realm.toApp({ initialAppState: state() }),
    getCurrentAppState: (callback: AppFunction): void => {
      host.callBack(callback, { app_state: state() })
    },
    addListener: noOperation,
    removeListeners: noOperation,
  }
}

export function appearance(host: ModuleHost): NativeModule {
  return {
    getColorScheme: () => host.window.scheme,
    setColorScheme: (scheme: string): void => {
      if (scheme !== 'light' && scheme !== 'dark') return
      host.window.scheme = scheme
      host.emit('appearanceChanged', { colorScheme: scheme })
    },
    addListener: noOperation,
    removeListeners: noOperation,
  }
}

export function deviceEventManager(host: ModuleHost): NativeModule {
  return {
    invokeDefaultBackPressHandler: (): void => {
      host.invokeDefaultBack()
    },
  }
}

/** Toasts and vibrations leave no trace in a window; a toast is told in the log as its window is added. */
export function toastAndroid(host: ModuleHost): NativeModule {
  return {
    getConstants: () => host.realm.toApp({ SHORT: 0, LONG: 1, TOP: 49, BOTTOM: 81, CENTER: 17 }),
    show: noOperation,
    showWithGravity: noOperation,
    showWithGravityAndOffset: noOperation,
  }
}

export function vibration(host: ModuleHost): NativeModule {
  return {
    getConstants: () => host.realm.toApp({}),
    vibrate: noOperation,
    vibrateByPattern: noOperation,
    cancel: noOperation,
  }
}

export function clipboard(host: ModuleHost): NativeModule {
  return {
    getConstants: () => host.realm.toApp({}),
    getString: () => host.promise(Promise.resolve(host.window.clipboard)),
    setString: (text: string): void => {
      host.window.clipboard = text
    },
  }
}

/** A module with nothing but a listener count. */
export function listenersOnly(): NativeModule {
  return { addListener: noOperation, removeListeners: noOperation }
}

export function soundManager(): NativeModule {
  return { playTouchSound: noOperation }
}

export function imageLoader(host: ModuleHost): NativeModule {
  return {
    abortRequest: noOperation,
    getConstants: () => host.realm.toApp({}),
    getSize: () => host.promise(Promise.resolve([0, 0])),
    getSizeWithHeaders: () => host.promise(Promise.resolve({ width: 0, height: 0 })),
    prefetchImage: () => host.promise(Promise.resolve(true)),
    queryCache: () => host.promise(Promise.resolve({})),
  }
}

export function headlessTasks(host: ModuleHost): NativeModule {
  return {
    notifyTaskFinished: noOperation,
    notifyTaskRetry: () => host.promise(Promise.resolve(false)),
  }
}
