import { randomInt } from 'node:crypto'
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { Deadline } from '../base/deadline.ts'
import { PushfarmError, type Verdict } from '../base/pushfarm-error.ts'
import type { MessageElement } from '../push/chat-message.ts'
import type { ChatSettings } from './chat-settings.ts'
import {
  type Command,
  type OnlineState,
  type PushTrace,
  accountImport,
  adminGetRoamMsg,
  kick,
  normalPushTrace,
  portraitSet,
  queryOnlineStatus,
  sendMsg,
} from './commands.ts'
import { bodyOf } from './message-body.ts'
import { UserSigs } from './user-sig.ts'

/** Every answer's frame: HTTP 200 in any case, the code tells (1047/34620). */
const envelope = z.looseObject({ ActionStatus: z.string(), ErrorCode: z.number(), ErrorInfo: z.string().optional() })

/** The Chat server refused a command. */
export class ChatRefused extends PushfarmError {
  override readonly name = 'ChatRefused'
  /** Tencent's code, e.g. 70009; see 1047/34348. */
  readonly errorCode: number
  constructor(command: string, errorCode: number, errorInfo: string) {
    const { verdict, hint } = meaningOf(errorCode)
    super(
      `The Chat server refused ${command} with ${errorCode}: ${errorInfo === '' ? 'no reason given' : errorInfo}.`,
      {
        code: 'chat/refused',
        verdict,
        facts: { command, errorCode, errorInfo },
        ...(hint === undefined ? {} : { hint }),
      },
    )
    this.errorCode = errorCode
  }
}

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
  /** `seq_random_time`; names the message in the server's records. */
  readonly msgKey: string
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

  /** @param message with `lifeTimeSec` 0 it is for those only who are online now */
  async send(
    message: {
      readonly from: string
      readonly to: string
      readonly elements: readonly MessageElement[]
      readonly lifeTimeSec: number
      readonly push: OfflinePushInfo
    },
    deadline: Deadline,
  ): Promise<SentMessage> {
    const sentAt = Date.now()
    const answer = await this.#ask(
      sendMsg,
      {
        // 2: no copy to the sender, whom nobody watches.
        SyncOtherMachine: 2,
        From_Account: message.from,
        To_Account: message.to,
        MsgSeq: randomInt(1, 2 ** 31),
        MsgRandom: randomInt(1, 2 ** 31),
        MsgLifeTime: message.lifeTimeSec,
        MsgBody: bodyOf(message.elements),
        OfflinePushInfo: message.push,
      },
      deadline,
    )
    return { msgKey: answer.MsgKey, takenAtMs: (sentAt + Date.now()) / 2 }
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

/** Codes that name a wrong setting (1047/34348); the rest is the server's or the message's matter. */
function meaningOf(errorCode: number): { verdict: Verdict; hint?: string } {
  switch (errorCode) {
    case 70001:
      return { verdict: 'set-up', hint: 'The signature has expired: check the clock of this machine.' }
    case 70003:
    case 70005:
    case 70009:
      return { verdict: 'set-up', hint: 'Check PUSHFARM_SECRET_KEY: it must be the key of PUSHFARM_SDK_APP_ID.' }
    case 70013:
    case 70014:
    case 60012:
      return { verdict: 'set-up', hint: 'Check PUSHFARM_SDK_APP_ID and PUSHFARM_ADMIN.' }
    case 60010:
    case 90009:
      return { verdict: 'set-up', hint: 'PUSHFARM_ADMIN must be an administrator of the application.' }
    case 60006:
    case 60009:
      return {
        verdict: 'set-up',
        hint: 'Check PUSHFARM_SDK_APP_ID, and PUSHFARM_CHAT_URL: the application may live in another region.',
      }
    default:
      return { verdict: 'product' }
  }
}
