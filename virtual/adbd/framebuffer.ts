import type { Phone } from '../android/phone.ts'

/**
 * `framebuffer:` - 13 little-endian u32 (version 1), then the pixels as RGBA.
 * Source: AOSP packages/modules/adb/daemon/framebuffer_service.cpp, struct fbinfo.
 */
export async function framebufferImage(phone: Phone): Promise<readonly Buffer[]> {
  const { width, height } = phone.rom.screen
  const pixels = await phone.screen.pixels()
  const red = [0, 8]
  const blue = [16, 8]
  const green = [8, 8]
  const alpha = [24, 8]
  const fields = [1, 32, pixels.length, width, height, ...red, ...blue, ...green, ...alpha]
  const head = Buffer.alloc(4 * fields.length)
  for (const [index, field] of fields.entries()) head.writeUInt32LE(field, 4 * index)
  return [head, pixels]
}
