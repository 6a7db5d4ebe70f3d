import type { Account } from './accounts.ts'
import { ChatFailure } from './chat-failure.ts'
import type { Dispatch } from './dispatch.ts'
import type { FaultName } from './faults.ts'
import type { JsonObject } from './json.ts'
import { messageKey, type ChatMessage } from './message.ts'
import { tinyId, type World } from './world.ts'

export interface C2cSend {
  readonly message: ChatMessage
  /** 1: to the sender's other terminals and roaming store; 2: not to the sender; undefined: roaming store only. */
  readonly syncOtherMachine: 1 | 2 | undefined
  /** 'none': pushes to many are not kept for roaming. */
  readonly roaming?: 'kept' | 'none'
}

/** Stores a checked one-to-one message, hands it to who is online, and starts the push. Returns its key. */
export function sendC2c(
  world: World,
  dispatch: Dispatch,
  recipient: Account,
  { message, syncOtherMachine, roaming = 'kept' }: C2cSend,
): string {
  const nowMs = world.clock.now()
  const repeated = world.c2c.repeats(message.from, message.to, message.random, nowMs)
  if (repeated !== undefined) return repeated
  if (message.sender === 'client' && recipient.blackList.has(message.from)) throw new ChatFailure(20007)
  if (faultOfRecipient(world, 'message-deduplicated', recipient)) return messageKey(message)
  world.c2c.remember(message, nowMs)
  const key = messageKey(message)
  if (message.lifeTimeSec > 0 && roaming === 'kept') {
    world.c2c.add(message, {
      hiddenForSender: syncOtherMachine === 2,
      countsUnread: !message.control.includes('NoUnread'),
    })
  }
  const event = { Event: 9, C2cMsgArray: [c2cEvent(world, message)] }
  for (const terminal of world.terminals.of(recipient.userId)) {
    if (terminal.platform === 'Web') world.terminals.linkOf(terminal.instanceId)?.message({ kind: 'event', event })
  }
  if (syncOtherMachine === 1 && message.from !== message.to) {
    for (const terminal of world.terminals.of(message.from)) {
      if (terminal.platform === 'Web') world.terminals.linkOf(terminal.instanceId)?.message({ kind: 'event', event })
    }
  }
  dispatch.message(message, recipient)
  return key
}

/** A fault is on for some phone of the recipient, or everywhere. */
export function faultOfRecipient(world: World, name: FaultName, recipient: Account): boolean {
  const devices = world.terminals.of(recipient.userId).flatMap(({ device }) => device ?? [])
  return world.faults.active(name) || devices.some((device) => world.faults.active(name, device))
}

/** A message as the socket carries it, in pushes and in lists. */
export function c2cEvent(world: World, message: ChatMessage): JsonObject {
  const sender = world.accounts.get(message.from)
  return {
    From_Account: message.from,
    To_Account: message.to,
    MsgSeq: message.seq,
    MsgRandom: message.random,
    MsgTime: message.timeSec,
    MsgTimeStamp: message.timeSec,
    MsgClientTime: message.clientTimeSec,
    TinyId: tinyId(message.from),
    MsgKey: messageKey(message),
    From_AccountNick: sender?.nick ?? '',
    From_AccountHeadurl: sender?.faceUrl ?? '',
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
    IsNeedReadReceipt: message.needReadReceipt ? 1 : 0,
    ...(message.lifeTimeSec === 0 ? { OnlineOnlyFlag: 1, MsgLifeTime: 0 } : {}),
  }
}
