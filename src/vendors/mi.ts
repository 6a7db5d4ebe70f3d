import { installSteps } from './install-steps.ts'
import { miRom, miService } from './mi-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const mi: Vendor = {
  name: 'mi',
  label: 'Mi',
  pushService: 'mi',
  rules: { postedBy: miService.packages.value, service: miService, rom: miRom },
  recentsClearAll: ['com.miui.home:id/clearAnimView', 'com.android.systemui:id/clearAnimView'],
  recentsSwipe: 'sideways',
  permissionAllow: ['com.lbe.security.miui:id/permission_allow_button', ...aospPermissionAllow, 'android:id/button1'],
  // MIUI 10 to 13 and HyperOS; a row FoldFooterView, in the phone's language.
  shadeFolds: ['不重要通知', 'Unimportant'],
  installSteps: installSteps.mi,
  hints: [
    'Turn on "Install via USB" and "USB debugging (Security settings)" in the developer options, then reboot the phone.',
    'An earlier "deny and remember" refuses silently: remove the app from the list of the security centre.',
  ],
}
