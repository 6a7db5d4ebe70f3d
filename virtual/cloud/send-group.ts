import { ChatFailure } from './chat-failure.ts'
import type { Dispatch } from './dispatch.ts'
import type { Group } from './groups.ts'
import type { JsonObject } from './json.ts'
import { groupAtInfo } from './mentions.ts'
import type { ChatMessage } from './message.ts'
import { nowSec, type World } from './world.ts'

export interface GroupSend {
  readonly message: Omit<ChatMessage, 'kind' | 'seq' | 'timeSec'>
  readonly priority: string
  /** Only these members, when the message is for some. */
  readonly only: readonly string[] | undefined
}

const fiveMinutesMs = 300_000

/** Stores a group message, hands it to who is online, and starts the pushes. */
export function sendGroup(
  world: World,
  dispatch: Dispatch,
  group: Group,
  { message: given, priority, only }: GroupSend,
): { seq: number; timeSec: number } {
  if (given.sender === 'client' && !group.members.has(given.from)) throw new ChatFailure(10007)
  const nowMs = world.clock.now()
  const repetition = `${String(given.random)}/${JSON.stringify(given.body)}`
  const known = group.recent.get(repetition)
  if (known !== undefined && nowMs - known.atMs < fiveMinutesMs) return { seq: known.seq, timeSec: known.timeSec }
  const stores = given.lifeTimeSec > 0
  const message: ChatMessage = { ...given, kind: 'group', seq: group.messages.length + 1, timeSec: nowSec(world) }
  group.recent.set(repetition, { seq: message.seq, timeSec: message.timeSec, atMs: nowMs })
  if (stores) group.messages.push(message)
  const event = { Event: 3, GroupMsgArray: [groupEvent(world, group, message, priority)] }
  for (const userId of group.members.keys()) {
    if (userId === message.from || (only !== undefined && !only.includes(userId))) continue
    for (const terminal of world.terminals.of(userId)) {
      if (terminal.platform === 'Web') world.terminals.linkOf(terminal.instanceId)?.message({ kind: 'event', event })
    }
    const recipient = world.accounts.get(userId)
    // Live groups have no offline push.
    if (recipient !== undefined && group.type !== 'AVChatRoom') dispatch.message(message, recipient)
  }
  return { seq: message.seq, timeSec: message.timeSec }
}

/** A group message as the socket carries it. */
export function groupEvent(world: World, group: Group, message: ChatMessage, priority = 'Normal'): JsonObject {
  const sender = world.accounts.get(message.from)
  return {
    From_Account: message.from,
    ToGroupId: group.groupId,
    MsgSeq: message.seq,
    MsgRandom: message.random,
    MsgTimeStamp: message.timeSec,
    MsgClientTime: message.clientTimeSec,
    TinyId: message.fromTinyId,
    MsgPriority: priority,
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
    ...(message.mentions === undefined ? {} : { GroupAtInfo: groupAtInfo(message.mentions) }),
    From_AccountNick: sender?.nick ?? '',
    From_AccountHeadurl: sender?.faceUrl ?? '',
    GroupInfo: {
      GroupId: group.groupId,
      GroupName: group.name,
      GroupType: group.type,
      FromAccountNick: sender?.nick ?? '',
      From_AccountHeadurl: sender?.faceUrl ?? '',
    },
  }
}
