import type { PushServiceName, VendorName } from './vendor.ts'

/** The packages on a phone that carry a push service: without one of them nothing can arrive. The first one matters most. */
export const pushServicePackages: Readonly<Record<PushServiceName, readonly string[]>> = {
  mi: ['com.xiaomi.xmsf'],
  // HMS Core since EMUI 10; before that and beside it the push agent.
  huawei: ['com.huawei.hwid', 'com.huawei.android.pushagent'],
  honor: ['com.hihonor.android.pushagentproxy', 'com.hihonor.android.pushagent', 'com.hihonor.id'],
  // One package, renamed with the ROMs.
  oppo: ['com.heytap.mcs', 'com.coloros.mcs', 'com.heytap.opush'],
  vivo: ['com.vivo.pushservice'],
  meizu: ['com.meizu.cloud'],
  fcm: ['com.google.android.gms'],
}

const ofVendor: Readonly<Record<VendorName, PushServiceName>> = {
  mi: 'mi',
  huawei: 'huawei',
  honor: 'honor',
  oppo: 'oppo',
  vivo: 'vivo',
  meizu: 'meizu',
  google: 'fcm',
}

/**
 * Who can push to a phone with these packages: the vendor's own service where it is installed, FCM where only Google's is
 * (global ROMs, makers without a service of their own). Undefined: nobody can.
 */
export function pushServiceOn(vendor: VendorName, installed: ReadonlySet<string>): PushServiceName | undefined {
  return [ofVendor[vendor], 'fcm' as const].find((service) =>
    pushServicePackages[service].some((packageName) => installed.has(packageName)),
  )
}
