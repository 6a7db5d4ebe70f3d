import type { PhoneProfile } from '../push/situation.ts'
import { phoneProfile } from '../vendors/phone-profile.ts'
import type { PushServiceName, VendorName } from '../vendors/vendor.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What of a phone decides whether a promise means anything on it. */
export interface PhoneTraits {
  readonly vendor: VendorName
  readonly pushService: PushServiceName
  readonly apiLevel: number
  readonly profile: PhoneProfile
  /** Whether it is known what "clear all" looks like in its recents screen. */
  readonly clearAll: 'known' | 'unknown'
}

/** The sample app's own (sample-app/android/build.gradle). */
const targetSdk = 35

export function traitsOf(tested: TestedPhone): PhoneTraits {
  const { vendor } = tested.phone
  const pushService = tested.phone.entry.pushService ?? vendor.pushService
  return {
    vendor: vendor.name,
    pushService,
    apiLevel: tested.apiLevel,
    profile: phoneProfile({
      vendor: vendor.name,
      pushService,
      apiLevel: tested.apiLevel,
      app: { package: tested.packageName, targetSdk },
    }),
    clearAll: vendor.recentsClearAll.length > 0 ? 'known' : 'unknown',
  }
}
