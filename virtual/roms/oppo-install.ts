import type { InstallAsking } from '../android/install-screen.ts'

/**
 * ColorOS 12 and newer: a page of the app details scans the APK and then lets it go on (GKD subscription, app com.oplus.appdetail);
 * a page tells of the finished installation. Owners with an account are asked for its password first: the only package that a
 * source names with that field is the older safety centre.
 */
export const oppoInstall: InstallAsking = {
  usual: 'asks',
  // InstallerX-Revived 267: a blocked installer stops new apps, updates pass.
  updatesPass: true,
  hasSwitch: false,
  // Seen on realme UI, which is ColorOS; what follows the code is not known.
  refusal: { code: 'INSTALL_FAILED_VERIFICATION_FAILURE', message: '' },
  screens: [
    {
      activity: {
        packageName: 'com.coloros.safecenter',
        // No source names the activity.
        className: 'com.coloros.safecenter.AccountVerifyActivity',
      },
      withAccountOnly: true,
      shape: 'dialog',
      title: { id: 'alertTitle', text: '请验证身份后安装' },
      showsApp: false,
      password: { id: 'et_login_passwd_edit', frameId: '' },
      accept: { id: 'android:button1', text: '确定' },
      refuse: { id: 'android:button2', text: '取消' },
    },
    {
      activity: {
        packageName: 'com.oplus.appdetail',
        className: 'com.oplus.appdetail.modelv2.parsing.PackageParsingV2Activity',
      },
      shape: 'page',
      showsApp: true,
      // How long a scan takes is not known: it grows with the APK.
      scan: { id: 'view_scanning_and_tip_view_tv_title', text: '正在扫描', forMs: 150 },
      accept: { id: 'view_bottom_guide_continue_install_btn', text: '继续安装' },
      refuse: { id: '', text: '取消' },
    },
  ],
  finish: {
    activity: {
      packageName: 'com.oplus.appdetail',
      className: 'com.oplus.appdetail.model.finish.InstallFinishActivity',
    },
    shape: 'page',
    showsApp: true,
    accept: { id: '', text: '完成' },
  },
}
