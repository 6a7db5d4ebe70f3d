import type { PushServiceName } from './push-message.ts'

/** An app as it is registered at one vendor's developer console. */
export interface VendorApp {
  readonly packageName: string
  readonly appId: string
  readonly appKey: string
  readonly appSecret: string
  /** OPPO: what the server signs with. Other vendors: unused. */
  readonly masterSecret: string
  /** 'unlisted': not in the vendor's store, or in review; 'penalised': push was taken away. */
  readonly standing: 'listed' | 'unlisted' | 'penalised'
  /** Channels (Mi, OPPO) approved for private messages: unlimited. */
  readonly privateChannels: readonly string[]
  /** Channels registered for public messages: limited per day. */
  readonly publicChannels: readonly string[]
  /** Huawei: the app was granted to name the category of its messages. Without it Huawei classifies every one itself. */
  readonly selfClassification: boolean
  /** Phones with notifications on; daily quotas are multiples of it. */
  readonly validUsers: number
}

/** The sample app's registrations. Invented ids in the vendors' usual form. */
export const sampleApps: Readonly<Record<PushServiceName, VendorApp>> = {
  mi: registration('2882303761520000001', '5362000000001', 'mi-app-secret-Zk3QvT81'),
  huawei: registration('108000001', '', 'huawei-app-secret-c0a1f4e87b'),
  honor: registration('104000001', '', 'honor-app-secret-91de33ab52'),
  oppo: registration('30000001', 'pushfarm-sample-oppo-key', 'pushfarm-sample-oppo-secret', 'oppo-master-secret-e410'),
  vivo: registration('105000001', 'vivo-app-key-2c9a', 'vivo-app-secret-b77d'),
  meizu: registration('100006', 'pushfarm-sample-meizu-key', 'meizu-app-secret-4e6c'),
  fcm: registration('1:200000000001:android:5f2c8e', 'pushfarm-sample', ''),
}

function registration(appId: string, appKey: string, appSecret: string, masterSecret = ''): VendorApp {
  return {
    packageName: 'io.pushfarm.sample',
    appId,
    appKey,
    appSecret,
    masterSecret,
    standing: 'listed',
    privateChannels: ['pushfarm_messages'],
    publicChannels: ['pushfarm_public'],
    selfClassification: true,
    validUsers: 5_000,
  }
}
