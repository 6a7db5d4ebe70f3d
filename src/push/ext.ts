import type { Account } from './message.ts'

/**
 * The container in which Tencent's own plugins carry `ext`: `entity.sender` names the conversation to open
 * (TUIOfflinePush `OfflineMessageContainerBean`; chatType 1 is one to one, action 1 opens a conversation).
 */
export function chatExt(from: Account, content: string, customData?: unknown): string {
  return container({ chatType: 1, sender: from.userId, nickname: from.nickname, content, customData })
}

/** The same for a group: chatType 2, and `sender` is the group. */
export function groupExt(group: { readonly groupId: string; readonly name: string }, content: string): string {
  return container({ chatType: 2, sender: group.groupId, nickname: group.name, content })
}

function container(parts: {
  readonly chatType: 1 | 2
  readonly sender: string
  readonly nickname: string
  readonly content: string
  readonly customData?: unknown
}): string {
  const { chatType, sender, nickname, content, customData } = parts
  return JSON.stringify({
    entity: {
      version: 1,
      chatType,
      action: 1,
      sender,
      nickname,
      faceUrl: '',
      content,
      sendTime: 0,
      ...(customData === undefined ? {} : { customData }),
    },
    timPushFeatures: { fcmPushType: -1, fcmNotificationType: -1 },
  })
}
