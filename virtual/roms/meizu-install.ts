import type { InstallAsking, InstallScreen } from '../android/install-screen.ts'

const installer = 'com.android.packageinstaller'

/** Flyme 8 and newer scan when the screen opens, then ask in two steps. No source names ids, nor how long a scan takes. */
const first: InstallScreen = {
  activity: { packageName: installer, className: `${installer}.FlymePackageInstallerActivity` },
  shape: 'page',
  showsApp: true,
  scan: { id: '', text: '正在扫描', forMs: 150 },
  accept: { id: '', text: '继续' },
  refuse: { id: '', text: '取消' },
}

export const meizuInstall: InstallAsking = {
  usual: 'asks',
  // No source says that Flyme lets updates pass.
  updatesPass: false,
  hasSwitch: false,
  refusal: { code: 'INSTALL_FAILED_ABORTED', message: 'User rejected permissions' },
  screens: [
    first,
    {
      activity: first.activity,
      shape: 'dialog',
      showsApp: true,
      accept: { id: '', text: '继续安装' },
      refuse: { id: '', text: '取消' },
    },
  ],
}
