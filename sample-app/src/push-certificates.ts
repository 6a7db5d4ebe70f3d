import { Platform } from 'react-native'
import certificates from '../android/app/src/main/assets/timpush-configs.json'
import type { TimPushParameters } from './react-native-tim-push'

/** The certificate ids of the bundled configuration, in the names of react-native-tim-push. */
export const pushParameters: TimPushParameters = {
  mi_buz_id: certificates.xiaomiPushBussinessId,
  mi_push_app_id: certificates.xiaomiPushAppId,
  mi_push_app_key: certificates.xiaomiPushAppKey,
  hw_buz_id: certificates.huaweiPushBussinessId,
  honor_buz_id: certificates.honorPushBussinessId,
  oppo_buz_id: certificates.oppoPushBussinessId,
  oppo_push_app_key: certificates.oppoPushAppKey,
  oppo_push_app_secret: certificates.oppoPushAppSecret,
  vivo_buz_id: certificates.vivoPushBussinessId,
  mz_buz_id: certificates.meizuPushBussinessId,
  mz_push_app_id: certificates.meizuPushAppId,
  mz_push_app_key: certificates.meizuPushAppKey,
  google_buz_id: certificates.fcmPushBussinessId,
}

/** android.os.Build.MANUFACTURER, in small letters, of the phones whose maker has a push service of its own. */
const byManufacturer: Readonly<Record<string, number>> = {
  xiaomi: certificates.xiaomiPushBussinessId,
  redmi: certificates.xiaomiPushBussinessId,
  huawei: certificates.huaweiPushBussinessId,
  honor: certificates.honorPushBussinessId,
  oppo: certificates.oppoPushBussinessId,
  realme: certificates.oppoPushBussinessId,
  oneplus: certificates.oppoPushBussinessId,
  vivo: certificates.vivoPushBussinessId,
  meizu: certificates.meizuPushBussinessId,
}

/** The certificate that the plugin should use on this phone; all other makers' phones have FCM. */
export function certificateOfThisPhone(): number {
  const manufacturer = Platform.OS === 'android' ? Platform.constants.Manufacturer.toLowerCase() : ''
  return byManufacturer[manufacturer] ?? certificates.fcmPushBussinessId
}
