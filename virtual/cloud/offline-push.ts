import { ChatFailure } from './chat-failure.ts'
import { isObject, numberOr, textOr, type JsonObject } from './json.ts'

/** OfflinePushInfo (1047/33527) with what the Android vendors need; '' and undefined stand for "not given". */
export interface OfflinePush {
  readonly given: boolean
  readonly pushFlag: 0 | 1
  readonly title: string
  readonly desc: string
  readonly ext: string
  readonly android: {
    readonly pushStyle: number
    readonly channelIds: Readonly<Record<'mi' | 'huawei' | 'oppo' | 'fcm', string>>
    readonly oppoCategory: string
    readonly oppoNotifyLevel: number | undefined
    readonly vivoClassification: number
    readonly vivoCategory: string
    /** 1 neither sound nor vibration, 2 sound, 3 vibration, 4 both (the default). */
    readonly vivoNotifyType: number
    readonly googlePriority: 'normal' | 'high'
    readonly huaweiImportance: string
    readonly huaweiCategory: string
    readonly honorImportance: string
    readonly meizuNoticeMsgType: number | undefined
  }
  readonly badgeAdd: number | undefined
}

/** Reads OfflinePushInfo. Throws ChatFailure 90043 when it is malformed. */
export function readOfflinePush(value: unknown): OfflinePush {
  if (value !== undefined && !isObject(value)) throw new ChatFailure(90043)
  const info: JsonObject = value ?? {}
  const flag = info['PushFlag'] ?? 0
  if (flag !== 0 && flag !== 1) throw new ChatFailure(90043)
  for (const name of ['Title', 'Desc', 'Ext']) {
    if (info[name] !== undefined && typeof info[name] !== 'string') throw new ChatFailure(90043)
  }
  for (const name of ['AndroidInfo', 'ApnsInfo', 'HarmonyInfo']) {
    if (info[name] !== undefined && !isObject(info[name])) throw new ChatFailure(90043)
  }
  if (info['MultiLanguageContent'] !== undefined && !Array.isArray(info['MultiLanguageContent']))
    throw new ChatFailure(90043)
  const android = isObject(info['AndroidInfo']) ? info['AndroidInfo'] : {}
  const text = (name: string): string => textOr(android[name], '')
  const whole = (name: string): number | undefined => (typeof android[name] === 'number' ? android[name] : undefined)
  return {
    given: value !== undefined,
    pushFlag: flag,
    title: textOr(info['Title'], ''),
    desc: textOr(info['Desc'], ''),
    ext: textOr(info['Ext'], ''),
    android: {
      pushStyle: numberOr(android['PushStyle'], 0),
      channelIds: {
        mi: text('XiaoMiChannelID'),
        huawei: text('HuaWeiChannelID'),
        oppo: text('OPPOChannelID'),
        fcm: text('GoogleChannelID'),
      },
      oppoCategory: text('OPPOCategory'),
      // @tencentcloud/chat 3.6.6 takes OPPONotifyLevel and sends OppoNotifyLevel.
      oppoNotifyLevel: whole('OPPONotifyLevel') ?? whole('OppoNotifyLevel'),
      vivoClassification: whole('VIVOClassification') ?? 1,
      vivoCategory: text('VIVOCategory'),
      vivoNotifyType: whole('VIVONotifyType') ?? 4,
      googlePriority: text('GooglePriority') === 'normal' ? 'normal' : 'high',
      huaweiImportance: text('HuaWeiImportance') || 'NORMAL',
      huaweiCategory: text('HuaWeiCategory'),
      honorImportance: text('HonorImportance'),
      // The field's REST name and the client SDK's.
      meizuNoticeMsgType: whole('MeiZuNoticeMsgType') ?? whole('MeizuNotifyType'),
    },
    badgeAdd: typeof info['BadgeAddNum'] === 'number' ? info['BadgeAddNum'] : undefined,
  }
}
