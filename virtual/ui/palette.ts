import type { Vendor } from '../android/rom.ts'

/** Colours of one vendor's system windows, `0xAARRGGBB`. */
export interface Palette {
  /** Top and bottom of the wallpaper's gradient and the colour of the light in it. */
  readonly wallpaper: { readonly top: number; readonly bottom: number; readonly light: number }
  readonly accent: number
  readonly scrim: number
  readonly card: number
  readonly cardText: number
  readonly cardSecondary: number
  readonly onWallpaper: number
  /** Corner radius of notification rows, dp. */
  readonly cardRadiusDp: number
}

const light = { card: 0xfffbfbfd, cardText: 0xff1b1b1f, cardSecondary: 0xff5e5e66, onWallpaper: 0xffffffff }

const palettes: Readonly<Record<Vendor, Palette>> = {
  mi: {
    ...light,
    wallpaper: { top: 0xff2b3a67, bottom: 0xffe8825a, light: 0xfff6c28b },
    accent: 0xff3482ff,
    scrim: 0xd9101522,
    cardRadiusDp: 20,
  },
  huawei: {
    ...light,
    wallpaper: { top: 0xff0b1f3a, bottom: 0xff7aa7d9, light: 0xffdbe9f7 },
    accent: 0xff0a59f7,
    scrim: 0xd90a1220,
    cardRadiusDp: 18,
  },
  honor: {
    ...light,
    wallpaper: { top: 0xff123b4a, bottom: 0xff79d3c4, light: 0xffd9f6ee },
    accent: 0xff256fff,
    scrim: 0xd90b171b,
    cardRadiusDp: 18,
  },
  oppo: {
    ...light,
    wallpaper: { top: 0xff0c3b2e, bottom: 0xffb7d36b, light: 0xfff3f6c5 },
    accent: 0xff00a85a,
    scrim: 0xd90b1611,
    cardRadiusDp: 16,
  },
  vivo: {
    ...light,
    wallpaper: { top: 0xff3a1c71, bottom: 0xffffaf7b, light: 0xffd76d77 },
    accent: 0xff456fff,
    scrim: 0xd9150e24,
    cardRadiusDp: 18,
  },
  meizu: {
    ...light,
    wallpaper: { top: 0xff20232b, bottom: 0xff8a93a6, light: 0xffd5dae6 },
    accent: 0xff008cff,
    scrim: 0xd9101114,
    cardRadiusDp: 14,
  },
  google: {
    ...light,
    wallpaper: { top: 0xff274156, bottom: 0xffd9c5a0, light: 0xfff2e6cf },
    accent: 0xff0b57d0,
    scrim: 0xd9141a1e,
    cardRadiusDp: 28,
  },
}

export function paletteOf(vendor: Vendor): Palette {
  return palettes[vendor]
}
