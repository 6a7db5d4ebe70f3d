import { parseObject } from '../cloud/json.ts'
import type { InstalledPackage } from '../android/phone.ts'
import type { PushServiceName } from './push-message.ts'

/** What the app's own configuration says for one vendor. */
export interface PushConfig {
  /** Certificate id in the Chat console. */
  readonly businessId: number | undefined
  readonly appId: string
  readonly appKey: string
}

/** Key names begin with these in `assets/timpush-configs.json`; "Bussiness" is the original spelling. */
const prefixes: Readonly<Record<PushServiceName, string>> = {
  mi: 'xiaomiPush',
  huawei: 'huaweiPush',
  honor: 'honorPush',
  oppo: 'oppoPush',
  vivo: 'vivoPush',
  meizu: 'meizuPush',
  fcm: 'fcmPush',
}

/** Undefined when the file is missing or no JSON. Numbers may be written as text. */
export function readPushConfig(app: InstalledPackage, vendor: PushServiceName): PushConfig | undefined {
  const file = app.asset('assets/timpush-configs.json')
  const config = file === undefined ? undefined : parseObject(file.toString('utf8'))
  if (config === undefined) return undefined
  const value = (name: string): string => {
    const found = config[`${prefixes[vendor]}${name}`]
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  const businessId = Number(value('BussinessId'))
  return {
    businessId: Number.isInteger(businessId) && businessId > 0 ? businessId : undefined,
    appId: value('AppId'),
    appKey: value('AppKey'),
  }
}
