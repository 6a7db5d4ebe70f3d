import { type InstallStep, press, stepsOn } from './install-step.ts'
import type { VendorName } from './vendor.ts'

/*
 * Sources: the collection of on-screen observations AIsouler/GKD_subscription (apps com.miui.securitycenter, com.miui.packageinstaller,
 * com.oplus.appdetail, com.android.packageinstaller), InstallerX-Revived #631, appium #14507, openatx/uiautomator2's examples
 * (apk_install), a published dump of the security centre of MIUI. Third-party, checked 2026-11-21. Texts are the mainland ROMs'.
 */

const mi: readonly InstallStep[] = [
  // "Install via USB": the consent is button2; button1 refuses, and does so by itself after about 12 s. The tick box is left
  // alone: what it remembers are refusals.
  ...stepsOn(
    { packages: ['com.miui.securitycenter'], activity: 'com.miui.permcenter.install.AdbInstallActivity' },
    press({ id: 'android:id/button2' }, { text: '继续安装' }, { text: 'Install' }),
  ),
  ...stepsOn({ packages: ['com.miui.packageinstaller'] }, [
    { kind: 'tick', sign: { text: '已了解此应用存在风险' } },
    { kind: 'tick', sign: { text: '记住我的选择' } },
    ...press(
      { text: '继续安装' },
      { text: '继续更新' },
      { text: '仍然安装' },
      { text: '无视风险继续安装' },
      { text: '授权本次安装' },
      { text: '完成' },
    ),
  ]),
]

const oppo: readonly InstallStep[] = [
  ...stepsOn({ packages: ['com.coloros.safecenter', 'com.oplus.safecenter', 'com.oplus.appdetail'] }, [
    { kind: 'type-password', sign: { id: 'et_login_passwd_edit' } },
    { kind: 'type-password', sign: { id: 'verify_input' } },
  ]),
  ...stepsOn(
    { packages: ['com.coloros.safecenter', 'com.oplus.safecenter'] },
    press({ id: 'android:id/button1' }, { text: '安装' }),
  ),
  ...stepsOn({ packages: ['com.oplus.appdetail'] }, [
    { kind: 'wait', sign: { id: 'view_scanning_and_tip_view_tv_title', textStart: '正在扫描' } },
    { kind: 'tick', sign: { text: '已知悉应用风险' } },
    ...press(
      { id: 'view_bottom_guide_continue_install_btn' },
      { id: 'continue_install' },
      { id: 'btn_left', text: '继续安装' },
      { text: '继续安装' },
      { text: '仍然安装' },
      { text: '完成' },
    ),
  ]),
  // Up to ColorOS 11; the refusal of its warning is button1.
  ...stepsOn(
    { packages: ['com.android.packageinstaller', 'com.oppo.packageinstaller'] },
    press(
      { id: 'android:id/button2', text: '允许' },
      { id: 'bottom_button_two' },
      { text: '重新安装' },
      { text: '继续安装' },
      { text: '安装' },
      { text: '完成' },
    ),
  ),
]

const vivo: readonly InstallStep[] = [
  ...stepsOn({ packages: ['com.bbk.account'] }, [
    { kind: 'type-password', sign: { id: 'edit_Text' } },
    { kind: 'type-password', sign: { id: 'custom_edit_Text' } },
    { kind: 'type-password', sign: { id: 'dialog_input' } },
    ...press({ id: 'android:id/button1' }, { text: '确定' }),
  ]),
  ...stepsOn({ packages: ['com.android.packageinstaller'] }, [
    { kind: 'tick', sign: { id: 'deleted_file_state_cb' } },
    { kind: 'tick', sign: { id: 'checkbox' } },
    ...press(
      { text: '继续安装' },
      { text: '无视风险安装' },
      { id: 'android:id/button1', text: '安装' },
      { text: '安装' },
      { text: '完成' },
    ),
  ]),
]

const huawei: readonly InstallStep[] = [
  // EMUI up to 9; newer ones ask nothing of adb.
  ...stepsOn(
    { packages: ['com.android.packageinstaller'] },
    press({ id: 'com.android.packageinstaller:id/ok_button' }),
  ),
  ...stepsOn({ packages: ['com.huawei.systemmanager'] }, press({ id: 'btn_allow' })),
]

const honor: readonly InstallStep[] = stepsOn(
  { packages: ['com.android.packageinstaller'] },
  press({ id: 'com.android.packageinstaller:id/ok_button' }),
)

const meizu: readonly InstallStep[] = stepsOn({ packages: ['com.android.packageinstaller'] }, [
  { kind: 'wait', sign: { textStart: '正在扫描' } },
  ...press(
    { id: 'decide_to_continue' },
    { id: 'goinstall' },
    { text: '继续' },
    { text: '仍要继续' },
    { text: '继续安装' },
    { text: '授权本次安装' },
    { text: '安装' },
    { text: '完成' },
  ),
])

/** What to do on the screens that each vendor's ROM puts between adb and an installed app. */
export const installSteps: Readonly<Record<VendorName, readonly InstallStep[]>> = {
  mi,
  oppo,
  vivo,
  huawei,
  honor,
  meizu,
  google: [],
}
