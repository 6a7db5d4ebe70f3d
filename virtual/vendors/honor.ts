import { parseObject, type JsonObject } from '../cloud/json.ts'
import { AccessTokens } from './access-tokens.ts'
import type { VendorClick } from './push-message.ts'
import type { PushService, PushServiceCore } from './push-service.ts'
import { deviceQuotaUsedUp, hasSensitiveWord, scopeOf, standingOf, tokenStanding, tooFast } from './service-checks.ts'
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

/** Honor Push: token from the IAM server, sends with Bearer and `timestamp`; no channels of the app's own. */
export function honorService(core: PushServiceCore): PushService {
  const access = new AccessTokens(core.clock, 3_600_000)
  return {
    name: 'honor',
    hosts: ['push-api.cloud.honor.com', 'iam.developer.honor.com'],
    core,
    handle: (request) => {
      if (request.method === 'POST' && request.path === '/auth/realms/developer/protocol/openid-connect/token')
        return grant(core, access, request)
      const send = /^\/api\/v1\/([^/]+)\/sendMessage$/.exec(request.path)
      if (request.method === 'POST' && send !== null) return sendMessage(core, access, send[1] ?? '', request)
      return { status: 404, body: '' }
    },
  }
}

function grant(core: PushServiceCore, access: AccessTokens, request: VendorRequest): VendorResponse {
  const form = new URLSearchParams(request.body)
  if (form.get('client_id') !== core.app.appId || form.get('client_secret') !== core.app.appSecret) {
    return jsonAnswer({ error: 'unauthorized_client', error_description: 'client id or secret is wrong' }, 401)
  }
  return jsonAnswer({ access_token: access.issue('honor'), expires_in: 3600, token_type: 'Bearer' })
}

function sendMessage(
  core: PushServiceCore,
  access: AccessTokens,
  appId: string,
  request: VendorRequest,
): VendorResponse {
  const requestId = core.nextMessageId()
  const failure = (code: number, message: string): VendorResponse =>
    jsonAnswer({ code, message, data: { sendResult: false, requestId, failTokens: [], expireTokens: [] } })
  const credential = access.check((request.headers['authorization'] ?? '').replace(/^Bearer /, ''))
  if (credential !== 'good') return failure(credential === 'expired' ? 10207 : 10205, 'the access token is not valid')
  if (!/^\d{13}$/.test(request.headers['timestamp'] ?? '')) return failure(80100003, 'timestamp is missing')
  if (appId !== core.app.appId) return failure(80200022, 'the app has no right to push')
  const body = parseObject(request.body)
  if (body === undefined) return failure(80100003, 'the message is malformed')
  if (Buffer.byteLength(JSON.stringify({ ...body, token: undefined })) > 4096)
    return failure(80300008, 'the message is over 4096 bytes')
  const android = objectAt(body, 'android')
  const notification = objectAt(android, 'notification')
  const title = textAt(notification, 'title')
  const text = textAt(notification, 'body')
  const click = clickOf(objectAt(notification, 'clickAction'))
  if (title === '' || text === '' || click === undefined)
    return failure(80100003, 'title, body or clickAction is missing')
  const tokens = stringsAt(body, 'token')
  if (new Set(tokens).size !== tokens.length) return failure(80300006, 'a token is repeated')

  const failTokens: string[] = []
  const expireTokens: string[] = []
  for (const token of tokens) {
    const { standing, row } = tokenStanding(core, token)
    if (standingOf(core, row) !== 'listed') return failure(80200022, 'the app may not push')
    if (tooFast(core, row)) return { status: 503, body: '' }
    if (core.faults.active('app-quota-exhausted', scopeOf(core, row)))
      return failure(80200047, 'the daily limit of the app is reached')
    if (hasSensitiveWord(core, row, title, text)) return failure(80200056, 'the message holds sensitive words')
    if (standing === 'stale') expireTokens.push(token)
    if (standing !== 'valid' || row === undefined) {
      failTokens.push(token)
      continue
    }
    const marketing = !isService(core, row, textAt(notification, 'importance'))
    const delivery = {
      id: requestId,
      token,
      packageName: core.app.packageName,
      title,
      body: text,
      channelId: '',
      click,
      extras: {},
      notifyId: numberAt(notification, 'notifyId'),
      group: textAt(notification, 'group') || undefined,
      ttlMs: 86_400_000,
      attention: marketing ? 'silent' : 'normal',
      longText: numberAt(notification, 'style') === 1,
    } as const
    if (marketing && deviceQuotaUsedUp(core, row, 'marketing', 2))
      core.drop(delivery, '9', 'repeated or over the limit of the device')
    else if (!marketing && deviceQuotaUsedUp(core, row, 'service', Infinity))
      core.drop(delivery, '9', 'repeated or over the limit of the device')
    else core.carry(delivery)
  }
  const data = { sendResult: failTokens.length < tokens.length, requestId, failTokens, expireTokens }
  if (tokens.length > 0 && failTokens.length === tokens.length)
    return jsonAnswer({ code: 80300007, message: 'all the tokens are invalid', data })
  if (failTokens.length > 0) return jsonAnswer({ code: 80100000, message: 'some tokens failed', data })
  return jsonAnswer({ code: 200, message: 'success', data })
}

/** LOW is the marketing class, NORMAL the others; Honor classifies a message that names neither. */
function isService(core: PushServiceCore, row: TokenRow, importance: string): boolean {
  if (core.faults.active('reclassified-as-marketing', scopeOf(core, row))) return false
  return importance === '' ? core.rules.honorUnnamedImportance === 'service' : importance !== 'LOW'
}

/** type 1: in-app page by intent; 2: a URL; 3: the launcher. */
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
