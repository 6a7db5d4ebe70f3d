import { installSteps } from './install-steps.ts'
import { huaweiRom, huaweiService } from './huawei-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const huawei: Vendor = {
  name: 'huawei',
  label: 'Huawei',
  pushService: 'huawei',
  rules: { postedBy: huaweiService.packages.value, service: huaweiService, rom: huaweiRom },
  recentsClearAll: [
    'com.huawei.android.launcher:id/clear_all_recents_image_button',
    'com.huawei.android.launcher:id/clearbox',
  ],
  recentsSwipe: 'up',
  permissionAllow: [...aospPermissionAllow, 'com.huawei.systemmanager:id/btn_allow'],
  shadeFolds: [],
  installSteps: installSteps.huawei,
  hints: ['Turn off "Verify apps over USB" in the developer options.'],
}
