import type { Rom, Vendor } from '../android/rom.ts'
import { google } from './google.ts'
import { honor } from './honor.ts'
import { huawei } from './huawei.ts'
import { meizu } from './meizu.ts'
import { mi } from './mi.ts'
import { oppo } from './oppo.ts'
import { vivo } from './vivo.ts'

/** Every vendor's ROM, in the order in which a farm lists them. No two have the same API level. */
export const roms: ReadonlyMap<Vendor, Rom> = new Map(
  [mi, huawei, honor, oppo, vivo, meizu, google].map((rom) => [rom.vendor, rom]),
)
