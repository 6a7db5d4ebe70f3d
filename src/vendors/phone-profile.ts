import type { PushServiceRules } from '../push/push-service-rules.ts'
import type { PhoneProfile } from '../push/situation.ts'
import { vendorNamed } from './all-vendors.ts'
import { fcmService } from './google-rules.ts'
import { honorService } from './honor-rules.ts'
import { huaweiService } from './huawei-rules.ts'
import { meizuService } from './meizu-rules.ts'
import { miService } from './mi-rules.ts'
import { oppoService } from './oppo-rules.ts'
import type { PushServiceName, VendorName } from './vendor.ts'
import { vivoService } from './vivo-rules.ts'

export const pushServices: Readonly<Record<PushServiceName, PushServiceRules>> = {
  mi: miService,
  huawei: huaweiService,
  honor: honorService,
  oppo: oppoService,
  vivo: vivoService,
  meizu: meizuService,
  fcm: fcmService,
}

/**
 * A phone as the rules see it. Without `pushService` the vendor's own; a phone that uses FCM is taken for a global build
 * unless `region` says otherwise.
 */
export function phoneProfile(parts: {
  readonly vendor: VendorName
  readonly pushService?: PushServiceName
  readonly apiLevel: number
  readonly region?: PhoneProfile['region']
  readonly app: PhoneProfile['app']
  readonly pushServiceApp?: PhoneProfile['pushServiceApp']
}): PhoneProfile {
  const vendor = vendorNamed(parts.vendor)
  const serviceName = parts.pushService ?? vendor.pushService
  return {
    rom: vendor.rules.rom,
    service: pushServices[serviceName],
    apiLevel: parts.apiLevel,
    region: parts.region ?? (serviceName === 'fcm' ? 'global' : 'mainland'),
    app: parts.app,
    pushServiceApp: parts.pushServiceApp ?? 'running',
  }
}
