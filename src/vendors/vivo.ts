import { installSteps } from './install-steps.ts'
import { vivoRom, vivoService } from './vivo-rules.ts'
import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const vivo: Vendor = {
  name: 'vivo',
  label: 'vivo',
  pushService: 'vivo',
  rules: { postedBy: vivoService.packages.value, service: vivoService, rom: vivoRom },
  // No public source names an id for OriginOS: the card is swiped away instead.
  recentsClearAll: [],
  recentsSwipe: 'up',
  permissionAllow: [...aospPermissionAllow, 'android:id/button1'],
  shadeFolds: [],
  installSteps: installSteps.vivo,
  hints: [
    'The installer may ask for the password of the vivo account: install once by hand and choose to remember it.',
  ],
}
