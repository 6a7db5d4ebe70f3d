import { installSteps } from './install-steps.ts'
import { oppoRom, oppoService } from './oppo-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const oppo: Vendor = {
  name: 'oppo',
  label: 'OPPO',
  pushService: 'oppo',
  rules: { postedBy: oppoService.packages.value, service: oppoService, rom: oppoRom },
  // ColorOS 12+ uses the package name of AOSP's launcher; older ones their own. Source: a launcher build of 2025
  // (oplus_clear_all_panel), public test scripts; third-party, checked 2026-11-21.
  recentsClearAll: [
    'com.android.launcher:id/btn_clear',
    'com.oppo.launcher:id/btn_clear',
    'com.coloros.recents:id/clear_all_button',
    'com.coloros.recents:id/clear_button',
  ],
  // Source: as AOSP's Quickstep; inferred, checked 2026-11-21.
  recentsSwipe: 'up',
  // The framework's button: ColorOS before it took AOSP's dialog. Source: public test scripts; third-party,
  // checked 2026-11-21.
  permissionAllow: [...aospPermissionAllow, 'android:id/button1'],
  shadeFolds: [],
  installSteps: installSteps.oppo,
}
