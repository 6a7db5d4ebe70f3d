import { createHash } from 'node:crypto'
import { parseObject, type JsonObject } from '../cloud/json.ts'
import { AccessTokens } from './access-tokens.ts'
import type { VendorClick } from './push-message.ts'
import type { PushService, PushServiceCore } from './push-service.ts'
import {
  appQuotaUsedUp,
  deviceQuotaUsedUp,
  hasSensitiveWord,
  standingOf,
  tokenStanding,
  tooFast,
} from './service-checks.ts'
import { jsonAnswer, numberAt, objectAt, textAt, type VendorRequest, type VendorResponse } from './vendor-http.ts'

/** OPPO Push: signs with the master secret; a message is JSON inside a form. */
export function oppoService(core: PushServiceCore): PushService {
  const access = new AccessTokens(core.clock, 86_400_000)
  const seen = new Set<string>()
  return {
    name: 'oppo',
    hosts: ['api.push.oppomobile.com'],
    core,
    handle: (request) => {
      if (request.method === 'POST' && request.path === '/server/v1/auth') return auth(core, access, request)
      if (request.method === 'POST' && request.path === '/server/v1/message/notification/unicast')
        return unicast(core, access, seen, request)
      return { status: 404, body: '' }
    },
  }
}

function auth(core: PushServiceCore, access: AccessTokens, request: VendorRequest): VendorResponse {
  const form = new URLSearchParams(request.body)
  const timestamp = form.get('timestamp') ?? ''
  if (form.get('app_key') !== core.app.appKey) return refusal(14, 'the app key is not valid')
  if (!/^\d{13}$/.test(timestamp)) return refusal(17, 'the timestamp is not valid')
  const sign = createHash('sha256').update(`${core.app.appKey}${timestamp}${core.app.masterSecret}`).digest('hex')
  if (form.get('sign') !== sign) return refusal(16, 'the signature does not match')
  return jsonAnswer({
    code: 0,
    message: 'Success',
    data: { auth_token: access.issue('oppo'), create_time: core.clock.now() },
  })
}

function unicast(
  core: PushServiceCore,
  access: AccessTokens,
  seen: Set<string>,
  request: VendorRequest,
): VendorResponse {
  const form = new URLSearchParams(request.body)
  if (access.check(form.get('auth_token') ?? '') !== 'good') return refusal(11, 'the auth token is not valid')
  const message = parseObject(form.get('message') ?? '')
  if (message === undefined) return refusal(40, 'the message is not JSON')
  const { standing, row } = tokenStanding(core, textAt(message, 'target_value'))
  const appStanding = standingOf(core, row)
  if (appStanding === 'unlisted') return refusal(28, 'the app is not available')
  if (appStanding === 'penalised') return refusal(27, 'the app has no right to push')
  if (tooFast(core, row)) return refusal(-2, 'flow control')
  if (numberAt(message, 'target_type') !== 2 || standing !== 'valid' || row === undefined)
    return refusal(10000, 'the registration id is not valid')
  const notification = objectAt(message, 'notification')
  const title = textAt(notification, 'title')
  const content = textAt(notification, 'content')
  if (title === '' || content === '' || title.length > 50 || content.length > 200)
    return refusal(40, 'title or content is empty or too long')
  const parameters = actionParameters(core, textAt(notification, 'action_parameters'))
  if (parameters === undefined) return refusal(40, 'action_parameters is not a JSON object')
  if (hasSensitiveWord(core, row, title, content)) return refusal(41, 'the content was refused')
  const click = clickOf(notification)
  if (click === undefined) return refusal(40, 'the click action is not valid')
  if (numberAt(notification, 'notify_level') !== undefined && textAt(notification, 'category') === '')
    return refusal(67, 'notify_level needs a category')
  const appMessageId = textAt(notification, 'app_message_id')
  const id = core.nextMessageId()
  // The same app_message_id is taken once; the answer is that of a success.
  if (appMessageId !== '' && seen.has(appMessageId)) return accepted(id)
  seen.add(appMessageId)
  const channelId = textAt(notification, 'channel_id')
  const app = core.appFor(row)
  const isPrivate = app.privateChannels.includes(channelId)
  const perApp = app.validUsers < 50_000 ? 100_000 : app.validUsers * 2
  if (appQuotaUsedUp(core, row, isPrivate ? 'private' : 'public', isPrivate ? Infinity : perApp))
    return refusal(33, 'the daily limit of the app is reached')
  const delivery = {
    id,
    token: row.token,
    packageName: core.app.packageName,
    title,
    body: content,
    channelId,
    click,
    extras: parameters,
    notifyId: undefined,
    group: undefined,
    ttlMs: notification['off_line'] === false ? 0 : (numberAt(notification, 'off_line_ttl') ?? 3600) * 1000,
    attention: numberAt(notification, 'notify_level') === 1 ? 'silent' : 'normal',
    longText: numberAt(notification, 'style') === 2,
  } as const
  if (deviceQuotaUsedUp(core, row, isPrivate ? 'private' : 'public', isPrivate ? Infinity : 2))
    core.drop(delivery, 'device-limit', 'the daily limit of the device is reached')
  else core.carry(delivery)
  return accepted(id)
}

/**
 * Each key of action_parameters becomes an extra of the opened activity. Text stays as it is; objects and arrays
 * keep the text they had, so that nothing is lost on the way.
 */
function actionParameters(core: PushServiceCore, text: string): Readonly<Record<string, string>> | undefined {
  if (text === '') return {}
  const parameters = parseObject(text)
  if (parameters === undefined) return core.rules.nonJsonExtRefusedBy.includes('oppo') ? undefined : {}
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}

/** click_action_type 0 launcher, 1 activity by action, 2 URL, 4 activity by class name, 5 intent scheme URL. */
function clickOf(notification: JsonObject): VendorClick | undefined {
  switch (numberAt(notification, 'click_action_type') ?? 0) {
    case 0:
      return { kind: 'launcher' }
    case 2:
      return { kind: 'url', url: textAt(notification, 'click_action_url') }
    case 4:
      return { kind: 'activity', className: textAt(notification, 'click_action_activity') }
    case 1:
    case 5:
      return { kind: 'intent-uri', uri: textAt(notification, 'click_action_url') }
    default:
      return undefined
  }
}

function accepted(messageId: string): VendorResponse {
  return jsonAnswer({ code: 0, message: 'Success', data: { messageId } })
}

function refusal(code: number, message: string): VendorResponse {
  return jsonAnswer({ code, message })
}
