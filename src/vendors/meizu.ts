import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const meizu: Vendor = {
  name: 'meizu',
  label: 'Meizu',
  pushService: 'meizu',
  rules: {
    // The push service posts in its own name.
    postedBy: ['com.meizu.cloud'],
    titleUnits: 32,
    descUnits: 100,
    deliversWhenForceStopped: true,
  },
  recentsClearAll: ['com.android.systemui:id/clear_all_icon'],
  recentsSwipe: 'sideways',
  permissionAllow: ['android:id/button1', ...aospPermissionAllow],
  installDialogs: [
    { package: 'com.android.packageinstaller', press: [{ text: '继续' }, { text: '安装' }, { text: '完成' }] },
  ],
  hints: ['Flyme scans an app before it installs it: the first installation may take a minute.'],
}
