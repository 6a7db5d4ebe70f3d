import { installSteps } from './install-steps.ts'
import { miRom, miService } from './mi-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const mi: Vendor = {
  name: 'mi',
  label: 'Mi',
  pushService: 'mi',
  rules: { postedBy: miService.packages.value, service: miService, rom: miRom },
  // Source: public test scripts, resources of MIUI 10 (SystemUI), memoryAndClearContainer; third-party, checked 2026-11-21.
  recentsClearAll: ['com.miui.home:id/clearAnimView', 'com.android.systemui:id/clearAnimView'],
  // Source: MIUI's cards lie in a horizontal grid; inferred, checked 2026-11-21.
  recentsSwipe: 'sideways',
  // Source: public test scripts and GKD_subscription, com.lbe.security.miui; third-party, checked 2026-11-21.
  permissionAllow: ['com.lbe.security.miui:id/permission_allow_button', ...aospPermissionAllow, 'android:id/button1'],
  // MIUI 10 to 13 and HyperOS; in the phone's language. Source: resources of MIUI 10 and 11 (SystemUI), FoldFooterView;
  // documented, for HyperOS inferred; checked 2026-11-21.
  shadeFolds: ['不重要通知', 'Unimportant'],
  installSteps: installSteps.mi,
}
