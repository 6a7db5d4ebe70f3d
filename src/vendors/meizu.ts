import { installSteps } from './install-steps.ts'
import { meizuRom, meizuService } from './meizu-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const meizu: Vendor = {
  name: 'meizu',
  label: 'Meizu',
  pushService: 'meizu',
  rules: { postedBy: meizuService.packages.value, service: meizuService, rom: meizuRom },
  recentsClearAll: ['com.android.systemui:id/clear_all_icon'],
  recentsSwipe: 'sideways',
  permissionAllow: ['android:id/button1', ...aospPermissionAllow],
  shadeFolds: [],
  installSteps: installSteps.meizu,
  hints: ['Flyme scans an app before it installs it: the first installation may take a minute.'],
}
