import type { Rom } from '../android/rom.ts'
import { browsers } from './browsers.ts'
import { buildProperties } from './build-properties.ts'
import { vivoInstall } from './vivo-install.ts'
import { system } from './system-package.ts'

/**
 * vivo X60 with OriginOS 1.0 (Android 11). ro.vivo.os.version does not agree with the display id, as on real phones.
 * No public source names the id of OriginOS' clear-all control: it has none here, only its text.
 */
export const vivo: Rom = {
  installAsking: vivoInstall,
  vendor: 'vivo',
  name: 'vivo X60',
  apiLevel: 30,
  release: '11',
  properties: {
    ...buildProperties({
      brand: 'vivo',
      manufacturer: 'vivo',
      model: 'V2046A',
      product: 'PD2046',
      device: 'PD2046',
      board: 'exynos1080',
      platform: 'erd9815',
      release: '11',
      apiLevel: 30,
      firstApiLevel: 30,
      id: 'RP1A.200720.012',
      incremental: 'compiler03121530',
      displayId: 'RP1A.200720.012 release-keys',
      securityPatch: '2021-03-01',
      builtAt: 1615534200,
      builtBy: { user: 'compiler', host: 'compiler172' },
      densityDpi: 480,
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    }),
    'ro.hardware': 'exynos1080',
    'ro.vivo.market.name': 'vivo X60',
    'ro.vivo.os.name': 'Funtouch',
    'ro.vivo.os.version': '11.0',
    'ro.vivo.os.build.display.id': 'OriginOS 1.0',
    'ro.vivo.rom': 'rom_11.0',
    'ro.vivo.rom.version': 'rom_11.0',
    'ro.vivo.product.version': 'PD2046_A_1.11.15',
    'ro.build.version.bbk': 'PD2046_A_1.11.15',
    'ro.build.software.version': 'PD2046_A_1.11.15',
    'ro.build.netaccess.version': 'PD2046_A_1.11.15',
  },
  screen: {
    width: 1080,
    height: 2376,
    densityDpi: 480,
    statusBarHeight: 96,
    navigationBarHeight: 44,
    cutout: { left: 500, top: 0, right: 580, bottom: 96 },
  },
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  systemPackages: [
    system('com.vivo.pushservice', '5.1.1.0', 5110, 10101, '推送服务', ['com.vivo.pushservice']),
    system('com.bbk.launcher2', '11.2.1.8', 112108, 10089, '系统桌面', ['com.bbk.launcher2']),
    system('com.vivo.abe', '5.2.0.6', 52006, 1000, '省电管理', ['com.vivo.abe']),
    system('com.iqoo.secure', '9.1.0.15', 910015, 1000, 'i管家', ['com.iqoo.secure']),
    system('com.vivo.upslide', '11.1.2.0', 111020, 10092, '超级面板', []),
    system('com.bbk.account', '6.3.0.2', 6302, 10124, 'vivo 帐号', []),
    system('com.bbk.appstore', '8.9.60.0', 8960, 10123, '应用商店', []),
    system('com.android.permissioncontroller', '11', 300000000, 10070, '权限控制器', []),
  ],
  browser: browsers.vivo,
  launcherPackage: 'com.bbk.launcher2',
  homeActivity: 'com.bbk.launcher2/com.bbk.launcher2.Launcher',
  pushService: {
    name: 'vivo',
    packageName: 'com.vivo.pushservice',
    postsAs: 'service-for-app',
    deliversWhenForceStopped: true,
  },
  notifications: { enabledAtInstall: true, collapsedRows: false },
  recents: { clearAllId: '', dismiss: 'up', orientation: 'horizontal', swipeKills: 'force-stop' },
  permissionDialog: {
    packageName: 'com.android.permissioncontroller',
    activity: 'com.android.permissioncontroller.permission.ui.GrantPermissionsActivity',
    idPrefix: 'com.android.permissioncontroller:id/',
    allowId: 'permission_allow_button',
    denyId: 'permission_deny_button',
  },
  notificationHeaderExtra: '',
}
