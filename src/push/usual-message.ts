import { usualCast } from './cast.ts'
import type { AndroidInfo, ChatMessage } from './chat-message.ts'

/** The words by which each vendor shows a chat message at once (1047/33527); `channelId` is one that the app creates. */
export function usualAndroidInfo(channelId: string): AndroidInfo {
  return {
    OPPOChannelID: channelId,
    OPPOCategory: 'IM',
    OPPONotifyLevel: 16,
    GoogleChannelID: channelId,
    VIVOClassification: 1,
    VIVOCategory: 'IM',
    HuaWeiCategory: 'IM',
    HuaWeiImportance: 'NORMAL',
    HonorImportance: 'NORMAL',
    MeiZuNoticeMsgType: 1,
  }
}

/** A text message with offline push info, by REST, one to one; `change` says what is different. */
export function usualMessage(channelId: string, change: MessageChange = {}): ChatMessage {
  const { push, androidInfo, ...rest } = change
  return {
    from: usualCast.friend,
    addressee: { kind: 'c2c' },
    sender: { by: 'rest' },
    elements: [{ type: 'text', text: '今晚一起吃饭吗？' }],
    lifeTimeSec: 604_800,
    ...rest,
    push:
      push === null
        ? null
        : {
            title: '林小满',
            desc: '今晚一起吃饭吗？',
            ext: '{"entity":{"chatType":1,"sender":"xiaoman"}}',
            androidInfo: { ...usualAndroidInfo(channelId), ...androidInfo },
            ...push,
          },
  }
}

export type MessageChange = Partial<Omit<ChatMessage, 'push'>> & {
  readonly push?: Partial<NonNullable<ChatMessage['push']>> | null
  readonly androidInfo?: AndroidInfo
}
