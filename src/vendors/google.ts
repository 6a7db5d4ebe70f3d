import { installSteps } from './install-steps.ts'
import { fcmService, googleRom } from './google-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const google: Vendor = {
  name: 'google',
  label: 'Pixel',
  pushService: 'fcm',
  rules: { postedBy: fcmService.packages.value, service: fcmService, rom: googleRom },
  // Source: AOSP Launcher3, recents, and public test scripts; for Pixel's own launcher inferred; checked 2026-11-21.
  recentsClearAll: ['com.google.android.apps.nexuslauncher:id/clear_all', 'com.android.launcher3:id/clear_all'],
  // Source: AOSP Launcher3, Quickstep; documented, checked 2026-11-21.
  recentsSwipe: 'up',
  permissionAllow: aospPermissionAllow,
  shadeFolds: [],
  installSteps: installSteps.google,
}
