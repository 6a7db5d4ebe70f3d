import { isObject, parseObject, type JsonObject } from '../cloud/json.ts'
import { AccessTokens } from './access-tokens.ts'
import type { VendorClick } from './push-message.ts'
import type { PushService, PushServiceCore } from './push-service.ts'
import {
  appQuotaUsedUp,
  deviceQuotaUsedUp,
  hasSensitiveWord,
  scopeOf,
  standingOf,
  tokenStanding,
  tooFast,
} from './service-checks.ts'
import type { TokenRow } from './token-table.ts'
import {
  jsonAnswer,
  numberAt,
  objectAt,
  stringsAt,
  textAt,
  type VendorRequest,
  type VendorResponse,
} from './vendor-http.ts'

/** Huawei Push Kit: OAuth client credentials, then JSON sends of at most 4096 bytes. */
export function huaweiService(core: PushServiceCore): PushService {
  const access = new AccessTokens(core.clock, 3_600_000)
  return {
    name: 'huawei',
    hosts: ['push-api.cloud.huawei.com', 'oauth-login.cloud.huawei.com'],
    core,
    handle: (request) => {
      if (request.method === 'POST' && request.path === '/oauth2/v3/token') return grant(core, access, request)
      const send = /^\/v[12]\/([^/]+)\/messages:send$/.exec(request.path)
      if (request.method === 'POST' && send !== null) return sendMessages(core, access, send[1] ?? '', request)
      return { status: 404, body: '' }
    },
  }
}

function grant(core: PushServiceCore, access: AccessTokens, request: VendorRequest): VendorResponse {
  const form = new URLSearchParams(request.body)
  if (form.get('grant_type') !== 'client_credentials')
    return jsonAnswer({ sub_error: 20041, error_description: 'grant_type is not supported', error: 1101 }, 400)
  if (form.get('client_id') !== core.app.appId || form.get('client_secret') !== core.app.appSecret) {
    return jsonAnswer({ sub_error: 12304, error_description: 'client secret is wrong', error: 1101 }, 401)
  }
  return jsonAnswer({ access_token: access.issue('huawei'), expires_in: 3600, token_type: 'Bearer' })
}

function sendMessages(
  core: PushServiceCore,
  access: AccessTokens,
  appId: string,
  request: VendorRequest,
): VendorResponse {
  const requestId = core.nextMessageId()
  const answer = (code: string, msg: string, status = 200): VendorResponse =>
    jsonAnswer({ code, msg, requestId }, status)
  const bearer = (request.headers['authorization'] ?? '').replace(/^Bearer /, '')
  const credential = access.check(bearer)
  if (credential === 'expired') return answer('80200003', 'the access token has expired', 401)
  if (credential === 'unknown') return answer('80200001', 'the access token is not valid', 401)
  if (appId !== core.app.appId) return answer('80300002', 'the app has no right to send to these tokens')
  const body = parseObject(request.body)
  const message = body === undefined ? undefined : body['message']
  if (!isObject(message)) return answer('80100003', 'the message is malformed', 400)
  if (Buffer.byteLength(JSON.stringify({ ...message, token: undefined })) > 4096)
    return answer('80300008', 'the message is over 4096 bytes', 400)
  const android = objectAt(message, 'android')
  const notification = objectAt(android, 'notification')
  const title = textAt(notification, 'title') || textAt(objectAt(message, 'notification'), 'title')
  const text = textAt(notification, 'body') || textAt(objectAt(message, 'notification'), 'body')
  const click = clickOf(objectAt(notification, 'click_action'))
  if (title === '' || text === '' || click === undefined)
    return answer('80100003', 'title, body or click_action is missing', 400)
  const tokens = stringsAt(message, 'token')
  if (tokens.length === 0) return answer('80100001', 'no token is given', 400)

  const illegal: string[] = []
  for (const token of tokens) {
    const { standing, row } = tokenStanding(core, token)
    const appStanding = standingOf(core, row)
    if (appStanding !== 'listed') return answer('80300037', 'the app may not push')
    if (tooFast(core, row)) return answer('503', 'flow control', 503)
    if (hasSensitiveWord(core, row, title, text)) return answer('80100016', 'the message holds sensitive words')
    if (standing !== 'valid' || row === undefined) {
      illegal.push(token)
      continue
    }
    const service = isService(core, row, textAt(android, 'category'))
    const delivery = {
      id: requestId,
      token,
      packageName: core.app.packageName,
      title,
      body: text,
      channelId: textAt(notification, 'channel_id'),
      click,
      extras: {},
      notifyId: replacingId(numberAt(notification, 'notify_id')),
      group: textAt(notification, 'group') || undefined,
      ttlMs: ttlOf(android),
      attention: service && textAt(notification, 'importance') !== 'LOW' ? 'normal' : 'silent',
      longText: numberAt(notification, 'style') === 1,
    } as const
    // Limits of a device are told by receipt only: 256 for marketing messages, 102 for flow control.
    if (!service && deviceQuotaUsedUp(core, row, 'marketing', 2))
      core.drop(delivery, '256', 'limit of marketing messages')
    else if (service && deviceQuotaUsedUp(core, row, 'service', 3000))
      core.drop(delivery, '102', 'flow control of the device')
    else if (appQuotaUsedUp(core, row, 'all', Infinity)) core.drop(delivery, '102', 'flow control of the app')
    else if (body?.['validate_only'] !== true) core.carry(delivery)
  }
  if (illegal.length === tokens.length) return answer('80300007', 'all the tokens are invalid')
  if (illegal.length > 0) {
    return answer(
      '80100000',
      JSON.stringify({ success: tokens.length - illegal.length, failure: illegal.length, illegal_tokens: illegal }),
    )
  }
  return answer('80000000', 'Success')
}

function isService(core: PushServiceCore, row: TokenRow, category: string): boolean {
  if (core.faults.active('reclassified-as-marketing', scopeOf(core, row))) return false
  // Who names a message marketing himself is not asked whether he may classify.
  if (category === 'MARKETING') return false
  if (core.appFor(row).selfClassification && category !== '') return true
  return core.rules.huaweiUnnamedCategory === 'service'
}

/** type 1: in-app page by intent or action; 2: a URL; 3: the launcher. */
function clickOf(action: JsonObject): VendorClick | undefined {
  switch (numberAt(action, 'type')) {
    case 1:
      return { kind: 'intent-uri', uri: textAt(action, 'intent') }
    case 2:
      return { kind: 'url', url: textAt(action, 'url') }
    case 3:
      return { kind: 'launcher' }
    default:
      return undefined
  }
}

function replacingId(notifyId: number | undefined): number | undefined {
  return notifyId === -1 ? undefined : notifyId
}

/** `ttl` is text such as "86400s"; one day when unset, at most 15 days. */
function ttlOf(android: JsonObject): number {
  const seconds = /^(\d+)s$/.exec(textAt(android, 'ttl'))?.[1]
  return Math.min(15 * 86_400, seconds === undefined ? 86_400 : Number(seconds)) * 1000
}
