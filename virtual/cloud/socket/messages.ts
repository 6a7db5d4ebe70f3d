import { ChatFailure } from '../chat-failure.ts'
import { isObject, isUint32, listOf, numberOr, textOr, type JsonObject } from '../json.ts'
import { readMessageBody } from '../message-body.ts'
import type { ChatMessage } from '../message.ts'
import { readOfflinePush } from '../offline-push.ts'
import { c2cEvent, sendC2c } from '../send-c2c.ts'
import { nowSec, tinyId } from '../world.ts'
import { refuseTooLong } from './message-size.ts'
import type { ClientCall, ClientCommand } from './command.ts'

const sendMessage: ClientCommand = ({ world, dispatch, me, body }) => {
  const to = body['To_Account']
  if (typeof to !== 'string') throw new ChatFailure(90003)
  const recipient = world.accounts.get(to)
  if (recipient === undefined) throw new ChatFailure(20003)
  refuseTooLong(body, 93000)
  const timeSec = nowSec(world)
  const message: ChatMessage = {
    kind: 'c2c',
    from: me,
    to,
    seq: isUint32(body['MsgSeq']) ? body['MsgSeq'] : world.random.integer(1, 0x7fffffff),
    random: isUint32(body['MsgRandom']) ? body['MsgRandom'] : 0,
    timeSec,
    clientTimeSec: numberOr(body['MsgClientTime'], timeSec),
    fromTinyId: tinyId(me),
    body: readMessageBody(body['MsgBody']),
    cloudCustomData: textOr(body['CloudCustomData'], ''),
    push: readOfflinePush(body['OfflinePushInfo']),
    lifeTimeSec: numberOr(body['MsgLifeTime'], 604_800),
    sender: 'client',
    control: listOf(body['SendMsgControl']).filter((item) => typeof item === 'string'),
    needReadReceipt: body['IsNeedReadReceipt'] === 1,
  }
  const key = sendC2c(world, dispatch, recipient, { message, syncOtherMachine: undefined })
  return { MsgTime: timeSec, MsgKey: key, MsgSeq: message.seq }
}

/** Pages of the roaming store, newest first page; the list itself ascends in time. */
const getRoamMessages: ClientCommand = ({ world, me, body }) => {
  const peer = textOr(body['Peer_Account'], '')
  const count = Math.min(100, Math.max(1, numberOr(body['MaxCnt'], 15)))
  const lastKey = textOr(body['MsgKey'], '')
  const lastTime = numberOr(body['LastMsgTime'], 0)
  const all = world.c2c.between(me, peer)
  const at = lastKey === '' ? -1 : all.findIndex(({ key }) => key === lastKey)
  const candidates =
    at >= 0 ? all.slice(0, at) : lastTime > 0 ? all.filter(({ message }) => message.timeSec < lastTime) : all
  const page = candidates.slice(-count)
  const first = page[0]
  return {
    Complete: page.length === candidates.length ? 1 : 0,
    MsgCnt: page.length,
    LastMsgTime: first?.message.timeSec ?? 0,
    MsgKey: first?.key ?? '',
    MsgList: page.map((stored) => ({
      ...c2cEvent(world, stored.message),
      MsgFlagBits: stored.flagBits,
      IsPeerRead: stored.isPeerRead ? 1 : 0,
    })),
  }
}

/**
 * Synchronisation: unread counts after a login; after a break (with the cookie of the last time) also the messages that
 * came meanwhile. Without a cookie in the answer the SDK does not take the synchronisation for finished.
 */
const getMessages: ClientCommand = ({ world, me, body }) => {
  const cookie = textOr(body['Cookie'], '')
  const missed = cookie === '' ? [] : world.c2c.since(me, Number(cookie) || 0)
  return {
    SyncFlag: 2,
    Cookie: String(world.c2c.ordinal),
    MsgList: missed.map(({ message }) => c2cEvent(world, message)),
    C2CPairUnreadCount: world.c2c
      .conversations(me)
      .filter(({ unread }) => unread > 0)
      .map(({ peer, unread }) => ({ From_Account: peer, UnreadCount: unread })),
  }
}

const messageRead: ClientCommand = ({ world, me, body }) => {
  const read = isObject(body['C2CMsgReaded']) ? body['C2CMsgReaded'] : {}
  for (const item of listOf(read['C2CMsgReadedItem'])) {
    if (!isObject(item)) continue
    const peer = textOr(item['To_Account'], '')
    const untilSec = numberOr(item['LastedMsgTime'], 0)
    world.c2c.read(me, peer, untilSec)
    const event = {
      Event: 10,
      C2cNotifyMsgArray: [{ C2cReadedReceipt: { To_Account: me, UinPairReadArray: [{ LastReadTime: untilSec }] } }],
    }
    for (const terminal of world.terminals.of(peer)) {
      if (terminal.platform === 'Web') world.terminals.linkOf(terminal.instanceId)?.message({ kind: 'event', event })
    }
  }
  return {}
}

const peerReadTime: ClientCommand = ({ world, me, body }) => ({
  ReadTime: listOf(body['To_Account']).map((peer) => world.c2c.readTime(String(peer), me)),
})

const withdraw: ClientCommand = ({ world, me, body }) => {
  const info = isObject(body['MsgInfo']) ? body['MsgInfo'] : body
  const to = textOr(info['To_Account'], '')
  const stored = world.c2c
    .between(me, to)
    .find(
      ({ message }) => message.from === me && message.seq === info['MsgSeq'] && message.random === info['MsgRandom'],
    )
  if (stored === undefined) throw new ChatFailure(20016, 'the message cannot be recalled')
  stored.flagBits = 8
  notifyWithdrawal({ world, me }, to, {
    From_Account: me,
    To_Account: to,
    MsgSeq: stored.message.seq,
    MsgRandom: stored.message.random,
    MsgTime: stored.message.timeSec,
  })
  return {}
}

function notifyWithdrawal({ world }: Pick<ClientCall, 'world' | 'me'>, to: string, info: JsonObject): void {
  const event = { Event: 10, C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [info] } }] }
  for (const terminal of world.terminals.of(to)) {
    if (terminal.platform === 'Web') world.terminals.linkOf(terminal.instanceId)?.message({ kind: 'event', event })
  }
}

/** "Receive options" of one-to-one conversations: 0 notify, 1 refuse, 2 receive without notification. */
const setReceiveOption: ClientCommand = ({ world, me, body }) => {
  const account = world.accounts.get(me)
  for (const peer of listOf(body['Peer_Account']))
    account?.receiveOptions.set(
      `C2C${String(peer)}`,
      numberOr(body['Mute_Notifications'], numberOr(body['MsgRecvOpt'], 0)),
    )
  return {}
}

const getReceiveOptions: ClientCommand = ({ world, me, body }) => {
  const account = world.accounts.get(me)
  return {
    MuteNotificationList: listOf(body['Peer_Account']).map((peer) => ({
      Peer_Account: peer,
      MsgRecvOpt: account?.receiveOptions.get(`C2C${String(peer)}`) ?? 0,
    })),
  }
}

export const messageCommands: Readonly<Record<string, ClientCommand>> = {
  'openim.sendmsg': sendMessage,
  'openim.getroammsg': getRoamMessages,
  'openim.getmsg': getMessages,
  'openim.msgreaded': messageRead,
  'openim.get_peer_read_time': peerReadTime,
  'openim.msgwithdraw': withdraw,
  'openim.set_c2c_peer_mute_notifications': setReceiveOption,
  'openim.get_c2c_peer_mute_notifications': getReceiveOptions,
}
