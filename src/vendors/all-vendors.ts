import { google } from './google.ts'
import { honor } from './honor.ts'
import { huawei } from './huawei.ts'
import { meizu } from './meizu.ts'
import { mi } from './mi.ts'
import { oppo } from './oppo.ts'
import type { Vendor, VendorName } from './vendor.ts'
import { vivo } from './vivo.ts'

const vendors: Readonly<Record<VendorName, Vendor>> = { mi, huawei, honor, oppo, vivo, meizu, google }

export function vendorNamed(name: VendorName): Vendor {
  return vendors[name]
}
