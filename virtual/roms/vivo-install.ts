import type { InstallAsking, InstallScreen } from '../android/install-screen.ts'

const installer = 'com.android.packageinstaller'

/** The words of the tick box were seen cut off, so it has their beginning only. */
const consent: InstallScreen = {
  activity: { packageName: installer, className: `${installer}.PackageInstallerActivity` },
  shape: 'page',
  showsApp: true,
  checkbox: { id: 'deleted_file_state_cb', text: '已了解此应用未经检测', meaning: 'consent' },
  accept: { id: 'android:button1', text: '继续安装', frameId: 'confirm_bottom_button_layout' },
  refuse: { id: 'android:button2', text: '取消' },
}

/**
 * vivo with Android 9 to 15 (GKD subscription; the title of the account's dialog was captured on a 720 pixels wide phone): consent;
 * where the owner is logged in, the account's password; then consent once more.
 */
export const vivoInstall: InstallAsking = {
  usual: 'asks',
  // No source says that vivo lets updates pass.
  updatesPass: false,
  hasSwitch: false,
  refusal: { code: 'INSTALL_FAILED_ABORTED', message: 'User rejected permissions' },
  screens: [
    consent,
    {
      activity: { packageName: 'com.bbk.account', className: 'com.bbk.account.activity.AccountVerifyActivity' },
      withAccountOnly: true,
      shape: 'dialog',
      title: {
        id: 'dialog_title',
        text: '“电脑端未知来源”试图安装“{app}”，为防止恶意安装程序，需要您验证身份后安装。',
      },
      showsApp: false,
      password: { id: 'edit_Text', frameId: 'dialog_pwd' },
      accept: { id: 'android:button1', text: '确定' },
      refuse: { id: 'android:button2', text: '取消' },
    },
    { ...consent, withAccountOnly: true },
  ],
}
