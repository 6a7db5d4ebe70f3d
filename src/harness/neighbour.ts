import type { PhoneEntry } from '../farm/inventory.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { PushServiceName, VendorName } from '../vendors/vendor.ts'

/** A phone of the run, as far as the others need know it. */
export interface Neighbour {
  readonly name: string
  readonly vendor: VendorName
  readonly pushService: PushServiceName
}

export function neighbourOf({ name, vendor, pushService }: PhoneEntry): Neighbour {
  return { name, vendor, pushService: pushService ?? vendorNamed(vendor).pushService }
}
