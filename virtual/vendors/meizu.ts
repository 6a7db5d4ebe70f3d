import { createHash } from 'node:crypto'
import { parseObject, type JsonObject } from '../cloud/json.ts'
import type { VendorClick } from './push-message.ts'
import type { PushService, PushServiceCore } from './push-service.ts'
import { appQuotaUsedUp, deviceQuotaUsedUp, standingOf, tokenStanding, tooFast } from './service-checks.ts'
import type { TokenRow } from './token-table.ts'
import { jsonAnswer, numberAt, objectAt, textAt, type VendorRequest, type VendorResponse } from './vendor-http.ts'

/** Meizu Push (repository MEIZUPUSH/PushAPI): MD5-signed form, answers per push id inside `value`. */
export function meizuService(core: PushServiceCore): PushService {
  return { name: 'meizu', hosts: ['server-api-push.meizu.com'], core, handle: (request) => handle(core, request) }
}

/** MD5 of the sorted `k=v` pairs without separators, followed by the secret. */
export function meizuSign(fields: Readonly<Record<string, string>>, secret: string): string {
  const text = Object.keys(fields)
    .sort()
    .map((key) => `${key}=${fields[key] ?? ''}`)
    .join('')
  return createHash('md5').update(`${text}${secret}`).digest('hex')
}

function handle(core: PushServiceCore, request: VendorRequest): VendorResponse {
  if (request.method !== 'POST' || request.path !== '/garcia/api/server/push/varnished/pushByPushId')
    return { status: 404, body: '' }
  const form = Object.fromEntries(new URLSearchParams(request.body))
  const { sign, ...signed } = form
  if (form['appId'] !== core.app.appId) return answer(core, '110000', 'the app id is not valid')
  if (sign !== meizuSign(signed, core.app.appSecret)) return answer(core, '1006', 'the signature is not valid')
  const message = parseObject(form['messageJson'] ?? '')
  const pushIds = (form['pushIds'] ?? '').split(',').filter((id) => id !== '')
  if (message === undefined || pushIds.length === 0 || pushIds.length > 100)
    return answer(core, '1005', 'a parameter is wrong')
  const notice = objectAt(message, 'noticeBarInfo')
  const title = textAt(notice, 'title')
  const content = textAt(notice, 'content')
  if (title === '' || title.length > 32 || content === '' || content.length > 100)
    return answer(core, '1005', 'title or content is empty or too long')
  const clickInfo = objectAt(message, 'clickTypeInfo')
  const click = clickOf(clickInfo)
  if (click === undefined) return answer(core, '1005', 'the click type is wrong')
  const isPublic = numberAt(objectAt(message, 'advanceInfo'), 'noticeMsgType') !== 1

  const failures: Record<string, string[]> = {}
  const id = core.nextMessageId()
  for (const pushId of pushIds) {
    const { standing, row } = tokenStanding(core, pushId)
    if (standingOf(core, row) !== 'listed') return answer(core, '110009', 'the app is on the blacklist')
    if (tooFast(core, row)) return answer(core, '110010', 'the app sends too fast')
    const kind = isPublic ? 'public' : 'private'
    if (appQuotaUsedUp(core, row, kind, dailyLimit(core, kind, 'app')))
      return answer(core, '110019', 'the daily limit of the app is reached')
    if (standing !== 'valid' || row === undefined) {
      add(failures, standing === 'unknown' ? '110003' : '110002', pushId)
      continue
    }
    if (deviceQuotaUsedUp(core, row, kind, dailyLimit(core, kind, 'phone'))) {
      add(failures, '110011', pushId)
      continue
    }
    const folded = folds(core, isPublic, row)
    if (folded) add(failures, '520', pushId)
    const parameters = objectAt(clickInfo, 'parameters')
    core.carry({
      id,
      token: pushId,
      packageName: core.app.packageName,
      title,
      body: content,
      channelId: '',
      click,
      extras: Object.fromEntries(Object.keys(parameters).map((key) => [key, textAt(parameters, key)])),
      // A folded message replaces the one shown before: one row stands for all.
      notifyId: folded ? foldedNotifyId : undefined,
      group: undefined,
      ttlMs: (numberAt(objectAt(message, 'pushTimeInfo'), 'validTime') ?? 24) * 3_600_000,
      attention: 'normal',
      longText: numberAt(objectAt(message, 'noticeExpandInfo'), 'noticeExpandType') === 1,
    })
  }
  return jsonAnswer({ code: '200', message: '', value: failures, redirect: '', msgId: id })
}

const foldedNotifyId = 520

/** Public messages alone are limited by day (110019, 110011: MEIZUPUSH/PushAPI, without figures). */
function dailyLimit(core: PushServiceCore, kind: 'public' | 'private', of: 'app' | 'phone'): number {
  const limited = core.rules.meizuThousandADay === 'app-and-phone' || core.rules.meizuThousandADay === of
  return kind === 'public' && limited ? 1000 : Infinity
}

function folds(core: PushServiceCore, isPublic: boolean, row: TokenRow): boolean {
  const { serial } = row.device
  if (core.faults.active('folded', { serial, vendor: 'meizu' })) return true
  const count = core.lastMinute.add(serial, core.timeFor(row))
  if (!isPublic && core.rules.meizuFolds === 'public') return false
  return count > core.rules.meizuFoldAfterPerMinute
}

/** clickType 0 launcher, 1 activity, 2 URL, 3 handled by the client. */
function clickOf(info: JsonObject): VendorClick | undefined {
  switch (numberAt(info, 'clickType') ?? 0) {
    case 0:
    case 3:
      return { kind: 'launcher' }
    case 1:
      return { kind: 'activity', className: textAt(info, 'activity') }
    case 2:
      return { kind: 'url', url: textAt(info, 'url') }
    default:
      return undefined
  }
}

function add(failures: Record<string, string[]>, code: string, pushId: string): void {
  const ids = failures[code] ?? []
  ids.push(pushId)
  failures[code] = ids
}

function answer(core: PushServiceCore, code: string, message: string): VendorResponse {
  return jsonAnswer({ code, message, value: {}, redirect: '', msgId: core.nextMessageId() })
}
