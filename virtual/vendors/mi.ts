import type { PushService, PushServiceCore } from './push-service.ts'
import {
  appQuotaUsedUp,
  deviceQuotaUsedUp,
  hasSensitiveWord,
  standingOf,
  tokenStanding,
  tooFast,
} from './service-checks.ts'
import type { VendorClick } from './push-message.ts'
import { jsonAnswer, type VendorRequest, type VendorResponse } from './vendor-http.ts'

/** Mi Push: form posts with the app secret in the Authorization header; limits of dev.mi.com pId=1654 (since 2023-02-01). */
export function miService(core: PushServiceCore): PushService {
  return { name: 'mi', hosts: ['api.xmpush.xiaomi.com'], core, handle: (request) => handle(core, request) }
}

const twoWeeksMs = 14 * 86_400_000
/** extra.* keys that steer Mi's own client and do not count as custom pairs. */
const controlKeys = new Set([
  'channel_id',
  'notify_effect',
  'intent_uri',
  'web_uri',
  'notify_foreground',
  'callback',
  'callback.param',
  'callback.type',
])

function handle(core: PushServiceCore, request: VendorRequest): VendorResponse {
  if (request.method !== 'POST' || !/^\/v[23]\/message\/regid$/.test(request.path)) return { status: 404, body: '' }
  const form = new URLSearchParams(request.body)
  const field = (name: string): string => form.get(name) ?? ''
  if (request.headers['authorization'] !== `key=${core.app.appSecret}`)
    return refusal(core, 21301, 'the app secret is not valid')
  const { standing, row } = tokenStanding(core, field('registration_id'))
  const appStanding = standingOf(core, row)
  if (appStanding === 'unlisted') return refusal(core, 10036, 'the app is not listed')
  if (appStanding === 'penalised') return refusal(core, 10031, 'the app may not push')
  if (tooFast(core, row)) return refusal(core, 200002, 'too many requests per second')
  if (field('restricted_package_name') !== core.app.packageName)
    return refusal(core, 22022, 'the package name does not belong to the app')
  if (standing !== 'valid' || row === undefined) return refusal(core, 20301, 'sending failed: no valid target')

  const extras = Object.fromEntries(
    [...form].filter(([name]) => name.startsWith('extra.')).map(([name, value]) => [name.slice(6), value]),
  )
  const custom = Object.entries(extras).filter(([name]) => !controlKeys.has(name))
  const customLength = custom.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (field('title').length > 50 || field('description').length > 128)
    return refusal(core, 10017, 'title or description is too long')
  if (Buffer.byteLength(field('payload')) > 4096) return refusal(core, 65009, 'the payload is over 4 KB')
  if (custom.length > 10 || customLength > core.rules.miExtraCharacters)
    return refusal(core, 10016, 'the extra pairs are too many or too long')
  if (hasSensitiveWord(core, row, field('title'), field('description'))) {
    // Mi documents no code for its content review: the message is taken and never shown.
    return accepted(core.nextMessageId())
  }
  const channelId = extras['channel_id'] ?? ''
  const app = core.appFor(row)
  if (channelId !== '' && !app.privateChannels.includes(channelId) && !app.publicChannels.includes(channelId)) {
    return refusal(core, 27001, 'the channel is not registered')
  }
  const isPrivate = app.privateChannels.includes(channelId)
  if (appQuotaUsedUp(core, row, isPrivate ? 'private' : 'public', isPrivate ? Infinity : app.validUsers * 2))
    return refusal(core, 200001, 'the daily limit of the app is reached')
  const perDay = isPrivate ? Infinity : channelId === '' ? 1 : 5

  const id = core.nextMessageId()
  const message = {
    id,
    token: row.token,
    packageName: core.app.packageName,
    title: field('title'),
    body: field('description'),
    channelId,
    click: clickOf(extras),
    extras,
    notifyId: form.has('notify_id') ? Number(field('notify_id')) : 0,
    group: undefined,
    ttlMs: Math.min(twoWeeksMs, Number(field('time_to_live')) || twoWeeksMs),
    attention: 'normal',
    longText: true,
  } as const
  // The limit of a phone is found out on the way: the send succeeds, a receipt tells it.
  if (deviceQuotaUsedUp(core, row, isPrivate ? 'private' : channelId === '' ? 'no-channel' : 'public', perDay))
    core.drop(message, 'daily-limit', 'the daily limit of the device is reached')
  else core.carry(message)
  return accepted(id)
}

function clickOf(extras: Readonly<Record<string, string>>): VendorClick {
  switch (extras['notify_effect']) {
    case '2':
      return { kind: 'intent-uri', uri: extras['intent_uri'] ?? '' }
    case '3':
      return { kind: 'url', url: extras['web_uri'] ?? '' }
    default:
      return { kind: 'launcher' }
  }
}

function accepted(id: string): VendorResponse {
  return jsonAnswer({
    result: 'ok',
    trace_id: id,
    code: 0,
    data: { id },
    description: 'success',
    info: 'Received push messages for 1 REGID',
  })
}

function refusal(core: PushServiceCore, code: number, reason: string): VendorResponse {
  return jsonAnswer({ result: 'error', reason, trace_id: core.nextMessageId(), code, description: reason })
}
