import { installSteps } from './install-steps.ts'
import { honorRom, honorService } from './honor-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const honor: Vendor = {
  name: 'honor',
  label: 'Honor',
  pushService: 'honor',
  rules: { postedBy: honorService.packages.value, service: honorService, rom: honorRom },
  // Source: public test scripts, com.hihonor.android.launcher; third-party, checked 2026-11-21.
  recentsClearAll: [
    'com.hihonor.android.launcher:id/clear_all_recents_image_button',
    'com.hihonor.android.launcher:id/clearbox',
  ],
  // Source: as AOSP's Quickstep; inferred, checked 2026-11-21.
  recentsSwipe: 'up',
  // Source: capture of a framework dialog of com.hihonor.android.internal.app; third-party, checked 2026-11-21.
  permissionAllow: [...aospPermissionAllow, 'android:id/button1'],
  shadeFolds: [],
  installSteps: installSteps.honor,
}
