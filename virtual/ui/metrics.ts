import { density, type ScreenSpec } from '../android/rom.ts'
import { box } from './geometry.ts'
import type { Rect } from './node.ts'

/** Sizes of one phone's screen, for laying out system windows. */
export interface Metrics {
  readonly width: number
  readonly height: number
  readonly statusBarHeight: number
  readonly navigationBarHeight: number
  readonly screen: Rect
  /** Density-independent pixels to pixels, rounded as TypedValue.complexToDimensionPixelSize does. */
  readonly dp: (value: number) => number
}

export function metricsOf(screen: ScreenSpec): Metrics {
  const scale = density(screen)
  return {
    width: screen.width,
    height: screen.height,
    statusBarHeight: screen.statusBarHeight,
    navigationBarHeight: screen.navigationBarHeight,
    screen: box(0, 0, screen.width, screen.height),
    dp: (value) => Math.round(value * scale),
  }
}
