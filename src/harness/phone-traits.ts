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
  /** In whose name the push service shows a notification on this phone. */
  readonly postsAs: 'app' | 'service'
  /** Whether it is known what "clear all" looks like in its recents screen. */
  readonly clearAll: 'known' | 'unknown'
}

/** The sample app's own (sample-app/android/build.gradle). */
const targetSdk = 35

export function traitsOf(tested: TestedPhone): PhoneTraits {
  const { vendor } = tested.phone
  const pushService = tested.phone.entry.pushService ?? vendor.pushService
  const profile = phoneProfile({
    vendor: vendor.name,
    pushService,
    apiLevel: tested.apiLevel,
    app: { package: tested.packageName, targetSdk },
  })
  const posting = profile.service.posts.value
  const asService = posting.by === 'service' && (posting.as === 'service' || profile.apiLevel < posting.sinceApiLevel)
  return {
    vendor: vendor.name,
    pushService,
    apiLevel: tested.apiLevel,
    profile,
    postsAs: asService ? 'service' : 'app',
    clearAll: vendor.recentsClearAll.length > 0 ? 'known' : 'unknown',
  }
}
