import { createHash } from 'node:crypto'
import { parseObject, type JsonObject } from '../cloud/json.ts'
import { AccessTokens } from './access-tokens.ts'
import { hourInChina } from './day-counter.ts'
import type { VendorClick } from './push-message.ts'
import type { PushService, PushServiceCore } from './push-service.ts'
import {
  appQuotaUsedUp,
  deviceQuotaFaulty,
  deviceQuotaUsedUp,
  hasSensitiveWord,
  scopeOf,
  standingOf,
  tokenStanding,
  tooFast,
} from './service-checks.ts'
import { jsonAnswer, numberAt, objectAt, textAt, type VendorRequest, type VendorResponse } from './vendor-http.ts'

/** vivo Push: MD5-signed auth, JSON sends; system and operational messages (classification 1 and 0). */
export function vivoService(core: PushServiceCore): PushService {
  const access = new AccessTokens(core.clock, 86_400_000)
  const seen = new Set<string>()
  return {
    name: 'vivo',
    hosts: ['api-push.vivo.com.cn'],
    core,
    handle: (request) => {
      if (request.method === 'POST' && request.path === '/message/auth') return auth(core, access, request)
      if (request.method === 'POST' && request.path === '/message/send') return send(core, access, seen, request)
      return { status: 404, body: '' }
    },
  }
}

function auth(core: PushServiceCore, access: AccessTokens, request: VendorRequest): VendorResponse {
  const body = parseObject(request.body) ?? {}
  const { appId, appKey, appSecret } = core.app
  const sign = createHash('md5')
    .update(`${appId}${appKey}${textAt(body, 'timestamp')}${appSecret}`)
    .digest('hex')
  if (textAt(body, 'appId') !== appId || textAt(body, 'appKey') !== appKey)
    return refusal(10202, 'app id or app key is wrong')
  if (textAt(body, 'sign') !== sign) return refusal(10206, 'the signature is wrong')
  return jsonAnswer({ result: 0, desc: 'ok', authToken: access.issue('vivo') })
}

function send(core: PushServiceCore, access: AccessTokens, seen: Set<string>, request: VendorRequest): VendorResponse {
  if (access.check(request.headers['authtoken'] ?? '') !== 'good') return refusal(10000, 'the auth token is not valid')
  const body = parseObject(request.body)
  if (body === undefined) return refusal(10055, 'the message is malformed')
  if (textAt(body, 'appId') !== core.app.appId) return refusal(10094, 'the auth token does not belong to the app id')
  const { standing, row } = tokenStanding(core, textAt(body, 'regId'))
  const appStanding = standingOf(core, row)
  if (appStanding === 'penalised') return refusal(10043, 'the channel is closed')
  if (appStanding === 'unlisted' && numberAt(body, 'pushMode') !== 1) return refusal(10045, 'the app is in review')
  if (tooFast(core, row)) return refusal(10072, 'too many requests per second')
  if (standing !== 'valid' || row === undefined) {
    return jsonAnswer({
      result: 10302,
      desc: 'the regId is not valid',
      invalidUser: { status: 1, userid: textAt(body, 'regId') },
    })
  }
  const title = textAt(body, 'title')
  const content = textAt(body, 'content')
  if (title === '' || hanWidth(title) > 40) return refusal(10055, 'the title is empty or too long')
  if (content === '' || hanWidth(content) > 100) return refusal(10056, 'the content is empty or too long')
  if (hasSensitiveWord(core, row, title, content)) return refusal(10103, 'the content holds sensitive words')
  const requestId = textAt(body, 'requestId')
  if (requestId === '' || requestId.length > 64) return refusal(10352, 'requestId is empty or too long')
  if (seen.has(requestId)) return refusal(10303, 'the requestId was used before')
  seen.add(requestId)
  const click = clickOf(body)
  if (click === undefined) return refusal(10057, 'skipType or skipContent is wrong')
  const operational =
    numberAt(body, 'classification') !== 1 || core.faults.active('reclassified-as-marketing', scopeOf(core, row))
  const hour = hourInChina(core.timeFor(row))
  if (operational && (hour < 7 || hour >= 23))
    return refusal(10071, 'operational messages are sent from 07:00 to 23:00 only')
  const perApp = Math.max(10_000, core.appFor(row).validUsers * (operational ? 2 : 3))
  if (appQuotaUsedUp(core, row, operational ? 'operational' : 'system', perApp)) {
    return operational
      ? refusal(10070, 'the daily limit of operational messages is reached')
      : refusal(10073, 'the daily limit of system messages is reached')
  }
  const taskId = core.nextMessageId()
  const custom = objectAt(body, 'clientCustomMap')
  const delivery = {
    id: taskId,
    token: row.token,
    packageName: core.app.packageName,
    title,
    body: content,
    channelId: '',
    click,
    extras: Object.fromEntries(Object.keys(custom).map((key) => [key, textAt(custom, key)])),
    notifyId: undefined,
    group: undefined,
    ttlMs: (numberAt(body, 'timeToLive') ?? 86_400) * 1000,
    attention: operational ? 'message-box' : 'normal',
    longText: true,
  } as const
  const limited = operational
    ? deviceQuotaUsedUp(core, row, 'operational', core.rules.vivoOperationalPerDay)
    : deviceQuotaFaulty(core, row)
  if (limited) core.drop(delivery, 'user-frequency', 'the limit of messages per user is reached')
  else core.carry(delivery)
  return jsonAnswer({ result: 0, desc: 'ok', taskId })
}

/** vivo's document: 20 Han or 40 English characters of title. ASCII counts one, everything else two. */
function hanWidth(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2
  return width
}

/** skipType 1 launcher, 2 URL, 3 custom, 4 in-app page. */
function clickOf(body: JsonObject): VendorClick | undefined {
  const content = textAt(body, 'skipContent')
  switch (numberAt(body, 'skipType')) {
    case 1:
      return { kind: 'launcher' }
    case 2:
      return content === '' ? undefined : { kind: 'url', url: content }
    case 3:
    case 4:
      return content === '' ? undefined : { kind: 'intent-uri', uri: content }
    default:
      return undefined
  }
}

function refusal(result: number, desc: string): VendorResponse {
  return jsonAnswer({ result, desc })
}
