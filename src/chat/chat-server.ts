import { randomInt } from 'node:crypto'
import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { MessageElement } from '../push/chat-message.ts'
import { ChatGroups } from './chat-groups.ts'
import type { ChatSettings } from './chat-settings.ts'
import {
  type OnlineState,
  accountImport,
  adminGetRoamMsg,
  kick,
  portraitSet,
  queryOnlineStatus,
  sendGroupMsg,
  sendMsg,
} from './commands.ts'
import { bodyOf } from './message-body.ts'
import { type Exchange, RestClient } from './rest-client.ts'
import { UserSigs } from './user-sig.ts'

export interface SentMessage {
  /** `seq_random_time`; names the message in the server's records. Of a group message the sequence number alone. */
  readonly msgKey: string
  /** MsgRandom; the same again within a second is the same message. */
  readonly random: number
  /** The middle of the exchange, ms since the epoch: the best guess of when the server took the message. */
  readonly takenAtMs: number
}

/** `OfflinePushInfo` as REST takes it (1047/33527). */
export interface OfflinePushInfo {
  readonly PushFlag: 0 | 1
  readonly Title: string
  readonly Desc: string
  readonly Ext: string
  readonly AndroidInfo?: Readonly<Record<string, string | number>>
}

/** What is sent, one to one or to a group. */
export interface Letter {
  readonly from: string
  readonly elements: readonly MessageElement[]
  /** seconds; 0: for those only who are online now */
  readonly lifeTimeSec: number
  /** undefined: sent without any */
  readonly push: OfflinePushInfo | undefined
  /** The recipients' do-not-disturb counts for the administrator too. */
  readonly withMuteNotifications?: boolean
  /** MsgRandom; usually a new one. */
  readonly random?: number
}

/** A Chat application's REST API, asked as its administrator. */
export class ChatServer {
  readonly settings: ChatSettings
  readonly groups: ChatGroups
  readonly #sigs: UserSigs
  readonly #rest: RestClient

  constructor(settings: ChatSettings) {
    this.settings = settings
    this.#sigs = new UserSigs(settings.sdkAppId, settings.secretKey)
    this.#rest = new RestClient(settings, this.#sigs)
    this.groups = new ChatGroups(this.#rest)
  }

  /** Everything that was asked and answered until now. */
  get exchanges(): readonly Exchange[] {
    return this.#rest.exchanges
  }

  /** @param lifetimeSeconds a week unless given */
  userSig(userId: string, lifetimeSeconds?: number): string {
    return this.#sigs.of(userId, lifetimeSeconds)
  }

  async importAccount(userId: string, nickname: string, deadline: Deadline): Promise<void> {
    await this.#rest.ask(accountImport, { UserID: userId, Nick: nickname }, deadline)
    // Importing an account that exists leaves its nickname as it was.
    await this.#rest.ask(
      portraitSet,
      { From_Account: userId, ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: nickname }] },
      deadline,
    )
  }

  /** One text message from one account to another, kept seven days. */
  async sendText(
    message: { readonly from: string; readonly to: string; readonly text: string; readonly push: OfflinePushInfo },
    deadline: Deadline,
  ): Promise<SentMessage> {
    return this.send({ ...message, elements: [{ type: 'text', text: message.text }], lifeTimeSec: 604_800 }, deadline)
  }

  async send(message: Letter & { readonly to: string }, deadline: Deadline): Promise<SentMessage> {
    const sentAt = Date.now()
    const { random = newRandom() } = message
    const answer = await this.#rest.ask(
      sendMsg,
      {
        // 2: no copy to the sender, whom nobody watches.
        SyncOtherMachine: 2,
        From_Account: message.from,
        To_Account: message.to,
        MsgSeq: newRandom(),
        MsgRandom: random,
        MsgLifeTime: message.lifeTimeSec,
        MsgBody: bodyOf(message.elements),
        ...controlOf(message),
        OfflinePushInfo: message.push,
      },
      deadline,
    )
    return { msgKey: answer.MsgKey, random, takenAtMs: (sentAt + Date.now()) / 2 }
  }

  /** @param message `mentioned`: the members that it names with @ */
  async sendToGroup(
    message: Letter & { readonly groupId: string; readonly mentioned: readonly string[] },
    deadline: Deadline,
  ): Promise<SentMessage> {
    const sentAt = Date.now()
    const { random = newRandom(), mentioned } = message
    const answer = await this.#rest.ask(
      sendGroupMsg,
      {
        GroupId: message.groupId,
        From_Account: message.from,
        Random: random,
        MsgBody: bodyOf(message.elements),
        ...(mentioned.length === 0
          ? {}
          : { GroupAtInfo: mentioned.map((userId) => ({ GroupAtAllFlag: 0, GroupAt_Account: userId })) }),
        ...(message.lifeTimeSec === 0 ? { OnlineOnlyFlag: 1 } : {}),
        ...controlOf(message),
        OfflinePushInfo: message.push,
      },
      deadline,
    )
    return { msgKey: String(answer.MsgSeq), random, takenAtMs: (sentAt + Date.now()) / 2 }
  }

  /** The account's state as a whole, and on each platform where the server tells. */
  async onlineState(
    userId: string,
    deadline: Deadline,
  ): Promise<{ readonly state: OnlineState; readonly platforms: ReadonlyMap<string, OnlineState> }> {
    const answer = await this.#rest.ask(queryOnlineStatus, { To_Account: [userId], IsNeedDetail: 1 }, deadline)
    const found = answer.QueryResult?.find((one) => one.To_Account === userId)
    const state = found?.State ?? found?.Status
    if (found === undefined || state === undefined)
      throw new PushfarmError(`The Chat server does not know the state of ${userId}.`, {
        code: 'chat/no-state',
        verdict: 'infrastructure',
      })
    return { state, platforms: new Map((found.Detail ?? []).map((one) => [one.Platform.toLowerCase(), one.Status])) }
  }

  async kick(userId: string, deadline: Deadline): Promise<void> {
    await this.#rest.ask(kick, { UserID: userId }, deadline)
  }

  /** Whether the server keeps the message in the conversation, seen from the receiver. */
  async isStored(
    message: { readonly from: string; readonly to: string; readonly msgKey: string },
    deadline: Deadline,
  ): Promise<boolean> {
    const nowSeconds = Math.floor(Date.now() / 1000)
    const answer = await this.#rest.ask(
      adminGetRoamMsg,
      {
        Operator_Account: message.to,
        Peer_Account: message.from,
        MaxCnt: 50,
        MinTime: nowSeconds - 3600,
        MaxTime: nowSeconds + 3600,
      },
      deadline,
    )
    return answer.MsgList?.some((one) => one.MsgKey === message.msgKey) ?? false
  }

  async close(): Promise<void> {
    await this.#rest.close()
  }
}

function newRandom(): number {
  return randomInt(1, 2 ** 31)
}

function controlOf({ withMuteNotifications }: Letter): object {
  return withMuteNotifications === true ? { SendMsgControl: ['WithMuteNotifications'] } : {}
}
