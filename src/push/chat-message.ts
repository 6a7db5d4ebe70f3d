import { type Account, conversationIdWith } from './message.ts'

/** One part of a message's body (1047/33527); what it carries matters only where a push can show it. */
export type MessageElement =
  | { readonly type: 'text'; readonly text: string }
  /** `desc` and `ext` are for the push of a message without OfflinePushInfo. */
  | { readonly type: 'custom'; readonly data: string; readonly desc: string; readonly ext?: string }
  | { readonly type: 'face' | 'image' | 'sound' | 'file' | 'video' | 'location' }

/** `AndroidInfo` of the REST API, all of its fields (1047/33527). Channels: the message's beats the console's. */
export const androidInfoFields = [
  'Sound',
  'PushStyle',
  'XiaoMiChannelID',
  'OPPOChannelID',
  'OPPOCategory',
  'OPPONotifyLevel',
  'OPPOPrivateMsgTemplateId',
  'OPPOPrivateTitleParameters',
  'OPPOPrivateContentParameters',
  'VIVOClassification',
  'VIVOCategory',
  'VIVONotifyType',
  'HuaWeiChannelID',
  'HuaWeiImportance',
  'HuaWeiCategory',
  'HuaWeiImage',
  'ExtAsHuaweiIntentParam',
  'HonorImportance',
  'HonorImage',
  'GoogleChannelID',
  'GoogleImage',
  'GooglePriority',
  'MeiZuNoticeMsgType',
] as const
export type AndroidInfoField = (typeof androidInfoFields)[number]
/** '' stands for a field that is not given. */
export type AndroidInfo = Readonly<Partial<Record<AndroidInfoField, string | number>>>

/** The fields that are given: a number's field that is empty text would make the whole OfflinePushInfo malformed (90043). */
export function givenFields(info: AndroidInfo): AndroidInfo {
  return Object.fromEntries(Object.entries(info).filter(([, value]) => value !== ''))
}

export interface OfflinePushInfo {
  /** true: PushFlag 1, the message is never pushed */
  readonly disablePush?: boolean
  readonly title: string
  readonly desc: string
  readonly ext: string
  readonly androidInfo?: AndroidInfo
}

/** What a sender's SDK hands on of `AndroidInfo`; see sender-sdk.ts. */
export type SenderSdk = 'native' | 'chat-js' | 'tim-js'

/** Who sends. An app admin's REST call is not bound by what sender and recipient agreed; another user's app is. */
export type Sender =
  | {
      readonly by: 'rest'
      /** `SendMsgControl` holds `WithMuteNotifications`: the recipient's do-not-disturb counts. */
      readonly withMuteNotifications?: boolean
    }
  | {
      readonly by: 'client'
      readonly sdk: SenderSdk
      readonly relation?: 'free-to-send' | 'blocked' | 'not-friends' | 'muted'
    }

export type Addressee =
  | { readonly kind: 'c2c' }
  | {
      readonly kind: 'group'
      readonly groupId: string
      readonly name: string
      readonly type: 'Work' | 'Public' | 'Meeting' | 'Community' | 'AVChatRoom'
      /** The recipient is mentioned (@). */
      readonly mentioned: boolean
    }

/** A message as its sender hands it over. */
export interface ChatMessage {
  readonly from: Account
  readonly addressee: Addressee
  readonly sender: Sender
  readonly elements: readonly MessageElement[]
  /** null: sent without any offline push info */
  readonly push: OfflinePushInfo | null
  /** seconds; 0: only for those who are online (also `onlineUserOnly`, `OnlineOnlyFlag`) */
  readonly lifeTimeSec: number
  /**
   * `repeated`: its MsgRandom was used with the same content within the last second (one to one) or five minutes (group);
   * `reused`: with another content.
   */
  readonly random?: 'fresh' | 'repeated' | 'reused'
}

/** The conversation in which the recipient finds it, as the SDKs name it. */
export function conversationOf(message: ChatMessage): string {
  return message.addressee.kind === 'group' ? `GROUP${message.addressee.groupId}` : conversationIdWith(message.from)
}
