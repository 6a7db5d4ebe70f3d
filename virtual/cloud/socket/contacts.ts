import type { Conversation } from '../c2c-store.ts'
import type { Group } from '../groups.ts'
import { isObject, listOf, textOr, type JsonObject } from '../json.ts'
import { describe } from '../message-body.ts'
import { c2cEvent } from '../send-c2c.ts'
import { groupEvent } from '../send-group.ts'
import type { World } from '../world.ts'
import type { ClientCommand } from './command.ts'

/** All conversations in one page: without CompleteFlag the SDK would ask without end. */
const pageGet: ClientCommand = ({ world, me }) => ({
  CompleteFlag: 1,
  TimeStamp: 0,
  StartIndex: 0,
  TopTimeStamp: 0,
  TopStartIndex: 0,
  SessionItem: [
    ...world.c2c.conversations(me).map((conversation) => c2cItem(world, conversation)),
    ...world.groups.of(me).flatMap((group) => groupItem(world, group, me)),
  ].sort((a, b) => Number(b['MsgTime']) - Number(a['MsgTime'])),
})

function c2cItem(world: World, { userId, peer, last, unread, peerReadTimeSec }: Conversation): JsonObject {
  const { message } = last
  const peerAccount = world.accounts.get(peer)
  return {
    Type: 1,
    To_Account: peer,
    MsgTime: message.timeSec,
    MsgTimeStamp: message.timeSec,
    MsgSeq: message.seq,
    MsgRandom: message.random,
    UnreadMsgCount: unread,
    C2cNick: peerAccount?.nick ?? '',
    PeerNick: peerAccount?.nick ?? '',
    C2cImage: peerAccount?.faceUrl ?? '',
    MsgRecvOption: world.accounts.get(userId)?.receiveOptions.get(`C2C${peer}`) ?? 0,
    C2cPeerReadTime: peerReadTimeSec,
    LastMsgFlags: last.flagBits,
    TopFlags: 0,
    LastC2CMsgFrom_Account: message.from,
    MsgShow: describe(message.body),
    LastMsgBody: message.body,
    MsgBody: message.body,
    LastMsg: c2cEvent(world, message),
  }
}

function groupItem(world: World, group: Group, me: string): readonly JsonObject[] {
  const last = group.messages.at(-1)
  if (last === undefined) return []
  const read = group.readSeq.get(me) ?? 0
  return [
    {
      Type: 2,
      ToAccount: group.groupId,
      GroupNick: group.name,
      MsgTime: last.timeSec,
      MsgTimeStamp: last.timeSec,
      MsgSeq: last.seq,
      MsgRandom: last.random,
      MsgGroupFrom_Account: last.from,
      MsgGroupReadedSeq: read,
      GroupNextMsgSeq: group.messages.length + 1,
      UnreadMsgCount: group.messages.filter(({ seq, from }) => seq > read && from !== me).length,
      GroupType: group.type,
      MsgRecvOption: world.accounts.get(me)?.receiveOptions.get(`GROUP${group.groupId}`) ?? 0,
      LastMsgFlags: 0,
      TopFlags: 0,
      MsgShow: describe(last.body),
      LastMsgBody: last.body,
      MsgBody: last.body,
      LastMsg: groupEvent(world, group, last),
    },
  ]
}

const batchDelete: ClientCommand = ({ world, me, body }) => ({
  ResultItem: listOf(body['ContactItem']).map((item) => {
    const peer = isObject(item) ? textOr(item['To_Account'], '') : ''
    if (peer !== '') world.c2c.forget(me, peer)
    return { ...(isObject(item) ? item : {}), ResultCode: 0, ResultInfo: '' }
  }),
})

const blackListGet: ClientCommand = ({ world, me }) => ({
  StartIndex: 0,
  // The server's own spelling.
  CurruentSequence: 1,
  CompleteFlag: 1,
  BlackListItem: [...(world.accounts.get(me)?.blackList ?? [])].map((userId) => ({
    To_Account: userId,
    AddBlackTimeStamp: 0,
  })),
})

const blackListChange =
  (change: 'add' | 'delete'): ClientCommand =>
  ({ world, me, body }) => {
    const list = world.accounts.get(me)?.blackList
    return {
      ResultItem: listOf(body['To_Account']).map((userId) => {
        list?.[change](String(userId))
        return { To_Account: userId, ResultCode: 0, ResultInfo: '' }
      }),
    }
  }

export const contactCommands: Readonly<Record<string, ClientCommand>> = {
  'recentcontact.page_get': pageGet,
  'recentcontact.batch_delete': batchDelete,
  'sns.black_list_get': blackListGet,
  'sns.black_list_add': blackListChange('add'),
  'sns.black_list_delete': blackListChange('delete'),
  'sns.friend_get': () => ({ CompleteFlag: 1, UserDataItem: [], NextStartIndex: 0 }),
  'sns.group_get': () => ({ CompleteFlag: 1, ResultItem: [] }),
  'sns.pendency_get': () => ({ PendencyItem: [], UnreadPendencyCount: 0 }),
}
