import type { StoredMessage } from '../c2c-store.ts'
import { ChatFailure } from '../chat-failure.ts'
import { isUint32, listOf, numberOr, textOr, type JsonObject } from '../json.ts'
import { readMessageBody, type MessageElement } from '../message-body.ts'
import { messageKey, type ChatMessage } from '../message.ts'
import { readOfflinePush, type OfflinePush } from '../offline-push.ts'
import { faultOfRecipient, sendC2c } from '../send-c2c.ts'
import { nowSec, tinyId, type World } from '../world.ts'
import type { RestCall, RestCommand } from './command.ts'

const sevenDaysSec = 604_800
const maxBodyBytes = 12 * 1024

interface SendFields {
  readonly from: string
  readonly seq: number | undefined
  readonly random: number
  readonly lifeTimeSec: number
  readonly body: readonly MessageElement[]
  readonly push: OfflinePush
  readonly control: readonly string[]
  readonly cloudCustomData: string
  readonly syncOtherMachine: 1 | 2 | undefined
  readonly needReadReceipt: boolean
}

function sendmsg(call: RestCall): JsonObject {
  const { world, dispatch, body } = call
  const fields = readFields(call)
  const to = body['To_Account']
  if (typeof to !== 'string' || to === '') throw new ChatFailure(90003)
  checkSender(world, fields.from)
  const recipient = world.accounts.get(to)
  if (recipient === undefined) throw new ChatFailure(90012)
  if (call.bodyBytes > maxBodyBytes) throw new ChatFailure(93000)
  if (faultOfRecipient(world, 'rest-rate-limited', recipient)) throw new ChatFailure(world.switches.rateLimitCode)
  const message = messageFrom(world, fields, to)
  const key = sendC2c(world, dispatch, recipient, { message, syncOtherMachine: fields.syncOtherMachine })
  return { MsgTime: message.timeSec, MsgKey: key }
}

function batchsendmsg(call: RestCall): JsonObject {
  const { world, dispatch, body } = call
  const fields = readFields(call)
  const list = body['To_Account']
  if (!Array.isArray(list) || list.some((to) => typeof to !== 'string')) throw new ChatFailure(90003)
  if (list.length > 500) throw new ChatFailure(90011)
  checkSender(world, fields.from)
  const accounts = list.map((to) => ({ to: String(to), account: world.accounts.get(String(to)) }))
  const known = accounts.flatMap(({ account }) => account ?? [])
  if (known.length === 0) throw new ChatFailure(90012)
  if (call.bodyBytes > maxBodyBytes) throw new ChatFailure(93000)
  const first = messageFrom(world, fields, known[0]?.userId ?? '')
  for (const recipient of known) {
    sendC2c(world, dispatch, recipient, {
      message: { ...first, to: recipient.userId },
      syncOtherMachine: fields.syncOtherMachine,
    })
  }
  const missing = accounts.filter(({ account }) => account === undefined)
  const answer = { MsgKey: messageKey(first) }
  if (missing.length === 0) return answer
  return {
    ...answer,
    ActionStatus: 'SomeError',
    ErrorList: missing.map(({ to }) => ({ To_Account: to, ErrorCode: 70107 })),
  }
}

function readFields({ world, body, identifier }: RestCall): SendFields {
  const from = body['From_Account'] ?? identifier
  if (typeof from !== 'string') throw new ChatFailure(90003)
  if (!isUint32(body['MsgRandom'])) throw new ChatFailure(90005)
  const sync = body['SyncOtherMachine']
  if (sync !== undefined && sync !== 1 && sync !== 2) throw new ChatFailure(90031)
  const lifeTime = body['MsgLifeTime'] ?? sevenDaysSec
  if (!isUint32(lifeTime)) throw new ChatFailure(90044)
  if (lifeTime > sevenDaysSec && world.switches.overlongLifeTime === 'reject') throw new ChatFailure(90026)
  if (body['MsgSeq'] !== undefined && !isUint32(body['MsgSeq'])) throw new ChatFailure(90010)
  return {
    from,
    seq: isUint32(body['MsgSeq']) ? body['MsgSeq'] : undefined,
    random: body['MsgRandom'],
    lifeTimeSec: Math.min(lifeTime, sevenDaysSec),
    body: readMessageBody(body['MsgBody']),
    push: readOfflinePush(body['OfflinePushInfo']),
    control: listOf(body['SendMsgControl']).filter((item) => typeof item === 'string'),
    cloudCustomData: textOr(body['CloudCustomData'], ''),
    syncOtherMachine: sync,
    needReadReceipt: body['IsNeedReadReceipt'] === 1,
  }
}

/** An administrator may send without having been imported. */
function checkSender(world: World, from: string): void {
  if (!world.admins.has(from) && world.accounts.get(from) === undefined) throw new ChatFailure(20003)
}

function messageFrom(world: World, fields: SendFields, to: string): ChatMessage {
  const timeSec = nowSec(world)
  return {
    kind: 'c2c',
    from: fields.from,
    to,
    // Grows, so that messages of one second keep their order.
    seq: fields.seq ?? world.c2c.nextSeq(),
    random: fields.random,
    timeSec,
    clientTimeSec: timeSec,
    fromTinyId: tinyId(fields.from),
    body: fields.body,
    cloudCustomData: fields.cloudCustomData,
    push: fields.push,
    lifeTimeSec: fields.lifeTimeSec,
    sender: 'rest',
    control: fields.control,
    needReadReceipt: fields.needReadReceipt,
  }
}

/** Pages backwards in time; one answer holds at most 13 KB. */
function getRoamMessages({ world, body }: RestCall): JsonObject {
  const operator = body['Operator_Account'] ?? body['From_Account']
  const peer = body['Peer_Account'] ?? body['To_Account']
  if (typeof operator !== 'string' || typeof peer !== 'string') throw new ChatFailure(90003)
  if (world.accounts.get(operator) === undefined && !world.admins.has(operator)) throw new ChatFailure(90048)
  const min = numberOr(body['MinTime'], 0)
  const max = numberOr(body['MaxTime'], Infinity)
  const count = Math.min(100, Math.max(1, numberOr(body['MaxCnt'], 20)))
  const lastKey = textOr(body['LastMsgKey'], '')
  const all = world.c2c
    .between(operator, peer)
    .filter(({ message }) => message.timeSec >= min && message.timeSec <= max)
  const before = lastKey === '' ? -1 : all.findIndex(({ key }) => key === lastKey)
  const candidates = before === -1 ? all : all.slice(0, before)
  const page = lastFitting(candidates, count)
  const first = page[0]
  return {
    Complete: page.length === candidates.length ? 1 : 0,
    MsgCnt: page.length,
    LastMsgTime: first?.message.timeSec ?? 0,
    LastMsgKey: first?.key ?? '',
    MsgList: page.map(roamMessage),
  }
}

const maxPageBytes = 13 * 1024

function lastFitting(messages: readonly StoredMessage[], count: number): readonly StoredMessage[] {
  let bytes = 0
  let start = messages.length
  while (start > 0 && messages.length - start < count) {
    const next = messages[start - 1]
    if (next === undefined) break
    bytes += Buffer.byteLength(JSON.stringify(roamMessage(next)))
    if (bytes > maxPageBytes && start < messages.length) break
    start -= 1
  }
  return messages.slice(start)
}

function roamMessage({ message, key, flagBits, isPeerRead }: StoredMessage): JsonObject {
  return {
    From_Account: message.from,
    To_Account: message.to,
    MsgSeq: message.seq,
    MsgRandom: message.random,
    MsgTimeStamp: message.timeSec,
    MsgFlagBits: flagBits,
    IsPeerRead: isPeerRead ? 1 : 0,
    MsgKey: key,
    MsgBody: message.body,
    ...(message.cloudCustomData === '' ? {} : { CloudCustomData: message.cloudCustomData }),
  }
}

function withdraw({ world, body }: RestCall): JsonObject {
  const from = body['From_Account']
  const to = body['To_Account']
  const key = body['MsgKey']
  if (typeof from !== 'string' || typeof to !== 'string') throw new ChatFailure(90003)
  const stored = typeof key === 'string' ? world.c2c.find(from, to, key) : undefined
  if (stored === undefined) throw new ChatFailure(90054)
  stored.flagBits = 8
  const { message } = stored
  const info = {
    From_Account: from,
    To_Account: to,
    MsgSeq: message.seq,
    MsgRandom: message.random,
    MsgTime: message.timeSec,
  }
  const event = { Event: 10, C2cNotifyMsgArray: [{ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [info] } }] }
  for (const terminal of [...world.terminals.of(to), ...world.terminals.of(from)]) {
    if (terminal.platform === 'Web') world.terminals.linkOf(terminal.instanceId)?.message({ kind: 'event', event })
  }
  return {}
}

export const c2cCommands: Readonly<Record<string, RestCommand>> = {
  'openim/sendmsg': { run: sendmsg, perSecond: 200, unreadable: 90001 },
  'openim/batchsendmsg': { run: batchsendmsg, perSecond: 200, unreadable: 90001 },
  'openim/admin_getroammsg': { run: getRoamMessages, perSecond: 200, unreadable: 90001 },
  'openim/admin_msgwithdraw': { run: withdraw, perSecond: 200, unreadable: 90001 },
}
