import type { Account } from './message.ts'

/**
 * The container in which Tencent's own plugins carry `ext`: `entity.sender` names the conversation to open
 * (TUIOfflinePush `OfflineMessageContainerBean`; chatType 1 is one to one, action 1 opens a conversation).
 */
export function chatExt(from: Account, content: string, customData?: unknown): string {
  return JSON.stringify({
    entity: {
      version: 1,
      chatType: 1,
      action: 1,
      sender: from.userId,
      nickname: from.nickname,
      faceUrl: '',
      content,
      sendTime: 0,
      ...(customData === undefined ? {} : { customData }),
    },
    timPushFeatures: { fcmPushType: -1, fcmNotificationType: -1 },
  })
}
