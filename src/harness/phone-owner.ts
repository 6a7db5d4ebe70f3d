import { createHash } from 'node:crypto'
import type { Account } from '../push/message.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { VendorName } from '../vendors/vendor.ts'

/** The account that a phone of the run logs in with; every phone can work out every other's. */
export function ownerOf(phone: { readonly name: string; readonly vendor: VendorName }): Account {
  return { userId: userIdOf('pushfarm', phone.name), nickname: `${vendorNamed(phone.vendor).label} 机主` }
}

/** Bytes of a UserID that Chat takes (1047/34953); one byte more is refused with 70402. */
const userIdBytes = 32

/** Who somebody is to a phone, as an account's id; names of phones are ASCII (devices.json). */
export function userIdOf(role: string, phone: string): string {
  const whole = `${role}-${phone}`
  if (whole.length <= userIdBytes) return whole
  const mark = createHash('sha256').update(phone).digest('hex').slice(0, 8)
  return `${whole.slice(0, userIdBytes - mark.length - 1)}-${mark}`
}
