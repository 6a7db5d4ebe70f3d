import type { InstallAsking } from '../android/install-screen.ts'

/**
 * The sheet of MIUI 9 to HyperOS: shown for every app that is not on the phone yet, whatever was answered before. The consent is
 * button2 on the left (captured on a 1440x3200 phone); the refusal counts down from 10 and presses itself. What is remembered is
 * a refusal only (read in a published dump of the security centre 9).
 */
export const miInstall: InstallAsking = {
  usual: 'asks',
  updatesPass: true,
  hasSwitch: true,
  // The most frequent of the four wordings that were reported (sndcpy 64, Shizuku 252, InstallerX-Revived 576).
  refusal: { code: 'INSTALL_FAILED_USER_RESTRICTED', message: 'Install canceled by user' },
  screens: [
    {
      activity: {
        packageName: 'com.miui.securitycenter',
        className: 'com.miui.permcenter.install.AdbInstallActivity',
      },
      shape: 'sheet',
      // The captures have the Slovak title ("Inštalovať pomocou USB") and the Chinese button; this title is what owners quote.
      title: { id: 'android:alertTitle', text: 'USB安装提示' },
      showsApp: true,
      // The id is that of older security centres; the words were not captured.
      checkbox: { id: 'do_not_ask_checkbox', text: '记住我的选择', meaning: 'remember-refusal' },
      accept: { id: 'android:button2', text: '继续安装' },
      refuse: { id: 'android:button1', text: '拒绝' },
      countdown: { from: 10, firstTickMs: 1600, tickMs: 1000 },
    },
  ],
}
