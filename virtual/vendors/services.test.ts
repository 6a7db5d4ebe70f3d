import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultName } from '../cloud/faults.ts'
import { parseObject, type JsonObject } from '../cloud/json.ts'
import { startTestServer, type TestServer } from '../cloud/test-server-fixture.ts'
import { meizuSign } from './meizu.ts'
import type { PushDevice, PushServiceName, Receipt, VendorMessage } from './push-message.ts'
import { deviceKey } from './service-checks.ts'
import { sampleApps } from './vendor-app.ts'
import { textAt } from './vendor-http.ts'
import type { VendorRules } from './vendor-rules.ts'

/** A phone's end of a vendor's connection that keeps what arrives. */
class MemoryDevice implements PushDevice {
  readonly serial = '127.0.0.1:23200'
  readonly received: VendorMessage[] = []
  up = true
  reachable(): boolean {
    return this.up
  }
  receive(message: VendorMessage): ReturnType<PushDevice['receive']> {
    this.received.push(message)
    return { kind: 'shown', notificationKey: 'k' }
  }
}

let server: TestServer
let device: MemoryDevice
beforeEach(async () => {
  server = await startTestServer()
  device = new MemoryDevice()
})
afterEach(() => server.close())

const core = (vendor: PushServiceName) => server.server.world.vendors.byName[vendor].core

/** A call over the door, as a probe with vendor credentials would make it. */
async function post(
  host: string,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: JsonObject }> {
  const response = await fetch(`${server.server.url}/vendors/${host}${path}`, { method: 'POST', body, headers })
  return { status: response.status, answer: parseObject(await response.text()) ?? {} }
}
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

/** A good send by vendor, with what is changed; gives the vendor's own result code as text. */
const sends: Readonly<Record<PushServiceName, (token: string, change?: Record<string, unknown>) => Promise<string>>> = {
  mi: async (token, change = {}) => {
    const { secret = sampleApps.mi.appSecret, ...fields } = change as Record<string, string>
    const { answer } = await post(
      'api.xmpush.xiaomi.com',
      '/v3/message/regid',
      form({
        title: 't',
        description: 'd',
        restricted_package_name: 'io.pushfarm.sample',
        registration_id: token,
        'extra.channel_id': 'pushfarm_messages',
        ...fields,
      }),
      { authorization: `key=${secret}` },
    )
    return String(answer['code'])
  },
  huawei: async (token, change = {}) => {
    const {
      secret = sampleApps.huawei.appSecret,
      appId = sampleApps.huawei.appId,
      category = 'IM',
      ...notification
    } = change
    const grant = await post(
      'oauth-login.cloud.huawei.com',
      '/oauth2/v3/token',
      form({ grant_type: 'client_credentials', client_id: sampleApps.huawei.appId, client_secret: String(secret) }),
    )
    const { answer } = await post(
      'push-api.cloud.huawei.com',
      `/v1/${String(appId)}/messages:send`,
      JSON.stringify({
        message: {
          android: { category, notification: { title: 't', body: 'd', click_action: { type: 3 }, ...notification } },
          token: [token],
        },
      }),
      { authorization: `Bearer ${String(grant.answer['access_token'])}` },
    )
    return String(answer['code'])
  },
  honor: async (token, change = {}) => {
    const { secret = sampleApps.honor.appSecret, ...notification } = change
    const grant = await post(
      'iam.developer.honor.com',
      '/auth/realms/developer/protocol/openid-connect/token',
      form({ client_id: sampleApps.honor.appId, client_secret: String(secret) }),
    )
    const { answer } = await post(
      'push-api.cloud.honor.com',
      `/api/v1/${sampleApps.honor.appId}/sendMessage`,
      JSON.stringify({
        android: { notification: { title: 't', body: 'd', clickAction: { type: 3 }, ...notification } },
        token: [token],
      }),
      { authorization: `Bearer ${String(grant.answer['access_token'])}`, timestamp: String(Date.now()) },
    )
    return String(answer['code'])
  },
  oppo: async (token, change = {}) => {
    const { secret = sampleApps.oppo.masterSecret, ...notification } = change
    const timestamp = String(Date.now())
    const sign = createHash('sha256')
      .update(`${sampleApps.oppo.appKey}${timestamp}${String(secret)}`)
      .digest('hex')
    const auth = await post(
      'api.push.oppomobile.com',
      '/server/v1/auth',
      form({ app_key: sampleApps.oppo.appKey, timestamp, sign }),
    )
    if (auth.answer['code'] !== 0) return String(auth.answer['code'])
    const data = auth.answer['data'] as JsonObject
    const message = {
      target_type: 2,
      target_value: token,
      notification: { title: 't', content: 'd', channel_id: 'pushfarm_messages', ...notification },
    }
    const { answer } = await post(
      'api.push.oppomobile.com',
      '/server/v1/message/notification/unicast',
      form({ auth_token: String(data['auth_token']), message: JSON.stringify(message) }),
    )
    return String(answer['code'])
  },
  vivo: async (token, change = {}) => {
    const { secret = sampleApps.vivo.appSecret, ...fields } = change
    const { appId, appKey } = sampleApps.vivo
    const timestamp = Date.now()
    const sign = createHash('md5')
      .update(`${appId}${appKey}${String(timestamp)}${String(secret)}`)
      .digest('hex')
    const auth = await post('api-push.vivo.com.cn', '/message/auth', JSON.stringify({ appId, appKey, timestamp, sign }))
    if (auth.answer['result'] !== 0) return String(auth.answer['result'])
    const requestId = `r${String(Math.random())}`
    const body = {
      appId,
      regId: token,
      notifyType: 4,
      title: 't',
      content: 'd',
      skipType: 1,
      classification: 1,
      requestId,
      ...fields,
    }
    const { answer } = await post('api-push.vivo.com.cn', '/message/send', JSON.stringify(body), {
      authtoken: String(auth.answer['authToken']),
    })
    return String(answer['result'])
  },
  meizu: async (token, change = {}) => {
    const { secret = sampleApps.meizu.appSecret, type = 1, ...notice } = change
    const fields = {
      appId: sampleApps.meizu.appId,
      pushIds: token,
      messageJson: JSON.stringify({
        noticeBarInfo: { title: 't', content: 'd', ...notice },
        advanceInfo: { noticeMsgType: type },
      }),
    }
    const { answer } = await post(
      'server-api-push.meizu.com',
      '/garcia/api/server/push/varnished/pushByPushId',
      form({ ...fields, sign: meizuSign(fields, String(secret)) }),
    )
    const [failure] = Object.keys(answer['value'] as JsonObject)
    return failure ?? String(answer['code'])
  },
  fcm: async (token, change = {}) => {
    // The assertion needs the private key: the Chat server's own adapter is asked to send instead.
    const { access = 'good', project = 'pushfarm-sample', ...message } = change
    const bearer = access === 'good' ? await fcmAccess() : String(access)
    const { status, answer } = await post(
      'fcm.googleapis.com',
      `/v1/projects/${String(project)}/messages:send`,
      JSON.stringify({ message: { token, notification: { title: 't', body: 'd' }, ...message } }),
      {
        authorization: `Bearer ${bearer}`,
      },
    )
    const error = answer['error'] as JsonObject | undefined
    const [detail] = (error?.['details'] ?? []) as readonly JsonObject[]
    return error === undefined ? String(status) : textAt(detail ?? {}, 'errorCode') || String(status)
  },
}

async function fcmAccess(): Promise<string> {
  const { createSign } = await import('node:crypto')
  const { serviceAccount } = server.server.world.vendors.byName.fcm
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: serviceAccount.clientEmail, exp: Math.floor(Date.now() / 1000) + 60 })}`
  const signature = createSign('RSA-SHA256').update(unsigned).sign(serviceAccount.privateKey, 'base64url')
  const { answer } = await post(
    'oauth2.googleapis.com',
    '/token',
    form({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: `${unsigned}.${signature}` }),
  )
  return String(answer['access_token'])
}

const success: Readonly<Record<PushServiceName, string>> = {
  mi: '0',
  huawei: '80000000',
  honor: '200',
  oppo: '0',
  vivo: '0',
  meizu: '200',
  fcm: '200',
}

describe.each(Object.entries(success))('%s', (name, good) => {
  const vendor = name as PushServiceName

  it('takes a good message and carries it to the phone', async () => {
    const token = core(vendor).register(device, 'io.pushfarm.sample')
    expect(await sends[vendor](token)).toBe(good)
    await expect.poll(() => device.received).toMatchObject([{ title: 't', body: 'd', token }])
  })

  it('keeps messages for a phone that is away, until their time is over', async () => {
    const token = core(vendor).register(device, 'io.pushfarm.sample')
    const receipts: Receipt[] = []
    core(vendor).onReceipt((receipt) => receipts.push(receipt))
    device.up = false
    await sends[vendor](token)
    server.clock.advance(1000)
    device.up = true
    core(vendor).reachable(device)
    expect(device.received).toHaveLength(1)
    device.up = false
    await sends[vendor](token)
    server.clock.advance(1000)
    server.clock.advance(29 * 86_400_000)
    device.up = true
    core(vendor).reachable(device)
    expect(device.received).toHaveLength(1)
    expect(receipts.at(-1)).toMatchObject({ kind: 'dropped', code: 'ttl' })
  })

  const refusals: Readonly<
    Record<PushServiceName, Readonly<Partial<Record<'stale' | 'unknown' | 'secret' | FaultName, string>>>>
  > = {
    mi: {
      stale: '20301',
      unknown: '20301',
      secret: '21301',
      'app-unlisted': '10036',
      'app-penalised': '10031',
      'vendor-flow-control': '200002',
    },
    huawei: {
      stale: '80300007',
      unknown: '80300007',
      secret: '80200001',
      'app-penalised': '80300037',
      'sensitive-word': '80100016',
    },
    honor: {
      stale: '80300007',
      unknown: '80300007',
      secret: '10205',
      'app-unlisted': '80200022',
      'sensitive-word': '80200056',
      'app-quota-exhausted': '80200047',
    },
    oppo: {
      stale: '10000',
      unknown: '10000',
      secret: '16',
      'app-unlisted': '28',
      'app-penalised': '27',
      'sensitive-word': '41',
      'app-quota-exhausted': '33',
      'vendor-flow-control': '-2',
    },
    vivo: {
      stale: '10302',
      unknown: '10302',
      secret: '10206',
      'app-unlisted': '10045',
      'app-penalised': '10043',
      'sensitive-word': '10103',
      'app-quota-exhausted': '10073',
      'vendor-flow-control': '10072',
    },
    meizu: {
      stale: '110002',
      unknown: '110003',
      secret: '1006',
      'app-unlisted': '110009',
      'app-quota-exhausted': '110019',
      'device-quota-exhausted': '110011',
      'vendor-flow-control': '110010',
    },
    fcm: { stale: 'UNREGISTERED', unknown: 'INVALID_ARGUMENT', 'app-quota-exhausted': 'QUOTA_EXCEEDED' },
  }
  it.each(Object.entries(refusals[vendor]))('answers %s with %s', async (why, code) => {
    const token = core(vendor).register(device, 'io.pushfarm.sample')
    if (why === 'stale') core(vendor).tokens.retire(token)
    else if (why !== 'unknown' && why !== 'secret') server.server.world.faults.inject({ name: why as FaultName })
    expect(await sends[vendor](why === 'unknown' ? 'nobody' : token, why === 'secret' ? { secret: 'wrong' } : {})).toBe(
      code,
    )
  })
})

describe('limits', () => {
  it.each<[string, PushServiceName, Record<string, unknown>, string]>([
    ['a long title', 'mi', { title: 'x'.repeat(51) }, '10017'],
    ['a long extra', 'mi', { 'extra.ext': 'x'.repeat(1022) }, '10016'],
    ['an extra that just fits', 'mi', { 'extra.ext': 'x'.repeat(1021) }, '0'],
    ['a channel that is not registered', 'mi', { 'extra.channel_id': 'other' }, '27001'],
    ["another app's package", 'mi', { restricted_package_name: 'a.b' }, '22022'],
    ['more than 4 KB', 'huawei', { body: 'x'.repeat(4096) }, '80300008'],
    ['no click action', 'huawei', { click_action: undefined }, '80100003'],
    ['another app', 'huawei', { appId: '7' }, '80300002'],
    ['more than 4 KB', 'honor', { body: 'x'.repeat(4096) }, '80300008'],
    ['parameters that are no JSON', 'oppo', { action_parameters: 'Passthrough content' }, '40'],
    ['parameters that are a list', 'oppo', { action_parameters: '[1]' }, '40'],
    ['a level without a category', 'oppo', { notify_level: 2 }, '67'],
    ['a long title', 'oppo', { title: 'x'.repeat(51) }, '40'],
    ['21 Han characters', 'vivo', { title: '一'.repeat(21) }, '10055'],
    ['20 Han characters', 'vivo', { title: '一'.repeat(20) }, '0'],
    ['no request id', 'vivo', { requestId: '' }, '10352'],
    ['a page without a target', 'vivo', { skipType: 4 }, '10057'],
    ['40 letters', 'vivo', { title: 'x'.repeat(40) }, '0'],
    ['accented letters count two', 'vivo', { title: 'é'.repeat(21) }, '10055'],
    ['a long title', 'meizu', { title: 'x'.repeat(33) }, '1005'],
    ['more than 4 KB', 'fcm', { data: { ext: 'x'.repeat(4096) } }, 'INVALID_ARGUMENT'],
    ['another project', 'fcm', { project: 'other' }, 'SENDER_ID_MISMATCH'],
    ['a wrong access token', 'fcm', { access: 'nope' }, '401'],
  ])('%s: %s', async (_, vendor, change, code) => {
    const token = core(vendor).register(device, 'io.pushfarm.sample')
    expect(await sends[vendor](token, change)).toBe(code)
  })

  it.each<[string, PushServiceName, Record<string, unknown>, number]>([
    ['mi without a channel', 'mi', { 'extra.channel_id': '' }, 1],
    ['mi, public channel', 'mi', { 'extra.channel_id': 'pushfarm_public' }, 5],
    ['oppo, public channel', 'oppo', { channel_id: 'other' }, 2],
    ['honor marketing', 'honor', { importance: 'LOW' }, 2],
  ])('%s: few a day on one phone', async (_, vendor, change, perDay) => {
    const token = core(vendor).register(device, 'io.pushfarm.sample')
    for (let i = 0; i < perDay + 2; i++)
      expect(await sends[vendor](token, { ...change, notifyId: i })).toBe(success[vendor])
    server.clock.advance(1000)
    expect(device.received).toHaveLength(perDay)
  })

  it.each([
    ['reclassified so', 'IM', 'reclassified-as-marketing'],
    ['named so', 'MARKETING', undefined],
  ] as const)('huawei: two marketing messages a day, silent, %s', async (_, category, fault) => {
    if (fault !== undefined) server.server.world.faults.inject({ name: fault })
    const token = core('huawei').register(device, 'io.pushfarm.sample')
    for (let i = 0; i < 4; i++) await sends.huawei(token, { category })
    server.clock.advance(1000)
    expect(device.received.map(({ attention }) => attention)).toEqual(['silent', 'silent'])
  })

  it('vivo: operational messages only by day', async () => {
    const token = core('vivo').register(device, 'io.pushfarm.sample')
    const codes: Record<number, string> = {}
    for (let i = 0; i < 24; i++) {
      const hour = new Date(server.clock.now() + 8 * 3_600_000).getUTCHours()
      codes[hour] = await sends.vivo(token, { classification: 0, requestId: `h${String(i)}` })
      server.clock.advance(3_600_000)
    }
    const refused = Object.entries(codes).filter(([, code]) => code === '10071')
    // One auth token lives for a day: the last hours may need a new one, which each send asks for.
    expect(refused.map(([hour]) => Number(hour)).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 23])
  })

  it('vivo: the same request id once', async () => {
    const token = core('vivo').register(device, 'io.pushfarm.sample')
    expect([await sends.vivo(token, { requestId: 'a' }), await sends.vivo(token, { requestId: 'a' })]).toEqual([
      '0',
      '10303',
    ])
  })

  it('oppo: the same app_message_id once, with a success for both', async () => {
    const token = core('oppo').register(device, 'io.pushfarm.sample')
    expect([
      await sends.oppo(token, { app_message_id: 'a' }),
      await sends.oppo(token, { app_message_id: 'a' }),
    ]).toEqual(['0', '0'])
    server.clock.advance(1000)
    expect(device.received).toHaveLength(1)
  })

  it('meizu: public messages fold after five in a minute, private ones do not', async () => {
    const token = core('meizu').register(device, 'io.pushfarm.sample')
    // Into the middle of a minute, so that all fall into one.
    server.clock.advance(90_000 - (server.clock.now() % 60_000))
    const publicCodes: string[] = []
    for (let i = 0; i < 7; i++) publicCodes.push(await sends.meizu(token, { type: 0 }))
    expect(publicCodes).toEqual(['200', '200', '200', '200', '200', '520', '520'])
    expect(await sends.meizu(token, { type: 1 })).toBe('200')
  })

  it.each<[VendorRules['meizuThousandADay'], number, number, number, string]>([
    ['app-and-phone', 0, 999, 1000, '110019'],
    ['app-and-phone', 0, 1000, 0, '110011'],
    ['app', 0, 1000, 0, '200'],
    ['app', 0, 0, 1000, '110019'],
    ['phone', 0, 0, 1000, '200'],
    ['phone', 0, 1000, 0, '110011'],
    ['app-and-phone', 1, 1000, 1000, '200'],
  ])('meizu (%s): type %i after %i on the phone and %i of the app: %s', async (limits, type, ofPhone, app, code) => {
    const other = await startTestServer({ vendorRules: { meizuThousandADay: limits } })
    const before = server
    server = other
    const token = core('meizu').register(device, 'io.pushfarm.sample')
    for (const kind of ['public', 'private']) {
      core('meizu').counters.set(deviceKey(device.serial, kind), other.clock.now(), ofPhone)
      core('meizu').counters.set(`app/${kind}`, other.clock.now(), app)
    }
    const answer = await sends.meizu(token, { type })
    server = before
    await other.close()
    expect(answer).toBe(code)
  })

  it('sensitive words of the rules are looked for', async () => {
    const rules: Partial<VendorRules> = { sensitiveWords: ['lottery'] }
    const other = await startTestServer({ vendorRules: rules })
    const before = server
    server = other
    const token = core('oppo').register(device, 'io.pushfarm.sample')
    const codes = [await sends.oppo(token, { content: 'a lottery' }), await sends.oppo(token, { content: 'a letter' })]
    server = before
    await other.close()
    expect(codes).toEqual(['41', '0'])
  })
})
