import type { Deadline } from '../base/deadline.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import type { ClockOffset } from '../farm/phone-clock.ts'
import type { PhoneFacts } from './journal-entry.ts'

/** What explains a sudden change of a vendor's results: the ROM's build and the push service's version. */
export async function readPhoneFacts(
  phone: FarmPhone,
  offset: ClockOffset,
  deadline: Deadline,
): Promise<Omit<PhoneFacts, 'at' | 'kind'>> {
  const properties = await phone.properties(deadline)
  const property = (...names: readonly string[]): string =>
    names.map((name) => properties.get(name) ?? '').find((value) => value !== '') ?? ''
  const service = phone.vendor.rules.postedBy[0]
  const state = service === undefined ? undefined : await phone.packageState(service, deadline)
  return {
    phone: phone.name,
    vendor: phone.vendor.name,
    serial: phone.entry.serial,
    model: property('ro.product.marketname', 'ro.vendor.oplus.market.name', 'ro.product.model'),
    android: property('ro.build.version.release'),
    apiLevel: Number(property('ro.build.version.sdk')),
    build: property('ro.build.fingerprint', 'ro.build.display.id'),
    pushService: phone.pushService,
    pushServiceVersion: state?.versionName ?? null,
    clockOffsetMs: Math.round(offset.offsetMs),
  }
}
