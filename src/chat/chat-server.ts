import { randomInt } from 'node:crypto'
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { MessageElement } from '../push/chat-message.ts'
import { ChatRefused } from './chat-refused.ts'
import type { ChatSettings } from './chat-settings.ts'
import {
  type Command,
  type OnlineState,
  type PushTrace,
  accountImport,
  addGroupMember,
  adminGetRoamMsg,
  createGroup,
  kick,
  normalPushTrace,
  portraitSet,
  queryOnlineStatus,
  sendGroupMsg,
  sendMsg,
} from './commands.ts'
import { bodyOf } from './message-body.ts'
import { UserSigs } from './user-sig.ts'

/** Every answer's frame: HTTP 200 in any case, the code tells (1047/34620). */
const envelope = z.looseObject({ ActionStatus: z.string(), ErrorCode: z.number(), ErrorInfo: z.string().optional() })

/** One exchange, for the evidence: what was asked and answered, without the signature. */
export interface Exchange {
  readonly command: string
  readonly request: unknown
  readonly answer: unknown
  /** ms since the epoch, by this machine */
  readonly sentAt: number
  readonly answeredAt: number
}

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
  readonly push: OfflinePushInfo
  /** The recipients' do-not-disturb counts for the administrator too. */
  readonly withMuteNotifications?: boolean
  /** MsgRandom; usually a new one. */
  readonly random?: number
}

/** A group as REST makes it; `Private` is what the SDKs call Work, `ChatRoom` Meeting. */
export interface GroupOrder {
  readonly groupId: string
  readonly name: string
  readonly type: 'Private' | 'Public' | 'ChatRoom' | 'AVChatRoom' | 'Community'
  readonly owner: string
  /** Empty for a live group (AVChatRoom), into which nobody can be taken. */
  readonly members: readonly string[]
}

/** A Chat application's REST API, asked as its administrator. */
export class ChatServer {
  readonly settings: ChatSettings
  readonly exchanges: Exchange[] = []
  readonly #sigs: UserSigs
  readonly #agent = new Agent({ keepAliveTimeout: 30_000 })

  constructor(settings: ChatSettings) {
    this.settings = settings
    this.#sigs = new UserSigs(settings.sdkAppId, settings.secretKey)
  }

  /** @param lifetimeSeconds a week unless given */
  userSig(userId: string, lifetimeSeconds?: number): string {
    return this.#sigs.of(userId, lifetimeSeconds)
  }

  async importAccount(userId: string, nickname: string, deadline: Deadline): Promise<void> {
    await this.#ask(accountImport, { UserID: userId, Nick: nickname }, deadline)
    // Importing an account that exists leaves its nickname as it was.
    await this.#ask(
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
    const answer = await this.#ask(
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
    const answer = await this.#ask(
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

  /** Makes the group, or takes those of its members in who are not in it yet. */
  async makeGroup({ groupId, name, type, owner, members }: GroupOrder, deadline: Deadline): Promise<void> {
    const list = members.map((userId) => ({ Member_Account: userId }))
    try {
      await this.#ask(
        createGroup,
        {
          Type: type,
          GroupId: groupId,
          Name: name,
          Owner_Account: owner,
          ...(list.length === 0 ? {} : { MemberList: list }),
        },
        deadline,
      )
    } catch (error) {
      if (!(error instanceof ChatRefused) || !groupIdIsInUse.includes(error.errorCode)) throw error
      if (list.length > 0) await this.#takeIn(groupId, list, deadline)
    }
  }

  async #takeIn(groupId: string, list: readonly object[], deadline: Deadline): Promise<void> {
    const { MemberList = [] } = await this.#ask(
      addGroupMember,
      { GroupId: groupId, Silence: 1, MemberList: list },
      deadline,
    )
    const refused = MemberList.filter(({ Result }) => Result === 0).map((one) => one.Member_Account)
    if (refused.length === 0) return
    throw new PushfarmError(`The Chat server did not take ${refused.join(', ')} into the group ${groupId}.`, {
      code: 'chat/no-member',
      verdict: 'infrastructure',
      facts: { groupId, refused },
    })
  }

  /** The account's state as a whole, and on each platform where the server tells. */
  async onlineState(
    userId: string,
    deadline: Deadline,
  ): Promise<{ readonly state: OnlineState; readonly platforms: ReadonlyMap<string, OnlineState> }> {
    const answer = await this.#ask(queryOnlineStatus, { To_Account: [userId], IsNeedDetail: 1 }, deadline)
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
    await this.#ask(kick, { UserID: userId }, deadline)
  }

  /** Whether the server keeps the message in the conversation, seen from the receiver. */
  async isStored(
    message: { readonly from: string; readonly to: string; readonly msgKey: string },
    deadline: Deadline,
  ): Promise<boolean> {
    const nowSeconds = Math.floor(Date.now() / 1000)
    const answer = await this.#ask(
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

  /** The push plugin's record of a push; undefined where the plugin is not enabled or knows nothing of it. */
  async pushTrace(pushId: string, deadline: Deadline): Promise<PushTrace | undefined> {
    try {
      return await this.#ask(normalPushTrace, { PushID: pushId }, deadline)
    } catch (error) {
      if (error instanceof ChatRefused) return undefined
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#agent.close()
  }

  async #ask<Answer>(command: Command<Answer>, body: object, deadline: Deadline): Promise<Answer> {
    const { url, sdkAppId, admin } = this.settings
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      identifier: admin,
      usersig: this.#sigs.of(admin),
      random: String(randomInt(0, 2 ** 32 - 1)),
      contenttype: 'json',
    })
    const sentAt = Date.now()
    const text = await this.#post(
      command.path,
      `${url}/v4/${command.path}?${query.toString()}`,
      JSON.stringify(body),
      deadline,
    )
    const answer = parse(command.path, text)
    this.exchanges.push({ command: command.path, request: body, answer, sentAt, answeredAt: Date.now() })
    const frame = envelope.safeParse(answer)
    if (!frame.success) throw unreadable(command.path, text)
    if (frame.data.ActionStatus === 'FAIL' || frame.data.ErrorCode !== 0)
      throw new ChatRefused(command.path, frame.data.ErrorCode, frame.data.ErrorInfo ?? '')
    const typed = command.answer.safeParse(answer)
    if (!typed.success) throw unreadable(command.path, text)
    return typed.data
  }

  async #post(command: string, url: string, body: string, deadline: Deadline): Promise<string> {
    try {
      const response = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        dispatcher: this.#agent,
        signal: deadline.signal(),
      })
      const text = await response.body.text()
      if (response.statusCode === 200) return text
      throw new PushfarmError(`The Chat server answered ${command} with HTTP ${response.statusCode}.`, {
        code: 'chat/http',
        verdict: 'infrastructure',
        facts: { command, statusCode: response.statusCode },
      })
    } catch (error) {
      if (error instanceof PushfarmError) throw error
      throw new PushfarmError(`The Chat server at ${this.settings.url} did not answer ${command}.`, {
        code: 'chat/unreachable',
        verdict: 'infrastructure',
        // Not the error itself: its text may hold the whole URL with the signature.
        facts: { command, reason: error instanceof Error ? error.name : 'unknown' },
        hint: 'Check PUSHFARM_CHAT_URL and the network.',
      })
    }
  }
}

/** 1047/34348: by another's group, by one of the same owner. */
const groupIdIsInUse: readonly number[] = [10021, 10025]

function newRandom(): number {
  return randomInt(1, 2 ** 31)
}

function controlOf({ withMuteNotifications }: Letter): object {
  return withMuteNotifications === true ? { SendMsgControl: ['WithMuteNotifications'] } : {}
}

function parse(command: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(command, text)
  }
}

function unreadable(command: string, text: string): PushfarmError {
  return new PushfarmError(`The Chat server's answer to ${command} cannot be read: ${text.slice(0, 80)}`, {
    code: 'chat/unreadable-answer',
    verdict: 'infrastructure',
    facts: { command },
  })
}
