import type { Account } from '../push/message.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { VendorName } from '../vendors/vendor.ts'

/** The account that a phone of the run logs in with; every phone can work out every other's. */
export function ownerOf(phone: { readonly name: string; readonly vendor: VendorName }): Account {
  return { userId: `pushfarm-${phone.name}`, nickname: `${vendorNamed(phone.vendor).label} 机主` }
}
