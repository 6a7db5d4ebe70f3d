import { createPublicKey, createVerify } from 'node:crypto'
import { parseObject } from '../cloud/json.ts'
import { AccessTokens } from './access-tokens.ts'
import type { PushService, PushServiceCore } from './push-service.ts'
import { appQuotaUsedUp, deviceQuotaUsedUp, standingOf, tokenStanding, tooFast } from './service-checks.ts'
import { jsonAnswer, objectAt, textAt, type VendorRequest, type VendorResponse } from './vendor-http.ts'

/** The service account of one Firebase project; its private key is what the Chat console is given. */
export interface ServiceAccount {
  readonly projectId: string
  readonly clientEmail: string
  /** PEM. */
  readonly privateKey: string
}

export interface FcmService extends PushService {
  readonly serviceAccount: ServiceAccount
}

/** FCM HTTP v1: a signed assertion buys an access token, sends name one device token. */
export function fcmService(core: PushServiceCore, privateKey: string): FcmService {
  const access = new AccessTokens(core.clock, 3_600_000)
  const serviceAccount: ServiceAccount = {
    projectId: core.app.appKey,
    clientEmail: `firebase-adminsdk@${core.app.appKey}.iam.gserviceaccount.com`,
    privateKey,
  }
  return {
    name: 'fcm',
    hosts: ['fcm.googleapis.com', 'oauth2.googleapis.com'],
    core,
    serviceAccount,
    handle: (request) => {
      if (request.method === 'POST' && request.path === '/token') return grant(core, serviceAccount, access, request)
      const send = /^\/v1\/projects\/([^/]+)\/messages:send$/.exec(request.path)
      if (request.method === 'POST' && send !== null) return sendMessage(core, access, send[1] ?? '', request)
      return { status: 404, body: '' }
    },
  }
}

function grant(
  core: PushServiceCore,
  account: ServiceAccount,
  access: AccessTokens,
  request: VendorRequest,
): VendorResponse {
  const form = new URLSearchParams(request.body)
  const [header = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.')
  const parsed = parseObject(Buffer.from(claims, 'base64url').toString())
  const genuine = createVerify('RSA-SHA256')
    .update(`${header}.${claims}`)
    .verify(createPublicKey(account.privateKey), signature, 'base64url')
  const expires = parsed === undefined ? 0 : Number(parsed['exp'])
  if (
    !genuine ||
    parsed === undefined ||
    textAt(parsed, 'iss') !== account.clientEmail ||
    expires * 1000 < core.clock.now()
  ) {
    return jsonAnswer({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }, 400)
  }
  return jsonAnswer({ access_token: access.issue('fcm'), expires_in: 3599, token_type: 'Bearer' })
}

function sendMessage(
  core: PushServiceCore,
  access: AccessTokens,
  project: string,
  request: VendorRequest,
): VendorResponse {
  if (access.check((request.headers['authorization'] ?? '').replace(/^Bearer /, '')) !== 'good') {
    return failure(401, 'UNAUTHENTICATED', 'the request had invalid authentication credentials')
  }
  if (project !== core.app.appKey)
    return failure(403, 'PERMISSION_DENIED', 'permission denied on the project', 'SENDER_ID_MISMATCH')
  const message = objectAt(parseObject(request.body) ?? {}, 'message')
  const { token: tokenValue, ...rest } = message
  const token = typeof tokenValue === 'string' ? tokenValue : ''
  if (token === '') return failure(400, 'INVALID_ARGUMENT', 'the message has no target', 'INVALID_ARGUMENT')
  if (Buffer.byteLength(JSON.stringify(rest)) > 4096)
    return failure(400, 'INVALID_ARGUMENT', 'the message is too big', 'INVALID_ARGUMENT')
  const { standing, row } = tokenStanding(core, token)
  if (standingOf(core, row) !== 'listed') return failure(403, 'PERMISSION_DENIED', 'the project may not send')
  if (tooFast(core, row)) return failure(429, 'RESOURCE_EXHAUSTED', 'quota exceeded', 'QUOTA_EXCEEDED')
  if (appQuotaUsedUp(core, row, 'all', Infinity))
    return failure(429, 'RESOURCE_EXHAUSTED', 'quota exceeded', 'QUOTA_EXCEEDED')
  if (standing === 'foreign')
    return failure(403, 'PERMISSION_DENIED', 'the token belongs to another sender', 'SENDER_ID_MISMATCH')
  if (standing === 'unknown' && !/^[\w-]+:APA91b/.test(token))
    return failure(400, 'INVALID_ARGUMENT', 'the token is not a registration token', 'INVALID_ARGUMENT')
  if (standing !== 'valid' || row === undefined)
    return failure(404, 'NOT_FOUND', 'Requested entity was not found.', 'UNREGISTERED')
  if (deviceQuotaUsedUp(core, row, 'all', Infinity))
    return failure(429, 'RESOURCE_EXHAUSTED', 'the device gets too many messages', 'QUOTA_EXCEEDED')

  const android = objectAt(message, 'android')
  const androidNotification = objectAt(android, 'notification')
  const notification = objectAt(message, 'notification')
  const data = objectAt(message, 'data')
  const id = core.nextMessageId()
  core.carry({
    id: `projects/${project}/messages/${id}`,
    token,
    packageName: core.app.packageName,
    title: textAt(androidNotification, 'title') || textAt(notification, 'title'),
    body: textAt(androidNotification, 'body') || textAt(notification, 'body'),
    channelId: textAt(androidNotification, 'channel_id'),
    click: { kind: 'launcher' },
    extras: Object.fromEntries(Object.keys(data).map((key) => [key, textAt(data, key)])),
    notifyId: undefined,
    group: undefined,
    ttlMs: ttlOf(textAt(android, 'ttl')),
    attention: 'normal',
    longText: true,
  })
  return jsonAnswer({ name: `projects/${project}/messages/${id}` })
}

/** `ttl` is text such as "3.5s"; four weeks when unset. */
function ttlOf(ttl: string): number {
  const seconds = /^([\d.]+)s$/.exec(ttl)?.[1]
  return seconds === undefined ? 28 * 86_400_000 : Number(seconds) * 1000
}

function failure(code: number, status: string, message: string, fcmCode?: string): VendorResponse {
  const details =
    fcmCode === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: fcmCode }]
  return jsonAnswer({ error: { code, message, status, ...(details.length === 0 ? {} : { details }) } }, code)
}
