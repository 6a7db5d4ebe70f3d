import { installSteps } from './install-steps.ts'
import { vivoRom, vivoService } from './vivo-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const vivo: Vendor = {
  name: 'vivo',
  label: 'vivo',
  pushService: 'vivo',
  rules: { postedBy: vivoService.packages.value, service: vivoService, rom: vivoRom },
  // No public source names an id for OriginOS (searched 2026-11-21): the card is swiped away instead.
  recentsClearAll: [],
  // Source: as AOSP's Quickstep; inferred, checked 2026-11-21.
  recentsSwipe: 'up',
  // The framework's button: old Funtouch OS. Source: public test scripts, com.android.permissioncontroller; third-party,
  // checked 2026-11-21.
  permissionAllow: [...aospPermissionAllow, 'android:id/button1'],
  shadeFolds: [],
  installSteps: installSteps.vivo,
}
