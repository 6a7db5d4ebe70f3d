import { describe, expect, it } from 'vitest'
import type { ScreenNode } from '../android/screen-nodes.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { VendorName } from '../vendors/vendor.ts'
import { nextDeed, stepsFor } from './install-dialog.ts'

interface Case {
  readonly vendor: VendorName
  readonly front: string
  readonly screen: readonly Partial<ScreenNode>[]
  readonly typed?: boolean
  readonly does: string
}

const security = 'com.miui.securitycenter/com.miui.permcenter.install.AdbInstallActivity'
const details = 'com.oplus.appdetail/com.oplus.appdetail.modelv2.parsing.PackageParsingV2Activity'
const installer = 'com.android.packageinstaller/com.android.packageinstaller.PackageInstallerActivity'
const account = 'com.bbk.account/com.bbk.account.activity.AccountVerifyActivity'
const scanId = 'com.oplus.appdetail:id/view_scanning_and_tip_view_tv_title'
const goOnId = 'com.oplus.appdetail:id/view_bottom_guide_continue_install_btn'
const consent = { id: 'com.android.packageinstaller:id/deleted_file_state_cb', text: '已了解', checkable: true }

describe('the next deed', () => {
  it.each<Case>([
    {
      vendor: 'mi',
      front: security,
      screen: [
        { id: 'android:id/button1', text: '拒绝(7)' },
        { id: 'com.miui.securitycenter:id/do_not_ask_checkbox', text: '记住我的选择', checkable: true },
        { id: 'android:id/button2', text: '继续安装' },
      ],
      does: 'press 继续安装',
    },
    // Another screen of the security centre has a button2, too.
    {
      vendor: 'mi',
      front: 'com.miui.securitycenter/com.miui.appmanager.ApplicationsDetailsActivity',
      screen: [{ id: 'android:id/button2', text: '取消' }],
      does: 'unknown',
    },
    {
      vendor: 'oppo',
      front: details,
      screen: [
        { id: scanId, text: '正在扫描，请稍候' },
        { id: goOnId, text: '继续安装' },
      ],
      does: 'wait',
    },
    {
      vendor: 'oppo',
      front: details,
      screen: [
        { id: scanId, text: '扫描完成' },
        { id: goOnId, text: '继续安装' },
      ],
      does: 'press 继续安装',
    },
    {
      vendor: 'oppo',
      front: details,
      screen: [{ text: '已知悉应用风险', checkable: true }, { text: '仍然安装' }],
      does: 'tick 已知悉应用风险',
    },
    {
      vendor: 'oppo',
      front: details,
      screen: [{ text: '已知悉应用风险', checkable: true, checked: true }, { text: '仍然安装' }],
      does: 'press 仍然安装',
    },
    {
      vendor: 'vivo',
      front: installer,
      screen: [consent, { id: 'android:id/button1', text: '继续安装' }],
      does: 'tick 已了解',
    },
    {
      vendor: 'vivo',
      front: installer,
      screen: [
        { ...consent, checked: true },
        { id: 'android:id/button1', text: '继续安装', enabled: false },
      ],
      does: 'unknown',
    },
    {
      vendor: 'vivo',
      front: account,
      screen: [
        { id: 'com.bbk.account:id/edit_Text', password: true },
        { id: 'android:id/button1', text: '确定' },
      ],
      does: 'type-password ',
    },
    {
      vendor: 'vivo',
      front: account,
      screen: [
        { id: 'com.bbk.account:id/edit_Text', text: '•••', password: true },
        { id: 'android:id/button1', text: '确定' },
      ],
      typed: true,
      does: 'press 确定',
    },
    { vendor: 'meizu', front: installer, screen: [{ text: '正在扫描' }, { text: '继续' }], does: 'wait' },
    { vendor: 'meizu', front: installer, screen: [{ text: '继续' }, { text: '取消' }], does: 'press 继续' },
    // Not of the installer: a keyboard or a banner over it.
    {
      vendor: 'mi',
      front: security,
      screen: [{ package: 'com.other', id: 'android:id/button2', text: 'Delete everything' }],
      does: 'unknown',
    },
    { vendor: 'google', front: installer, screen: [{ text: 'Install' }], does: 'unknown' },
  ])('on $vendor, $front: $does', ({ vendor, front, screen, typed, does }) => {
    const [name = '', activity = ''] = front.split('/')
    const nodes = screen.map((given) => ({ ...plain, package: name, ...given }))
    const steps = stepsFor(vendorNamed(vendor).installSteps, { package: name, activity })
    const next = nextDeed(steps, nodes, typed ?? false)
    expect('node' in next ? `${next.kind} ${next.node.text}` : next.kind).toBe(does)
  })
})

const plain: ScreenNode = {
  package: '',
  id: '',
  text: '',
  checkable: false,
  checked: false,
  enabled: true,
  password: false,
  center: { x: 1, y: 1 },
}
