import type { Phone } from '../../android/phone.ts'

/** UsageStatsManager.STANDBY_BUCKET_*, by the words that the shell takes. */
export const standbyBuckets: ReadonlyMap<string, number> = new Map([
  ['exempted', 5],
  ['active', 10],
  ['working_set', 20],
  ['frequent', 30],
  ['rare', 40],
  ['restricted', 45],
  ['never', 50],
])

const set = new WeakMap<Phone, Map<string, number>>()

/** The bucket set by hand; else active once the app was opened, never before, exempted for the system's. */
export function standbyBucket(phone: Phone, packageName: string): number {
  const byHand = set.get(phone)?.get(packageName)
  if (byHand !== undefined) return byHand
  const pkg = phone.packages.get(packageName)
  if (pkg === undefined) return 50
  if (pkg.system || phone.deviceIdle.whitelist.has(packageName)) return 5
  return pkg.notLaunched ? 50 : 10
}

export function setStandbyBucket(phone: Phone, packageName: string, bucket: number): void {
  const ofPhone = set.get(phone) ?? new Map<string, number>()
  set.set(phone, ofPhone.set(packageName, bucket))
}
