import TencentCloudChat from '@tencentcloud/chat'
import type { ChatSDK, Conversation, Message } from '@tencentcloud/chat'

/**
 * The published API of react-native-tim-js (entry `TencentImSDKPlugin.v2TIMManager`), as far as this app uses it, over
 * @tencentcloud/chat, because the package itself cannot be installed any more. As there, a failure is resolved as
 * `{code, desc}` and never rejected.
 */
export interface V2TimCallback {
  readonly code: number
  readonly desc: string
}
export type V2TimValueCallback<T> = V2TimCallback & { readonly data?: T }

export const LogLevelEnum = {
  V2TIM_LOG_DEBUG: 3,
  V2TIM_LOG_INFO: 4,
  V2TIM_LOG_WARN: 5,
  V2TIM_LOG_ERROR: 6,
  V2TIM_LOG_NONE: 0,
}

/**
 * V2TIMOfflinePushInfo as Android's and iOS's SDKs have it (TIMSDK 8.9). react-native-tim-js 0.1.10 declares of these title,
 * desc, disablePush, ext, ignoreIOSBadge, androidSound, androidOPPOChannelID and androidVIVOClassification.
 */
export interface V2TimOfflinePushInfo {
  readonly title?: string
  readonly desc?: string
  readonly disablePush?: boolean
  readonly ext?: string
  readonly ignoreIOSBadge?: boolean
  readonly androidSound?: string
  readonly androidOPPOChannelID?: string
  readonly androidOPPOCategory?: string
  /** 1, 2 or 16 */
  readonly androidOPPONotifyLevel?: number
  readonly androidFCMChannelID?: string
  /** https, as all images */
  readonly androidFCMImage?: string
  readonly androidXiaoMiChannelID?: string
  /** 0 operational, 1 system */
  readonly androidVIVOClassification?: number
  readonly androidVIVOCategory?: string
  readonly androidHuaWeiCategory?: string
  readonly androidHuaWeiImage?: string
  /** LOW or NORMAL */
  readonly androidHonorImportance?: string
  readonly androidHonorImage?: string
  /** 0 public, 1 private */
  readonly androidMeizuNotifyType?: number
}

/** 0 receive, 1 not receive, 2 receive without notification, 3 the same except for @, 4 not receive except for @. */
export type V2TIMReceiveMessageOpt = 0 | 1 | 2 | 3 | 4

export interface V2TimMessage {
  readonly msgID: string
  /** Seconds since the epoch. */
  readonly timestamp: number
  readonly sender: string
  readonly nickName: string
  readonly userID: string | null
  readonly groupID: string | null
  readonly isSelf: boolean
  /** 1 text, 2 custom, 0 anything else. */
  readonly elemType: number
  readonly textElem?: { readonly text: string }
  readonly customElem?: { readonly data: string; readonly desc: string; readonly extension: string }
}

export interface V2TimConversation {
  readonly conversationID: string
  /** 1 one-to-one, 2 group. */
  readonly type: number
  readonly userID?: string
  readonly groupID?: string
  readonly showName: string
  readonly recvOpt: V2TIMReceiveMessageOpt
  readonly unreadCount: number
  readonly lastMessageText: string
}

export interface V2TimSDKListener {
  readonly onConnecting?: () => void
  readonly onConnectSuccess?: () => void
  readonly onConnectFailed?: (code: number, error: string) => void
  readonly onKickedOffline?: (reason: string) => void
  readonly onUserSigExpired?: () => void
}
export interface V2TimAdvancedMsgListener {
  readonly onRecvNewMessage?: (message: V2TimMessage) => void
}
export interface V2TimConversationListener {
  readonly onConversationChanged?: (conversations: readonly V2TimConversation[]) => void
}

export interface SendMessageParameters {
  readonly id: string
  readonly receiver: string
  readonly groupID: string
  readonly onlineUserOnly?: boolean
  readonly offlinePushInfo?: V2TimOfflinePushInfo
  readonly cloudCustomData?: string
}

type Draft =
  | { readonly kind: 'text'; readonly text: string; readonly atUserList?: readonly string[] }
  | { readonly kind: 'custom'; readonly data: string; readonly desc: string; readonly extension: string }

const ok: V2TimCallback = { code: 0, desc: 'ok' }
const notInitialised: V2TimCallback = { code: 6013, desc: 'initSDK has not been called' }
const readyTimeoutMs = 15_000
/** Release level of the SDK: without the verbose lines, which carry signatures. */
const releaseLogLevel = 1

class V2TIMManager {
  private chat: ChatSDK | undefined
  private sdkAppID = 0
  private user = ''
  private lastId = 0
  private readonly drafts = new Map<string, Draft>()
  private readonly sdkListeners = new Set<V2TimSDKListener>()
  private readonly messageListeners = new Set<V2TimAdvancedMsgListener>()
  private readonly conversationListeners = new Set<V2TimConversationListener>()

  async initSDK(
    sdkAppID: number,
    _logLevel: number,
    listener?: V2TimSDKListener,
  ): Promise<V2TimValueCallback<boolean>> {
    if (listener) this.sdkListeners.add(listener)
    if (this.chat && this.sdkAppID === sdkAppID) return { ...ok, data: true }
    return attempt(async () => {
      await this.chat?.destroy()
      const chat = TencentCloudChat.create({ SDKAppID: sdkAppID })
      chat.setLogLevel(releaseLogLevel)
      this.chat = chat
      this.sdkAppID = sdkAppID
      this.listen(chat)
      return true
    })
  }

  addSDKListener(listener: V2TimSDKListener): void {
    this.sdkListeners.add(listener)
  }

  /** Resolves when messages can be sent, as the native SDK's login does. */
  login(userID: string, userSig: string): Promise<V2TimCallback> {
    return this.with(async (chat) => {
      const ready = whenReady(chat)
      try {
        await chat.login({ userID, userSig })
        await ready.promise
      } finally {
        ready.cancel()
      }
      this.user = userID
    })
  }

  logout(): Promise<V2TimCallback> {
    return this.with(async (chat) => {
      this.user = ''
      await chat.logout()
    })
  }

  async getLoginUser(): Promise<V2TimValueCallback<string>> {
    return { ...ok, data: this.user }
  }

  readonly messageManager = {
    addAdvancedMsgListener: (listener: V2TimAdvancedMsgListener): void => {
      this.messageListeners.add(listener)
    },
    removeAdvancedMsgListener: (listener: V2TimAdvancedMsgListener): void => {
      this.messageListeners.delete(listener)
    },
    createTextMessage: async (text: string): Promise<V2TimValueCallback<{ readonly id: string }>> =>
      this.draft({ kind: 'text', text }),
    /** A group message that mentions members; the text holds their names already. */
    createTextAtMessage: async (
      text: string,
      atUserList: readonly string[],
    ): Promise<V2TimValueCallback<{ readonly id: string }>> => this.draft({ kind: 'text', text, atUserList }),
    createCustomMessage: async (custom: {
      readonly data: string
      readonly desc?: string
      readonly extension?: string
    }): Promise<V2TimValueCallback<{ readonly id: string }>> =>
      this.draft({ kind: 'custom', data: custom.data, desc: custom.desc ?? '', extension: custom.extension ?? '' }),
    sendMessage: (parameters: SendMessageParameters): Promise<V2TimValueCallback<V2TimMessage>> =>
      this.send(parameters),
    getC2CHistoryMessageList: (userID: string, _count: number): Promise<V2TimValueCallback<readonly V2TimMessage[]>> =>
      this.history(`C2C${userID}`),
    getGroupHistoryMessageList: (
      groupID: string,
      _count: number,
    ): Promise<V2TimValueCallback<readonly V2TimMessage[]>> => this.history(`GROUP${groupID}`),
    setC2CReceiveMessageOpt: (userIDList: readonly string[], opt: V2TIMReceiveMessageOpt): Promise<V2TimCallback> =>
      this.with(async (chat) => {
        await chat.setMessageRemindType({ userIDList: [...userIDList], messageRemindType: remindTypeOf(opt) })
      }),
    setGroupReceiveMessageOpt: (groupID: string, opt: V2TIMReceiveMessageOpt): Promise<V2TimCallback> =>
      this.with(async (chat) => {
        await chat.setMessageRemindType({ groupID, messageRemindType: remindTypeOf(opt) })
      }),
  }

  readonly friendshipManager = {
    getBlackList: (): Promise<V2TimValueCallback<readonly { readonly userID: string }[]>> =>
      this.with(async (chat) => {
        const answer = await chat.getBlacklist()
        return (answer.data as readonly string[]).map((userID) => ({ userID }))
      }),
    addToBlackList: (userIDList: readonly string[]): Promise<V2TimCallback> =>
      this.with(async (chat) => {
        await chat.addToBlacklist({ userIDList: [...userIDList] })
      }),
    deleteFromBlackList: (userIDList: readonly string[]): Promise<V2TimCallback> =>
      this.with(async (chat) => {
        await chat.removeFromBlacklist({ userIDList: [...userIDList] })
      }),
  }

  readonly conversationManager = {
    addConversationListener: (listener: V2TimConversationListener): void => {
      this.conversationListeners.add(listener)
    },
    removeConversationListener: (listener: V2TimConversationListener): void => {
      this.conversationListeners.delete(listener)
    },
    getConversationList: (): Promise<V2TimValueCallback<readonly V2TimConversation[]>> =>
      this.with(async (chat) => {
        const answer = await chat.getConversationList()
        return (answer.data.conversationList as readonly Conversation[]).map(toConversation)
      }),
    cleanConversationUnreadMessageCount: (conversationID: string): Promise<V2TimCallback> =>
      this.with(async (chat) => {
        await chat.setMessageRead({ conversationID })
      }),
  }

  getMessageManager(): V2TIMManager['messageManager'] {
    return this.messageManager
  }

  getConversationManager(): V2TIMManager['conversationManager'] {
    return this.conversationManager
  }

  getFriendshipManager(): V2TIMManager['friendshipManager'] {
    return this.friendshipManager
  }

  private draft(draft: Draft): V2TimValueCallback<{ readonly id: string }> {
    const id = `pushfarm-${String(++this.lastId)}`
    this.drafts.set(id, draft)
    return { ...ok, data: { id } }
  }

  private async send(parameters: SendMessageParameters): Promise<V2TimValueCallback<V2TimMessage>> {
    const draft = this.drafts.get(parameters.id)
    if (!draft) return { code: -1, desc: 'id not exist please try create again' }
    return this.with(async (chat) => {
      const group = parameters.groupID !== ''
      const options = {
        to: group ? parameters.groupID : parameters.receiver,
        conversationType: group ? TencentCloudChat.TYPES.CONV_GROUP : TencentCloudChat.TYPES.CONV_C2C,
        ...(parameters.cloudCustomData === undefined ? {} : { cloudCustomData: parameters.cloudCustomData }),
      }
      const message =
        draft.kind === 'text'
          ? draft.atUserList === undefined
            ? chat.createTextMessage({ ...options, payload: { text: draft.text } })
            : chat.createTextAtMessage({
                ...options,
                payload: { text: draft.text, atUserList: [...draft.atUserList] },
              })
          : chat.createCustomMessage({
              ...options,
              payload: { data: draft.data, description: draft.desc, extension: draft.extension },
            })
      const answer = await chat.sendMessage(message, {
        onlineUserOnly: parameters.onlineUserOnly ?? false,
        ...(parameters.offlinePushInfo ? { offlinePushInfo: toOfflinePushInfo(parameters.offlinePushInfo) } : {}),
      })
      this.drafts.delete(parameters.id)
      return toMessage(answer.data.message as Message)
    })
  }

  private history(conversationID: string): Promise<V2TimValueCallback<readonly V2TimMessage[]>> {
    return this.with(async (chat) => {
      const answer = await chat.getMessageList({ conversationID })
      return (answer.data.messageList as readonly Message[]).map(toMessage)
    })
  }

  private async with<T>(use: (chat: ChatSDK) => Promise<T>): Promise<V2TimValueCallback<T>> {
    const { chat } = this
    return chat ? attempt(() => use(chat)) : notInitialised
  }

  private listen(chat: ChatSDK): void {
    const { EVENT, TYPES } = TencentCloudChat
    chat.on(EVENT.NET_STATE_CHANGE, ({ data }: { data: { state: string } }) => {
      for (const listener of this.sdkListeners) {
        if (data.state === TYPES.NET_STATE_CONNECTED) listener.onConnectSuccess?.()
        else if (data.state === TYPES.NET_STATE_CONNECTING) listener.onConnecting?.()
        else listener.onConnectFailed?.(9508, data.state)
      }
    })
    chat.on(EVENT.KICKED_OUT, ({ data }: { data: { type: string } }) => {
      this.user = ''
      for (const listener of this.sdkListeners) {
        if (data.type === TYPES.KICKED_OUT_USERSIG_EXPIRED) listener.onUserSigExpired?.()
        else listener.onKickedOffline?.(data.type)
      }
    })
    chat.on(EVENT.MESSAGE_RECEIVED, ({ data }: { data: readonly Message[] }) => {
      for (const message of data)
        for (const listener of this.messageListeners) listener.onRecvNewMessage?.(toMessage(message))
    })
    chat.on(EVENT.CONVERSATION_LIST_UPDATED, ({ data }: { data: readonly Conversation[] }) => {
      for (const listener of this.conversationListeners) listener.onConversationChanged?.(data.map(toConversation))
    })
  }
}

export const TencentImSDKPlugin = { v2TIMManager: new V2TIMManager() }

async function attempt<T>(work: () => Promise<T>): Promise<V2TimValueCallback<T>> {
  try {
    return { ...ok, data: await work() }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown }
    return { code: typeof code === 'number' ? code : -1, desc: typeof message === 'string' ? message : String(error) }
  }
}

/** SDK_READY, which follows the answer of login() by some milliseconds. */
function whenReady(chat: ChatSDK): { readonly promise: Promise<void>; readonly cancel: () => void } {
  let cancel: () => void = () => undefined
  const promise = new Promise<void>((resolve, reject) => {
    const onReady = () => {
      cancel()
      resolve()
    }
    const timer = setTimeout(() => {
      cancel()
      reject({ code: 9520, message: `the SDK was not ready ${String(readyTimeoutMs / 1000)} s after login` })
    }, readyTimeoutMs)
    cancel = () => {
      clearTimeout(timer)
      chat.off(TencentCloudChat.EVENT.SDK_READY, onReady)
    }
    chat.on(TencentCloudChat.EVENT.SDK_READY, onReady)
  })
  return { promise, cancel }
}

/**
 * The fields of @tencentcloud/chat's androidInfo. Its declarations know eight of them; the SDK hands on what it is given, under
 * the server's names for those below (an FCM image is GoogleImage there, and would be sent as FcmImage by its own name).
 */
const androidInfoNames = {
  androidSound: 'sound',
  androidOPPOChannelID: 'OPPOChannelID',
  androidOPPOCategory: 'OPPOCategory',
  androidOPPONotifyLevel: 'OPPONotifyLevel',
  androidFCMChannelID: 'FCMChannelID',
  androidFCMImage: 'GoogleImage',
  androidXiaoMiChannelID: 'XiaoMiChannelID',
  androidVIVOClassification: 'VIVOClassification',
  androidVIVOCategory: 'VIVOCategory',
  androidHuaWeiCategory: 'HuaWeiCategory',
  androidHuaWeiImage: 'HuaWeiImage',
  androidHonorImportance: 'HonorImportance',
  androidHonorImage: 'HonorImage',
  androidMeizuNotifyType: 'MeizuNotifyType',
} as const

export type AndroidPushField = keyof typeof androidInfoNames
export const androidPushFields = Object.keys(androidInfoNames) as readonly AndroidPushField[]

function toOfflinePushInfo(info: V2TimOfflinePushInfo) {
  const androidInfo: Record<string, string | number> = {}
  for (const field of androidPushFields) {
    const value = info[field]
    if (value !== undefined) androidInfo[androidInfoNames[field]] = value
  }
  return {
    ...(info.title === undefined ? {} : { title: info.title }),
    ...(info.desc === undefined ? {} : { description: info.desc }),
    ...(info.ext === undefined ? {} : { extension: info.ext }),
    disablePush: info.disablePush ?? false,
    androidInfo,
    apnsInfo: { ignoreIOSBadge: info.ignoreIOSBadge ?? false },
  }
}

type RemindType = Parameters<ChatSDK['setMessageRemindType']>[0]['messageRemindType']

/** The SDK's names of the receive options, by their number; its declarations lack the last two. */
const remindTypes = [
  'AcceptAndNotify',
  'Discard',
  'AcceptNotNotify',
  'AcceptNotNotifyExceptAt',
  'NotReceiveMsgExceptAt',
] as readonly string[] as readonly RemindType[]

function remindTypeOf(option: V2TIMReceiveMessageOpt): RemindType {
  return remindTypes[option] ?? TencentCloudChat.TYPES.MSG_REMIND_ACPT_AND_NOTE
}

/** Messages are received as usual where the SDK says nothing, or a name that is not known. */
function receiveOptionOf({ messageRemindType }: Conversation): V2TIMReceiveMessageOpt {
  return Math.max(0, remindTypes.indexOf(messageRemindType as RemindType)) as V2TIMReceiveMessageOpt
}

function toMessage(message: Message): V2TimMessage {
  const { TYPES } = TencentCloudChat
  const group = message.conversationType === TYPES.CONV_GROUP
  const isSelf = message.flow === 'out'
  return {
    msgID: message.ID,
    timestamp: message.time,
    sender: message.from,
    nickName: message.nick,
    userID: group ? null : isSelf ? message.to : message.from,
    groupID: group ? message.to : null,
    isSelf,
    ...elementOf(message),
  }
}

function elementOf({ type, payload }: Message): Pick<V2TimMessage, 'elemType' | 'textElem' | 'customElem'> {
  const { TYPES } = TencentCloudChat
  if (type === TYPES.MSG_TEXT) return { elemType: 1, textElem: { text: String(payload.text) } }
  if (type === TYPES.MSG_CUSTOM)
    return {
      elemType: 2,
      customElem: { data: payload.data, desc: payload.description, extension: payload.extension },
    }
  return { elemType: 0 }
}

function toConversation(conversation: Conversation): V2TimConversation {
  const group = conversation.type === TencentCloudChat.TYPES.CONV_GROUP
  const { userProfile, groupProfile } = conversation
  const id = conversation.conversationID.replace(/^(C2C|GROUP)/, '')
  return {
    conversationID: conversation.conversationID,
    type: group ? 2 : 1,
    ...(group ? { groupID: id } : { userID: id }),
    showName: (group ? groupProfile?.name : userProfile?.nick) || id,
    recvOpt: receiveOptionOf(conversation),
    unreadCount: conversation.unreadCount,
    lastMessageText: String(conversation.lastMessage?.messageForShow || conversation.lastMessage?.payload?.text || ''),
  }
}
