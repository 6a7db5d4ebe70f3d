import {
  type AndroidInfo,
  type AndroidInfoField,
  type ChatMessage,
  type SenderSdk,
  androidInfoFields,
} from './chat-message.ts'
import { type Rule, rule } from './rule.ts'

const checkedOn = '2026-11-20'

/** What each sender's SDK hands on of `AndroidInfo`. */
export const handedOnBy: Readonly<Record<SenderSdk, Rule<readonly AndroidInfoField[]>>> = {
  native: rule({
    name: 'sdk/native-fields',
    value: androidInfoFields.filter(
      (field) => !['HuaWeiImportance', 'HuaWeiChannelID', 'PushStyle', 'ExtAsHuaweiIntentParam'].includes(field),
    ),
    says: 'V2TIMOfflinePushInfo has no setter for PushStyle, HuaWeiChannelID, HuaWeiImportance and ExtAsHuaweiIntentParam',
    source: 'TencentCloud/TIMSDK 8.9.7544',
    page: 'V2TIMOfflinePushInfo, vendorParams',
    checkedOn,
  }),
  'chat-js': rule({
    name: 'sdk/chat-js-fields',
    value: [
      'Sound',
      'XiaoMiChannelID',
      'OPPOChannelID',
      'GoogleChannelID',
      'VIVOClassification',
      'VIVOCategory',
      'HuaWeiCategory',
      'OPPOCategory',
      'OPPONotifyLevel',
      'HonorImportance',
      'MeiZuNoticeMsgType',
      'HuaWeiImage',
      'HonorImage',
      'GoogleImage',
    ],
    says: 'Of AndroidInfo the JavaScript SDK knows eleven fields and three images (FCMChannelID becomes GoogleChannelID)',
    source: '@tencentcloud/chat 3.6.6',
    page: 'sendMessage, offlinePushInfo.androidInfo',
    checkedOn,
  }),
  'tim-js': rule({
    name: 'sdk/tim-js-fields',
    value: ['OPPOChannelID'],
    says: 'The Android bridge of react-native-tim-js drops androidSound and androidVIVOClassification without notice',
    source: 'TencentCloud/chat-sdk-reactnative fb4e268',
    page: 'MessageManager.handleOfflinePushInfo',
    checkedOn,
  }),
}

export function infoAtServer(message: ChatMessage): AndroidInfo {
  const given: AndroidInfo = message.push?.androidInfo ?? {}
  if (message.sender.by === 'rest') return given
  const kept = handedOnBy[message.sender.sdk].value
  return Object.fromEntries(Object.entries(given).filter(([field]) => kept.some((one) => one === field)))
}
