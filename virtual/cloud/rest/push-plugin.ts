import { ChatFailure } from '../chat-failure.ts'
import { isUint32, listOf, numberOr, textOr, type JsonObject } from '../json.ts'
import { pushPlatform, traceOf, type PushRecord } from '../push-records.ts'
import { readOfflinePush } from '../offline-push.ts'
import { nowSec, tinyId, type World } from '../world.ts'
import type { RestCall, RestCommand } from './command.ts'

function trace({ world, body }: RestCall): JsonObject {
  const pushId = body['PushID']
  if (typeof pushId !== 'string') throw new ChatFailure(90001)
  const record = world.records.get(pushId)
  if (record === undefined) throw new ChatFailure(90049)
  return { InstanceTrace: record.stoppedAt === undefined ? [traceOf(record)] : [] }
}

/** What was lost before it was handed to a vendor, and after; keyed by PushPlatform as well. */
function loss({ world, body }: RestCall): JsonObject {
  const records = recordsIn(world, body)
  return {
    ReadyToSendLoss: readyToSend(records),
    PostSendDeliveredLoss: postSend(records),
    PlatformReadyToSendLoss: byPlatform(records, readyToSend),
    PlatformPostSendDeliveredLoss: byPlatform(records, postSend),
  }
}

function readyToSend(records: readonly PushRecord[]): readonly JsonObject[] {
  const count = (gate: string): number => records.filter(({ stoppedAt }) => stoppedAt?.gate === gate).length
  return [
    { ErrCode: '-1', ErrInfo: 'certificate id not set', Count: count('certificate') },
    { ErrCode: '-2', ErrInfo: 'token not uploaded', Count: count('token') },
  ].filter(({ Count }) => Count > 0)
}

function postSend(records: readonly PushRecord[]): readonly JsonObject[] {
  const counts = new Map<string, { info: string; count: number }>()
  for (const { stages } of records) {
    const failed = [stages.offline, stages.device].find((stage) => stage?.ok === false)
    if (failed === undefined) continue
    const known = counts.get(failed.code) ?? { info: failed.info, count: 0 }
    counts.set(failed.code, { ...known, count: known.count + 1 })
  }
  return [...counts].map(([code, { info, count }]) => ({ ErrCode: code, ErrInfo: info, Count: count }))
}

function byPlatform(
  records: readonly PushRecord[],
  count: (records: readonly PushRecord[]) => readonly JsonObject[],
): JsonObject {
  const platforms = new Set(records.map(platformOf))
  return Object.fromEntries(
    [...platforms].map((platform) => [
      String(platform),
      count(records.filter((record) => platformOf(record) === platform)),
    ]),
  )
}

function platformOf(record: PushRecord): number {
  return record.vendor === undefined ? 0 : pushPlatform[record.vendor]
}

function statistics({ world, body }: RestCall): JsonObject {
  const records = recordsIn(world, body)
  const row = (some: readonly PushRecord[]): JsonObject => ({
    TotalCount: some.length,
    SentCount: some.filter(({ stages }) => stages.offline?.ok === true).length,
    DeliveredCount: some.filter(({ stages }) => stages.device?.ok === true).length,
    ClickCount: some.filter(({ stages }) => stages.click !== undefined).length,
  })
  const platforms = [...new Set(records.map(platformOf))]
  return {
    ...row(records),
    PlatformStatistics: platforms.map((platform) => ({
      PushPlatform: platform,
      ...row(records.filter((record) => platformOf(record) === platform)),
    })),
  }
}

/** The range is at most 30 days. */
function recordsIn(world: World, body: JsonObject): readonly PushRecord[] {
  const start = numberOr(body['StartTime'], NaN)
  const end = numberOr(body['EndTime'], NaN)
  if (Number.isNaN(start) || Number.isNaN(end) || end < start || end - start > 30 * 86_400) throw new ChatFailure(90001)
  // Messages that were never meant for a vendor are in no count.
  const counted = new Set(['token', 'certificate'])
  return world.records
    .all()
    .filter(
      ({ sentAtMs, stoppedAt }) =>
        sentAtMs >= start * 1000 &&
        sentAtMs <= end * 1000 + 999 &&
        (stoppedAt === undefined || counted.has(stoppedAt.gate)),
    )
}

/** Pushes without a Chat message, to accounts or registration ids. */
function batch({ world, dispatch, body, identifier }: RestCall): JsonObject {
  const list = listOf(body['To_Account'])
  if (list.length === 0 || list.some((to) => typeof to !== 'string')) throw new ChatFailure(90003)
  if (list.length > 500) throw new ChatFailure(90011)
  if (!isUint32(body['MsgRandom'])) throw new ChatFailure(90005)
  if (body['OfflinePushInfo'] === undefined) throw new ChatFailure(90043)
  const push = readOfflinePush(body['OfflinePushInfo'])
  const from = textOr(body['From_Account'], identifier)
  const taskId = `batch_${String(world.sdkAppId)}_${String(nowSec(world))}_${String(body['MsgRandom'])}`
  const errors: JsonObject[] = []
  for (const to of list.map(String)) {
    const recipient = world.accounts.get(to)
    if (recipient === undefined) {
      errors.push({ To_Account: to, ErrorCode: 70107, ErrorInfo: 'the user id does not exist' })
      continue
    }
    // Online phones get it over the push SDK's own connection and show it; the background is the dispatcher's.
    for (const terminal of world.terminals.of(to).filter(({ background }) => !background)) {
      world.terminals.linkOf(terminal.instanceId)?.message({
        kind: 'push',
        title: push.title,
        desc: push.desc,
        ext: push.ext,
        messageId: taskId,
        show: true,
      })
    }
    const timeSec = nowSec(world)
    dispatch.message(
      {
        kind: 'c2c',
        from,
        to,
        seq: 0,
        random: body['MsgRandom'],
        timeSec,
        clientTimeSec: timeSec,
        fromTinyId: tinyId(from),
        body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: push.desc } }],
        cloudCustomData: '',
        push,
        lifeTimeSec: 604_800,
        sender: 'rest',
        control: [],
        needReadReceipt: false,
      },
      recipient,
    )
  }
  return { TaskId: taskId, ...(errors.length === 0 ? {} : { ErrorList: errors }) }
}

export const pushCommands: Readonly<Record<string, RestCommand>> = {
  'timpush/normal_push_trace': { run: trace, perSecond: 1, unreadable: 90001 },
  'timpush/normal_push_loss': { run: loss, perSecond: 1, unreadable: 90001 },
  'timpush/normal_push_statistics': { run: statistics, perSecond: 1, unreadable: 90001 },
  'timpush/batch': { run: batch, perSecond: 30, unreadable: 90001 },
}
