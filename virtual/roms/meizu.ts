import type { Rom } from '../android/rom.ts'
import { browsers } from './browsers.ts'
import { buildProperties } from './build-properties.ts'
import { meizuInstall } from './meizu-install.ts'
import { system } from './system-package.ts'

/**
 * MEIZU 16s with Flyme 8 (Android 9). Only ro.build.display.id tells Flyme's version. Android 9 has no
 * NotificationManager.notifyAsPackage (new in 10), so the push service posts in its own name and names the app in its extras.
 */
export const meizu: Rom = {
  installAsking: meizuInstall,
  vendor: 'meizu',
  name: 'MEIZU 16s',
  apiLevel: 28,
  release: '9',
  properties: {
    ...buildProperties({
      brand: 'Meizu',
      manufacturer: 'Meizu',
      model: '16s',
      product: 'meizu_16s_CN',
      device: 'meizu16s',
      board: 'msmnile',
      platform: 'msmnile',
      release: '9',
      apiLevel: 28,
      firstApiLevel: 28,
      id: 'PKQ1.190302.001',
      incremental: '1574338567',
      displayId: 'Flyme 8.0.5.0A',
      securityPatch: '2019-11-01',
      builtAt: 1574338567,
      builtBy: { user: 'flyme', host: 'mz-builder-5' },
      densityDpi: 480,
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    }),
    'ro.flyme.published': 'true',
    'ro.flyme.version.id': 'Flyme 8.0.5.0A',
    'ro.meizu.product.model': '16s',
  },
  screen: { width: 1080, height: 2232, densityDpi: 480, statusBarHeight: 90, navigationBarHeight: 108 },
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  systemPackages: [
    system('com.meizu.cloud', '8.3.21', 803021, 10068, '推送服务', ['com.meizu.cloud']),
    system('com.meizu.flyme.launcher', '8.2.11', 802011, 10065, '系统桌面', ['com.meizu.flyme.launcher']),
    system('com.meizu.safe', '8.2.7', 802007, 1000, '手机管家', ['com.meizu.safe:service']),
    system('com.meizu.battery', '8.1.3', 801003, 1000, '电池', []),
    system('com.meizu.mstore', '9.5.1', 9005001, 10063, '应用商店', []),
    system('com.android.packageinstaller', '9', 28, 10060, '软件包安装程序', []),
  ],
  browser: browsers.meizu,
  launcherPackage: 'com.meizu.flyme.launcher',
  homeActivity: 'com.meizu.flyme.launcher/com.meizu.flyme.launcher.Launcher',
  pushService: {
    name: 'meizu',
    packageName: 'com.meizu.cloud',
    postsAs: 'service',
    deliversWhenForceStopped: true,
  },
  notifications: { enabledAtInstall: true, collapsedRows: false },
  recents: {
    clearAllId: 'com.android.systemui:id/clear_all_icon',
    dismiss: 'sideways',
    orientation: 'vertical',
    swipeKills: 'force-stop',
  },
  permissionDialog: {
    packageName: 'com.android.packageinstaller',
    activity: 'com.android.packageinstaller.permission.ui.GrantPermissionsActivity',
    idPrefix: 'android:id/',
    allowId: 'button1',
    denyId: 'button2',
  },
  notificationHeaderExtra: '',
}
