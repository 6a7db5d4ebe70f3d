import { installSteps } from './install-steps.ts'
import { huaweiRom, huaweiService } from './huawei-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const huawei: Vendor = {
  name: 'huawei',
  label: 'Huawei',
  pushService: 'huawei',
  rules: { postedBy: huaweiService.packages.value, service: huaweiService, rom: huaweiRom },
  // Source: public test scripts, launcher of the P40 lite and V30; third-party, checked 2026-11-21.
  recentsClearAll: [
    'com.huawei.android.launcher:id/clear_all_recents_image_button',
    'com.huawei.android.launcher:id/clearbox',
  ],
  // Source: as AOSP's Quickstep; inferred, checked 2026-11-21.
  recentsSwipe: 'up',
  // EMUI up to 9 has its own. Source: public test scripts, com.huawei.systemmanager; third-party, checked 2026-11-21.
  permissionAllow: [...aospPermissionAllow, 'com.huawei.systemmanager:id/btn_allow'],
  shadeFolds: [],
  installSteps: installSteps.huawei,
}
