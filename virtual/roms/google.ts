import type { Rom } from '../android/rom.ts'
import { browsers } from './browsers.ts'
import { buildProperties } from './build-properties.ts'
import { system } from './system-package.ts'

/** Pixel 8 with Android 15. FCM's messages are shown by the library in the app's own process; a stopped app gets none. */
export const google: Rom = {
  vendor: 'google',
  name: 'Pixel 8',
  apiLevel: 35,
  release: '15',
  properties: {
    ...buildProperties({
      brand: 'google',
      manufacturer: 'Google',
      model: 'Pixel 8',
      product: 'shiba',
      device: 'shiba',
      board: 'shiba',
      platform: 'zuma',
      release: '15',
      apiLevel: 35,
      firstApiLevel: 34,
      id: 'AP3A.241105.007',
      incremental: '12470370',
      displayId: 'AP3A.241105.007',
      securityPatch: '2024-11-05',
      builtAt: 1728432000,
      builtBy: { user: 'android-build', host: 'r-1f0b2a7c5d3e4a51-mzrb' },
      densityDpi: 420,
      locale: 'en-US',
      timeZone: 'America/Los_Angeles',
    }),
    'ro.hardware': 'shiba',
    'ro.com.google.clientidbase': 'android-google',
    'ro.com.google.gmsversion': '15_202409',
    'ro.opa.eligible_device': 'true',
  },
  screen: {
    width: 1080,
    height: 2400,
    densityDpi: 420,
    statusBarHeight: 132,
    navigationBarHeight: 63,
    cutout: { left: 486, top: 0, right: 594, bottom: 132 },
  },
  locale: 'en-US',
  timeZone: 'America/Los_Angeles',
  systemPackages: [
    system('com.google.android.gms', '24.45.33 (190400-693505712)', 244533029, 10145, 'Google Play services', [
      'com.google.android.gms.persistent',
      'com.google.android.gms',
    ]),
    system('com.google.android.gsf', '15', 35, 10145, 'Google Services Framework', ['com.google.process.gapps']),
    system('com.android.vending', '43.5.26-29 [0] [PR] 691541020', 84352629, 10146, 'Google Play Store', []),
    system('com.google.android.apps.nexuslauncher', '15', 35, 10190, 'Pixel Launcher', [
      'com.google.android.apps.nexuslauncher',
    ]),
    system('com.google.android.permissioncontroller', 'aml_per_351010000', 351010000, 10168, 'Permission controller', [
      'com.google.android.permissioncontroller',
    ]),
    system('com.google.android.packageinstaller', '15-12470370', 35, 10120, 'Package installer', []),
  ],
  browser: browsers.google,
  launcherPackage: 'com.google.android.apps.nexuslauncher',
  homeActivity: 'com.google.android.apps.nexuslauncher/com.google.android.apps.nexuslauncher.NexusLauncherActivity',
  pushService: {
    name: 'fcm',
    packageName: 'com.google.android.gms',
    postsAs: 'app',
    deliversWhenForceStopped: false,
  },
  notifications: { enabledAtInstall: true, collapsedRows: false },
  recents: {
    clearAllId: 'com.google.android.apps.nexuslauncher:id/clear_all',
    dismiss: 'up',
    orientation: 'horizontal',
    swipeKills: 'process',
  },
  permissionDialog: {
    packageName: 'com.google.android.permissioncontroller',
    activity: 'com.android.permissioncontroller.permission.ui.GrantPermissionsActivity',
    idPrefix: 'com.android.permissioncontroller:id/',
    allowId: 'permission_allow_button',
    denyId: 'permission_deny_button',
  },
  notificationHeaderExtra: '',
}
