import { installSteps } from './install-steps.ts'
import { oppoRom, oppoService } from './oppo-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const oppo: Vendor = {
  name: 'oppo',
  label: 'OPPO',
  pushService: 'oppo',
  rules: { postedBy: oppoService.packages.value, service: oppoService, rom: oppoRom },
  // ColorOS 12+ uses the package name of AOSP's launcher; older ones their own.
  recentsClearAll: [
    'com.android.launcher:id/btn_clear',
    'com.oppo.launcher:id/btn_clear',
    'com.coloros.recents:id/clear_all_button',
    'com.coloros.recents:id/clear_button',
  ],
  recentsSwipe: 'up',
  permissionAllow: [...aospPermissionAllow, 'android:id/button1'],
  shadeFolds: [],
  installSteps: installSteps.oppo,
  hints: [
    'Notifications of a new app are off on this ROM: switch them on in the settings of the app.',
    'Switch on "Disable permission monitoring" in the developer options.',
  ],
}
