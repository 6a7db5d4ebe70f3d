import { phoneSwitch } from './phone-switches.ts'
import type { VendorName } from './vendor.ts'

/** The end of a sentence that says why, '' when the code says no more than it does, and what helps. */
export interface InstallRefusal {
  readonly because: string
  readonly hint: string
}

/**
 * Codes with one cause and one cure each, on any ROM. Source: android.content.pm.PackageManager, INSTALL_FAILED_*; documented,
 * checked 2026-11-21.
 */
const known: Readonly<Record<string, InstallRefusal>> = {
  INSTALL_FAILED_UPDATE_INCOMPATIBLE: {
    because: ': the app on it is signed with another key',
    hint: 'Uninstall the app from the phone; its data goes with it.',
  },
  INSTALL_FAILED_VERSION_DOWNGRADE: {
    because: ': a newer version of the app is on it',
    hint: 'Uninstall the app from the phone; its data goes with it.',
  },
  INSTALL_FAILED_INSUFFICIENT_STORAGE: {
    because: ': its storage is full',
    hint: 'Free some space on the phone.',
  },
  INSTALL_FAILED_OLDER_SDK: {
    because: ': its Android is older than the app allows',
    hint: 'Take the phone out of devices.json, or lower minSdkVersion.',
  },
  INSTALL_FAILED_NO_MATCHING_ABIS: {
    because: ': the APK holds no code for its processor',
    hint: 'Build the APK for arm64-v8a, too.',
  },
  INSTALL_FAILED_TEST_ONLY: {
    because: ': the APK is marked as for tests only',
    hint: 'Build it with Gradle instead of the "Run" button of Android Studio.',
  },
}

/**
 * What the ROMs answer when nobody consented, each in its own words: MIUI USER_RESTRICTED; vivo, Flyme and MIUI's own installer
 * ABORTED; realme and POCO VERIFICATION_FAILURE. Also when a switch or a remembered refusal answers without a question.
 * Source: appium #15796 (MIUI), public reports of the others; third-party, checked 2026-11-21.
 */
const unconsented = new Set([
  'INSTALL_FAILED_USER_RESTRICTED',
  'INSTALL_FAILED_ABORTED',
  'INSTALL_FAILED_VERIFICATION_FAILURE',
  'INSTALL_FAILED_VERIFICATION_TIMEOUT',
])

/** @param androidCode `INSTALL_FAILED_…`, undefined when the phone gave none */
export function installRefusal(vendor: VendorName, androidCode: string | undefined): InstallRefusal {
  const found = androidCode === undefined ? undefined : known[androidCode]
  if (found !== undefined) return found
  const because =
    androidCode !== undefined && unconsented.has(androidCode) ? ': it lets nothing be installed over adb' : ''
  return { because, hint: phoneSwitch(vendor, 'install-over-usb') }
}
