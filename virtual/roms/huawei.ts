import type { Rom } from '../android/rom.ts'
import { browsers } from './browsers.ts'
import { buildProperties } from './build-properties.ts'
import { system } from './system-package.ts'

/**
 * HUAWEI nova 4e with HarmonyOS 2.0.0: the Android side is Android 10 and prints as such. The display id says 2.0.0.x,
 * the build behind it 102.0.0.x; HarmonyOS is told by hw_sc.build.platform.version.
 */
export const huawei: Rom = {
  vendor: 'huawei',
  name: 'HUAWEI nova 4e',
  apiLevel: 29,
  release: '10',
  properties: {
    ...buildProperties({
      brand: 'HUAWEI',
      manufacturer: 'HUAWEI',
      model: 'MAR-AL00',
      product: 'MAR-AL00',
      device: 'HWMAR',
      board: 'MAR',
      platform: 'kirin710',
      release: '10',
      apiLevel: 29,
      firstApiLevel: 28,
      id: 'HUAWEIMAR-AL00',
      incremental: '102.0.0.185C00',
      displayId: 'MAR-AL00 2.0.0.185(C00E185R1P5)',
      securityPatch: '2021-09-01',
      builtAt: 1632240000,
      builtBy: { user: 'test', host: 'cn-west-hcd-3-8a0e1-cpdgf' },
      densityDpi: 480,
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
    }),
    'ro.hardware': 'kirin710',
    'ro.config.marketing_name': 'HUAWEI nova 4e',
    'hw_sc.build.platform.version': '2.0.0',
    'hw_sc.build.os.version': '2.0.0',
    'hw_sc.build.os.apiversion': '6',
    'ro.huawei.build.display.id': 'MAR-AL00 2.0.0.185(C00E185R1P5)',
    'ro.comp.hl.product_base_version': 'MAR-LGRP1-CHN 2.0.0.185',
    'ro.comp.hl.product_cust_version': 'MAR-AL00-CUST 2.0.0.185(C00)',
    'persist.sys.hiview.base_version': 'MAR-LGRP1-CHN 2.0.0.185',
    'persist.sys.hiview.cust_version': 'MAR-AL00-CUST 2.0.0.185(C00)',
    'ro.build.version.emui': 'EmotionUI_12.0.0',
    'ro.build.hw_emui_api_level': '27',
    'ro.config.hw_multiwindow_optimization': 'true',
  },
  screen: {
    width: 1080,
    height: 2312,
    densityDpi: 480,
    statusBarHeight: 84,
    navigationBarHeight: 126,
    cutout: { left: 490, top: 0, right: 590, bottom: 84 },
  },
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  systemPackages: [
    system('com.huawei.hwid', '6.6.0.352', 60600352, 10112, 'HMS Core', [
      'com.huawei.hwid.core',
      'com.huawei.hwid.persistent',
    ]),
    system('com.huawei.android.pushagent', '11.0.2.301', 110002301, 10098, '推送服务', [
      'com.huawei.android.pushagent.PushService',
    ]),
    system('com.huawei.android.launcher', '12.0.2.305', 120002305, 10087, '华为桌面', ['com.huawei.android.launcher']),
    system('com.huawei.systemmanager', '12.0.0.430', 120000430, 1000, '手机管家', ['com.huawei.systemmanager:service']),
    system('com.huawei.powergenie', '12.0.0.120', 120000120, 1000, 'PowerGenie', ['com.huawei.powergenie']),
    system('com.huawei.appmarket', '11.5.3.302', 110503302, 10121, '华为应用市场', []),
    system('com.android.permissioncontroller', '10', 29, 10061, '权限管理', []),
  ],
  browser: browsers.huawei,
  launcherPackage: 'com.huawei.android.launcher',
  homeActivity: 'com.huawei.android.launcher/com.huawei.android.launcher.unihome.UniHomeLauncher',
  pushService: {
    name: 'huawei',
    packageName: 'com.huawei.android.pushagent',
    postsAs: 'service-for-app',
    deliversWhenForceStopped: true,
  },
  notifications: { enabledAtInstall: true, collapsedRows: false },
  recents: {
    clearAllId: 'com.huawei.android.launcher:id/clear_all_recents_image_button',
    dismiss: 'up',
    orientation: 'horizontal',
    swipeKills: 'process',
  },
  permissionDialog: {
    packageName: 'com.android.permissioncontroller',
    activity: 'com.android.packageinstaller.permission.ui.GrantPermissionsActivity',
    idPrefix: 'com.android.permissioncontroller:id/',
    allowId: 'permission_allow_button',
    denyId: 'permission_deny_button',
  },
  notificationHeaderExtra: '',
}
