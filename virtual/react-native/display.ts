import type { ScreenSpec } from '../android/rom.ts'
import { density } from '../android/rom.ts'

/** The screen as the app sees it. Lengths in px unless they say otherwise. */
export interface Display {
  readonly width: number
  readonly height: number
  readonly densityDpi: number
  /** Pixels per dp. */
  readonly density: number
  readonly fontScale: number
  /** The app draws behind the system bars: enforced for apps on Android 15 (API 35) and later. */
  readonly edgeToEdge: boolean
  readonly statusBarHeight: number
  readonly navigationBarHeight: number
}

export function displayOf(screen: ScreenSpec, apiLevel: number, fontScale: number): Display {
  return {
    width: screen.width,
    height: screen.height,
    densityDpi: screen.densityDpi,
    density: density(screen),
    fontScale,
    edgeToEdge: apiLevel >= 35,
    statusBarHeight: screen.statusBarHeight,
    navigationBarHeight: screen.navigationBarHeight,
  }
}

/** Where the activity's content (`android:id/content`) lies, px. */
export interface ContentArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** `keyboardHeight`: of the soft keyboard above the screen's bottom edge, 0 when hidden (adjustResize). */
export function contentArea(display: Display, keyboardHeight: number): ContentArea {
  const top = display.edgeToEdge ? 0 : display.statusBarHeight
  const bottomInset = Math.max(display.edgeToEdge ? 0 : display.navigationBarHeight, resizing(display, keyboardHeight))
  return { left: 0, top, width: display.width, height: display.height - top - bottomInset }
}

/** With edge-to-edge the window no longer resizes for the keyboard by itself (WindowInsets must be handled by the app). */
function resizing(display: Display, keyboardHeight: number): number {
  return display.edgeToEdge ? 0 : keyboardHeight
}
