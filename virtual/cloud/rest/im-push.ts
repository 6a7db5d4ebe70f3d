import type { Account } from '../accounts.ts'
import { ChatFailure } from '../chat-failure.ts'
import { isObject, isUint32, listOf, textOr, type JsonObject } from '../json.ts'
import { readMessageBody } from '../message-body.ts'
import { readOfflinePush } from '../offline-push.ts'
import { sendC2c } from '../send-c2c.ts'
import { nowSec, tinyId, type World } from '../world.ts'
import type { RestCall, RestCommand } from './command.ts'

const perDay = 100
const minimumDistanceMs = 1000

/** When each world pushed to all, ms since the epoch. */
const pushes = new WeakMap<World, number[]>()

/** A message to everybody, or to those whom tags or attributes name. It is not kept in the roaming store. */
function imPush(call: RestCall): JsonObject {
  const { world, dispatch, body, identifier } = call
  const random = body['MsgRandom']
  if (!isUint32(random)) throw new ChatFailure(90005)
  const messageBody = readMessageBody(body['MsgBody'])
  const lifeTimeSec = body['MsgLifeTime'] ?? 0
  if (!isUint32(lifeTimeSec)) throw new ChatFailure(90044)
  if (lifeTimeSec > 604_800) throw new ChatFailure(90026)
  const push = readOfflinePush(body['OfflinePushInfo'])
  const condition = readCondition(body['Condition'])
  count(world)
  const from = textOr(body['From_Account'], identifier)
  const timeSec = nowSec(world)
  for (const recipient of world.accounts.all()) {
    if (recipient.userId === from || !condition(recipient)) continue
    const message = {
      kind: 'c2c',
      from,
      to: recipient.userId,
      seq: random,
      random,
      timeSec,
      clientTimeSec: timeSec,
      fromTinyId: tinyId(from),
      body: messageBody,
      cloudCustomData: textOr(body['CloudCustomData'], ''),
      push,
      lifeTimeSec,
      sender: 'rest',
      control: [],
      needReadReceipt: false,
    } as const
    sendC2c(world, dispatch, recipient, { message, syncOtherMachine: 2, roaming: 'none' })
  }
  return { TaskId: `${String(world.sdkAppId)}_${tinyId(from)}_${String(timeSec)}_${String(random)}` }
}

function count(world: World): void {
  const nowMs = world.clock.now()
  const recent = (pushes.get(world) ?? []).filter((atMs) => nowMs - atMs < 86_400_000)
  const last = recent.at(-1)
  if (last !== undefined && nowMs - last < minimumDistanceMs)
    throw new ChatFailure(90024, 'two pushes within one second')
  if (recent.length >= perDay) throw new ChatFailure(90047, 'the pushes of the day are used up')
  pushes.set(world, [...recent, nowMs])
}

/** Tags and attributes exclude each other; no condition means everybody. */
function readCondition(value: unknown): (account: Account) => boolean {
  if (value === undefined) return () => true
  if (!isObject(value)) throw new ChatFailure(90001)
  const tagsAnd = readTags(value['TagsAnd'])
  const tagsOr = readTags(value['TagsOr'])
  const attrsAnd = readAttributes(value['AttrsAnd'])
  const attrsOr = readAttributes(value['AttrsOr'])
  const byTag = tagsAnd.length + tagsOr.length > 0
  const byAttribute = attrsAnd.length + attrsOr.length > 0
  if (byTag && byAttribute) throw new ChatFailure(90039, 'a push goes by tag or by attribute, not by both')
  if (tagsAnd.some((tag) => tagsOr.includes(tag))) throw new ChatFailure(90022, 'a tag stands in TagsOr and in TagsAnd')
  return ({ tags, attributes }) => {
    const has = ([name, wanted]: readonly [string, string]): boolean => attributes.get(name) === wanted
    return (
      tagsAnd.every((tag) => tags.has(tag)) &&
      (tagsOr.length === 0 || tagsOr.some((tag) => tags.has(tag))) &&
      attrsAnd.every(has) &&
      (attrsOr.length === 0 || attrsOr.some(has))
    )
  }
}

function readTags(value: unknown): readonly string[] {
  const tags = listOf(value)
  if (tags.length > 10) throw new ChatFailure(90032, 'more than ten tags')
  return tags.map((tag) => {
    if (typeof tag !== 'string' || tag === '') throw new ChatFailure(90040, 'a tag is empty')
    if (Buffer.byteLength(tag) > 50) throw new ChatFailure(90020, 'a tag is longer than 50 bytes')
    return tag
  })
}

function readAttributes(value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return []
  if (!isObject(value)) throw new ChatFailure(90033, 'an attribute is not valid')
  return Object.entries(value).map(([name, wanted]) => {
    if (typeof wanted !== 'string') throw new ChatFailure(90033, 'an attribute is not valid')
    return [name, wanted] as const
  })
}

function addTags({ world, body }: RestCall): JsonObject {
  for (const item of listOf(body['UserTags'])) {
    const account = isObject(item) ? world.accounts.get(textOr(item['To_Account'], '')) : undefined
    if (account === undefined || !isObject(item)) throw new ChatFailure(90048)
    for (const tag of readTags(item['Tags'])) account.tags.add(tag)
  }
  return {}
}

function setAttributes({ world, body }: RestCall): JsonObject {
  for (const item of listOf(body['UserAttrs'])) {
    const account = isObject(item) ? world.accounts.get(textOr(item['To_Account'], '')) : undefined
    if (account === undefined || !isObject(item)) throw new ChatFailure(90048)
    for (const [name, value] of readAttributes(item['Attrs'])) account.attributes.set(name, value)
  }
  return {}
}

export const imPushCommands: Readonly<Record<string, RestCommand>> = {
  'all_member_push/im_push': { run: imPush, perSecond: 100, unreadable: 90001 },
  'all_member_push/im_add_tag': { run: addTags, perSecond: 100, unreadable: 90001 },
  'all_member_push/im_set_attr': { run: setAttributes, perSecond: 100, unreadable: 90001 },
}
