import type { VendorName } from './vendor.ts'

/** What a person has to set on a phone that adb cannot. */
export type PhoneSwitch =
  'install-over-usb' | 'input-injection' | 'secure-settings' | 'notifications' | 'event-log' | 'keep-alive'

type Switches = Readonly<Record<PhoneSwitch, string>>

/** As Google's Android names them, and most ROMs after it: inferred, looked at on 2026-11-21. */
const android: Switches = {
  'install-over-usb': 'Turn off "Verify apps over USB" in the developer options.',
  'input-injection': 'Turn USB debugging off and on again in the developer options.',
  'secure-settings': 'Turn USB debugging off and on again in the developer options.',
  notifications: 'Settings, Notifications, App notifications: switch the app on.',
  'event-log': 'Developer options, "Logger buffer sizes": choose 1M or more.',
  'keep-alive': 'Settings, Apps, io.appium.settings, App battery usage: Unrestricted.',
}

/**
 * Where each vendor's ROM hides its switches, in the ROM's own words. Sources: the threads of appium #15796, #13802, #16919,
 * scrcpy #4199 and #5032 (Xiaomi, OPPO), XposedInstaller #415 (Huawei's log), dev.mi.com; Tencent's Android FAQ
 * (notification pages of Huawei and OPPO). Third-party, Tencent's pages documented; checked 2026-11-21.
 */
const switches: Readonly<Record<VendorName, Partial<Switches>>> = {
  mi: {
    'install-over-usb':
      'Developer options: turn on "Install via USB" (USB安装; it wants a Mi account and a SIM card), and take the app off the list of refused apps there.',
    'input-injection':
      'Developer options: turn on "USB debugging (Security settings)" (USB调试（安全设置）), then reboot the phone.',
    'secure-settings':
      'Developer options: turn on "USB debugging (Security settings)" (USB调试（安全设置）), then reboot the phone.',
    notifications: 'Settings, Notifications & Control centre (通知与控制中心), App notifications: switch the app on.',
    'keep-alive':
      'Settings, Apps, Manage apps, io.appium.settings: Autostart (自启动) on, Battery saver (省电策略): No restrictions.',
  },
  huawei: {
    'install-over-usb':
      'Developer options: turn off "Verify apps over USB" and turn on "Allow ADB debugging in charge only mode".',
    notifications: 'Settings, Notifications, Application notifications: Allow notifications (允许通知) for the app.',
    'event-log': 'Dial *#*#2846579#*#*, Background settings, AP LOG Settings: open, then reboot the phone.',
    'keep-alive':
      'Settings, Battery, App launch (应用启动管理): io.appium.settings to "Manage manually", all three switches on.',
  },
  honor: {
    'install-over-usb':
      'Developer options: turn off "Verify apps over USB" and turn on "Allow ADB debugging in charge only mode".',
    notifications: 'Settings, Notifications & status bar, Application notifications: Allow notifications (允许通知).',
    'event-log': 'Dial *#*#2846579#*#*, Background settings, AP LOG Settings: open, then reboot the phone.',
    'keep-alive':
      'Settings, Apps, App launch (应用启动管理): io.appium.settings to "Manage manually", all three switches on.',
  },
  oppo: {
    'install-over-usb':
      'Put the password of the OPPO account into PUSHFARM_INSTALL_PASSWORD, or sign the account out of the phone.',
    'input-injection': 'Developer options: turn on "Disable permission monitoring" (禁止权限监控), then reconnect.',
    'secure-settings': 'Developer options: turn on "Disable permission monitoring" (禁止权限监控), then reconnect.',
    notifications:
      'Settings, Notifications & status bar (通知与状态栏), App notifications: Allow notifications (允许通知); this ROM has them off for every new app.',
    'keep-alive': 'Settings, Battery, App battery management: io.appium.settings may run in the background.',
  },
  vivo: {
    'install-over-usb':
      'Put the password of the vivo account into PUSHFARM_INSTALL_PASSWORD, or sign the account out of the phone.',
    notifications: 'Settings, Notifications and status bar, App notifications: Allow notifications (允许通知).',
    'keep-alive':
      'i Manager, App manager, Permission management: Autostart (自启动) on; Settings, Battery, High background power consumption (后台高耗电): io.appium.settings on.',
  },
  meizu: {
    'install-over-usb':
      'Look at the phone during the first installation: Flyme scans the app and asks twice, which Pushfarm answers.',
    notifications: 'Settings, Notifications and status bar, App notifications: switch the app on.',
    'keep-alive': 'Mobile Manager (手机管家), Permissions, Background: io.appium.settings may run in the background.',
  },
  google: {},
}

/** One sentence that says which switch to set on this vendor's ROM. */
export function phoneSwitch(vendor: VendorName, name: PhoneSwitch): string {
  return switches[vendor][name] ?? android[name]
}
