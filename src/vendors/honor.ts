import { installSteps } from './install-steps.ts'
import { honorRom, honorService } from './honor-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const honor: Vendor = {
  name: 'honor',
  label: 'Honor',
  pushService: 'honor',
  rules: { postedBy: honorService.packages.value, service: honorService, rom: honorRom },
  recentsClearAll: [
    'com.hihonor.android.launcher:id/clear_all_recents_image_button',
    'com.hihonor.android.launcher:id/clearbox',
  ],
  recentsSwipe: 'up',
  permissionAllow: [...aospPermissionAllow, 'android:id/button1'],
  shadeFolds: [],
  installSteps: installSteps.honor,
  hints: ['Turn off "Verify apps over USB" in the developer options.'],
}
