import { sampleApps } from '../vendors/vendor-app.ts'
import type { PushServiceName } from '../vendors/push-message.ts'

/** A vendor certificate as it is entered in the Chat console. */
export interface Certificate {
  readonly id: number
  readonly vendor: PushServiceName
  readonly packageName: string
  readonly credentials: {
    readonly appId: string
    readonly appKey: string
    /** OPPO wants the master secret here; FCM the service account's private key (PEM). */
    readonly secret: string
    /** FCM: the service account's address. */
    readonly account: string
  }
  readonly click: CertificateClick
  /** Used when the message names no channel of its own. */
  readonly channelId: string
  /** When it was last changed, ms since the epoch. */
  readonly changedAtMs: number
}

export type CertificateClick =
  | { readonly kind: 'in-app-page'; readonly intentUri: string; readonly activity: string }
  | { readonly kind: 'open-app' }
  | { readonly kind: 'url'; readonly url: string }

/** Certificate ids of the sample app. */
export const certificateIds: Readonly<Record<PushServiceName, number>> = {
  mi: 10001,
  huawei: 10002,
  honor: 10003,
  oppo: 10004,
  vivo: 10005,
  meizu: 10006,
  fcm: 10007,
}

const samplePackage = 'io.pushfarm.sample'
const sampleActivity = 'io.pushfarm.sample.MainActivity'
/** Must equal the intent filter in the app's manifest; the console of a real app holds the same line. */
const sampleClick: CertificateClick = {
  kind: 'in-app-page',
  intentUri: `intent://com.tencent.qcloud/detail#Intent;scheme=pushscheme;launchFlags=0x4000000;component=${samplePackage}/${sampleActivity};end`,
  activity: sampleActivity,
}

/** One certificate per vendor, as the owner of the sample app entered them. */
export function sampleCertificates(fcm: {
  readonly privateKey: string
  readonly clientEmail: string
}): readonly Certificate[] {
  const certificate = (vendor: PushServiceName, secret: string, account = ''): Certificate => ({
    id: certificateIds[vendor],
    vendor,
    packageName: samplePackage,
    credentials: { appId: sampleApps[vendor].appId, appKey: sampleApps[vendor].appKey, secret, account },
    click: vendor === 'fcm' ? { kind: 'open-app' } : sampleClick,
    channelId: 'pushfarm_messages',
    changedAtMs: 0,
  })
  return [
    certificate('mi', sampleApps.mi.appSecret),
    certificate('huawei', sampleApps.huawei.appSecret),
    certificate('honor', sampleApps.honor.appSecret),
    certificate('oppo', sampleApps.oppo.masterSecret),
    certificate('vivo', sampleApps.vivo.appSecret),
    certificate('meizu', sampleApps.meizu.appSecret),
    certificate('fcm', fcm.privateKey, fcm.clientEmail),
  ]
}
