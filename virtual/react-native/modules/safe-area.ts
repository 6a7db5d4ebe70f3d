import { contentArea } from '../display.ts'
import type { Display } from '../display.ts'
import type { Json } from '../app/realm.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'

/** RNCSafeAreaContext of react-native-safe-area-context. */
export function safeAreaContext(host: ModuleHost): NativeModule {
  return {
    getConstants: () => host.realm.toApp({ initialWindowMetrics: safeArea(host.display) }),
  }
}

/** Insets that the content must keep clear of, and the window's frame; dp. */
export function safeArea(display: Display): Record<string, Json> {
  const area = contentArea(display, 0)
  const dp = (px: number): number => px / display.density
  const insets = {
    top: display.edgeToEdge ? dp(display.statusBarHeight) : 0,
    right: 0,
    bottom: display.edgeToEdge ? dp(display.navigationBarHeight) : 0,
    left: 0,
  }
  return { insets, frame: { x: 0, y: 0, width: dp(area.width), height: dp(area.height) } }
}
