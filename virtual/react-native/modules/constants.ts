import type { ModuleHost, NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'

/** Modules that mostly tell constants of the device. */
export function platformConstants(host: ModuleHost): NativeModule {
  const { device } = host
  return {
    getConstants: () =>
      host.realm.toApp({
        isTesting: false,
        isDisableAnimations: false,
        reactNativeVersion: { major: 0, minor: 86, patch: 3, prerelease: null },
        Version: device.apiLevel,
        Release: device.release,
        Serial: device.serial,
        Fingerprint: device.fingerprint,
        Model: device.model,
        Brand: device.brand,
        Manufacturer: device.manufacturer,
        uiMode: 'normal',
      }),
    getAndroidID: () => device.androidId,
  }
}

export function deviceInfo(host: ModuleHost): NativeModule {
  return { getConstants: () => host.realm.toApp({ Dimensions: dimensions(host), isEdgeToEdge: false }) }
}

/** Physical pixels of the window and of the screen, as DeviceInfoModule.kt reports them. */
function dimensions(host: Pick<ModuleHost, 'display'>): Record<string, Record<string, number>> {
  const { display } = host
  const metrics = (height: number): Record<string, number> => ({
    width: display.width,
    height,
    scale: display.density,
    fontScale: display.fontScale,
    densityDpi: display.densityDpi,
  })
  // The resources' metrics leave the system bars out where the window does not reach behind them.
  const bars = display.edgeToEdge ? 0 : display.statusBarHeight + display.navigationBarHeight
  return { windowPhysicalPixels: metrics(display.height - bars), screenPhysicalPixels: metrics(display.height) }
}

export function sourceCode(host: ModuleHost): NativeModule {
  return { getConstants: () => host.realm.toApp({ scriptURL: 'assets://index.android.bundle' }) }
}

export function i18nManager(host: ModuleHost): NativeModule {
  return {
    getConstants: () =>
      host.realm.toApp({
        isRTL: false,
        doLeftAndRightSwapInRTL: true,
        localeIdentifier: host.device.locale.replace('-', '_'),
      }),
    allowRTL: noOperation,
    forceRTL: noOperation,
    swapLeftAndRightInRTL: noOperation,
  }
}

export function featureFlags(): NativeModule {
  return { enableMicrotasks: () => true, useModernRuntimeScheduler: () => true }
}

export function accessibilityInfo(host: ModuleHost): NativeModule {
  const no = (callback: (...args: unknown[]) => unknown): void => {
    host.callBack(callback, false)
  }
  return {
    isReduceMotionEnabled: no,
    isTouchExplorationEnabled: no,
    isAccessibilityServiceEnabled: no,
    isInvertColorsEnabled: no,
    isHighTextContrastEnabled: no,
    isGrayscaleEnabled: no,
    setAccessibilityFocus: noOperation,
    announceForAccessibility: noOperation,
    getRecommendedTimeoutMillis: (ms: number, callback: (...args: unknown[]) => unknown): void => {
      host.callBack(callback, ms)
    },
  }
}
