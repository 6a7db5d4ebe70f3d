import { installSteps } from './install-steps.ts'
import { meizuRom, meizuService } from './meizu-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const meizu: Vendor = {
  name: 'meizu',
  label: 'Meizu',
  pushService: 'meizu',
  rules: { postedBy: meizuService.packages.value, service: meizuService, rom: meizuRom },
  // Flyme up to 8. Source: public test scripts, com.android.systemui; third-party, checked 2026-11-21.
  recentsClearAll: ['com.android.systemui:id/clear_all_icon'],
  // Source: older vertical stacks lose a card sideways; inferred, checked 2026-11-21.
  recentsSwipe: 'sideways',
  // Source: public test scripts, framework dialog (buttonPanel); third-party, checked 2026-11-21.
  permissionAllow: ['android:id/button1', ...aospPermissionAllow],
  shadeFolds: [],
  installSteps: installSteps.meizu,
}
