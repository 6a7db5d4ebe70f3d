import { vendorNamed } from './all-vendors.ts'
import { pushServices } from './phone-profile.ts'
import type { PushServiceName, VendorName } from './vendor.ts'

/**
 * The packages on a phone that carry a push service: without one of them nothing can arrive. The first one matters most. Each
 * list, its source and the day it was checked stand with the push service's rules (`packages`).
 */
export function pushServicePackages(service: PushServiceName): readonly string[] {
  return pushServices[service].packages.value
}

/**
 * Who can push to a phone with these packages: the vendor's own service where it is installed, FCM where only Google's is
 * (global ROMs, makers without a service of their own). Undefined: nobody can.
 */
export function pushServiceOn(vendor: VendorName, installed: ReadonlySet<string>): PushServiceName | undefined {
  return [vendorNamed(vendor).pushService, 'fcm' as const].find((service) =>
    pushServicePackages(service).some((packageName) => installed.has(packageName)),
  )
}
