import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Rom, Vendor } from './android/rom.ts'
import { MovableClock, type TimerId } from './clock.ts'
import { createChatPhone, type ChatPhone } from './cloud/chat-phone-fixture.ts'
import { sdkAppId, secretKey, startTestServer, type TestServer } from './cloud/test-server-fixture.ts'
import { signUserSig } from './cloud/user-sig.ts'
import { startControl, type Control } from './control.ts'
import { roms } from './roms/all-roms.ts'

const day = 86_400_000
const minute = 60_000

let server: TestServer
let control: Control
const phones: ChatPhone[] = []
beforeEach(async () => {
  server = await startTestServer()
  control = await startControl({
    port: 0,
    clock: server.clock,
    server: server.server,
    phones: () => phones.map(({ phone }) => ({ phone })),
  })
})
afterEach(async () => {
  await control.close()
  for (const phone of phones.splice(0)) await phone.shutdown()
  await server.close()
})

async function phoneOf(vendor: Vendor, userId: string, serial: string): Promise<ChatPhone> {
  const rom: Rom | undefined = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM for ${vendor}`)
  const made = await createChatPhone(server, rom, { serial })
  phones.push(made)
  await made.loginAndRegister(userId)
  made.kill()
  return made
}

async function knock(method: string, path: string, body?: object): Promise<{ status: number; value: unknown }> {
  const response = await fetch(`${control.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, value: await response.json() }
}

/** What became of a message: the gate that stopped it, the vendor's code, or the phone's or vendor's receipt. */
async function fateOf(to: string, android: object = {}): Promise<string> {
  const before = server.server.world.records.all().length
  await server.send('alice', to, { Title: 't', Desc: 'd', AndroidInfo: android })
  const fate = (): string | undefined => {
    const record = server.server.world.records.all()[before]
    if (record?.stoppedAt !== undefined) return record.stoppedAt.gate
    const { offline, device } = record?.stages ?? {}
    return offline?.ok === false ? offline.code : device?.code
  }
  await expect.poll(fate).toEqual(expect.any(String))
  return fate() ?? ''
}

/** From `slow` on nothing happens by itself. */
class SlowClock extends MovableClock {
  slow = false
  override setTimeout(run: () => void, delayMs: number): TimerId {
    return super.setTimeout(run, this.slow ? delayMs + 60 * minute : delayMs)
  }
}

it.each<[string, string, object]>([
  ['the console', '/console', { channelId: 'other' }],
  ['the time', '/clock', { advanceMs: day }],
  ['the quota', '/quota', { deviceToday: 9 }],
])('changes %s only after what was sent before has reached its vendor', async (_, path, change) => {
  await control.close()
  await server.close()
  const clock = new SlowClock()
  server = await startTestServer({ clock })
  control = await startControl({
    port: 0,
    clock,
    server: server.server,
    phones: () => phones.map(({ phone }) => ({ phone })),
  })
  await phoneOf('honor', 'bob', 'honor-1')
  clock.slow = true
  await server.send('alice', 'bob', { Title: 't', Desc: 'd' })
  const stage = (): unknown => server.server.world.records.all().at(-1)?.stages.offline?.ok
  expect(stage()).toBeUndefined()
  await knock('POST', path, { serial: 'honor-1', ...change })
  expect(stage()).toBe(true)
})

describe('the console of one phone', () => {
  it('changes a certificate after ten minutes, and back at once', async () => {
    await phoneOf('mi', 'bob', 'mi-1')
    await phoneOf('mi', 'carol', 'mi-2')
    expect(await knock('POST', '/console', { serial: 'mi-1', certificate: 'missing' })).toMatchObject({ status: 200 })
    expect(await fateOf('bob')).toBe('0')
    await knock('POST', '/clock', { serial: 'mi-1', advanceMs: 10 * minute })
    expect(await fateOf('bob')).toBe('certificate')
    expect(await fateOf('carol')).toBe('0')
    await knock('POST', '/console', { serial: 'mi-1', certificate: 'valid' })
    await knock('POST', '/clock', { serial: 'mi-1', advanceMs: 5 * minute })
    expect(await fateOf('bob')).toBe('certificate')
    await knock('POST', '/clock', { serial: 'mi-1', advanceMs: 5 * minute })
    expect(await fateOf('bob')).toBe('0')
    await knock('POST', '/console', { serial: 'mi-1', certificate: 'missing' })
    await knock('POST', '/clock', { serial: 'mi-1', advanceMs: 10 * minute })
    await knock('DELETE', '/console', { serial: 'mi-1' })
    expect(await fateOf('bob')).toBe('0')
  })

  it.each<[Vendor, string]>([
    ['mi', '21301'],
    ['huawei', '1101'],
    ['honor', '403'],
    ['oppo', '14'],
    ['vivo', '10202'],
    ['meizu', '110000'],
    ['google', '401'],
  ])("%s refuses another app's certificate with %s", async (vendor, code) => {
    await phoneOf(vendor, 'bob', 'one')
    await knock('POST', '/console', { serial: 'one', certificate: 'of-another-app' })
    await knock('POST', '/clock', { serial: 'one', advanceMs: 10 * minute })
    expect(await fateOf('bob', { OPPOChannelID: 'pushfarm_messages' })).toBe(code)
  })

  it('sets the click action and the channel', async () => {
    await phoneOf('mi', 'bob', 'one')
    const click = { kind: 'url', url: 'https://example.com/offer' }
    await knock('POST', '/console', { serial: 'one', click, channelId: 'news' })
    await knock('POST', '/clock', { serial: 'one', advanceMs: 10 * minute })
    expect(await knock('GET', '/console?serial=one')).toEqual({
      status: 200,
      value: { vendor: 'mi', inForce: { id: 10001, click, channelId: 'news' } },
    })
    expect(await fateOf('bob')).toBe('27001')
    await knock('POST', '/console', { serial: 'one', vendorChannels: { news: 'public' } })
    expect(await fateOf('bob')).toBe('0')
  })

  it.each<[object, RegExp]>([
    [{}, /serial is missing/],
    [{ serial: 'nobody' }, /there is no phone nobody/],
    [{ serial: 'one', certificate: 'lost' }, /none of valid, missing, of-another-app/],
    [{ serial: 'one', click: { kind: 'url' } }, /lacks something/],
    [{ serial: 'one', vendorChannels: { a: 'loud' } }, /private and public/],
    [{ serial: 'one', colour: 'red' }, /unknown key colour/],
  ])('refuses %j', async (body, sentence) => {
    await phoneOf('mi', 'bob', 'one')
    const { status, value } = await knock('POST', '/console', body)
    expect(status).toBe(400)
    expect((value as { error: string }).error).toMatch(sentence)
  })
})

describe('the calendar of one phone', () => {
  it('counts its days: the limit of a phone is used up, and restored on the next day', async () => {
    await phoneOf('mi', 'bob', 'one')
    const publicly = { XiaoMiChannelID: 'pushfarm_public' }
    await knock('POST', '/quota', { serial: 'one', deviceToday: 4 })
    expect(await fateOf('bob', publicly)).toBe('0')
    expect(await fateOf('bob', publicly)).toBe('daily-limit')
    await knock('POST', '/clock', { serial: 'one', advanceMs: day })
    expect(await fateOf('bob', publicly)).toBe('0')
    await knock('DELETE', '/clock', { serial: 'one' })
    expect(await fateOf('bob', publicly)).toBe('daily-limit')
  })

  it.each([
    ['mi', { XiaoMiChannelID: 'pushfarm_public' }, 10_000, '200001', '0'],
    // Taken, and not shown: the app has not made the channel.
    ['oppo', { OPPOChannelID: 'pushfarm_public', OPPOCategory: 'IM' }, 100_000, '33', ''],
    ['vivo', { VIVOClassification: 1 }, 15_000, '10073', '0'],
    ['meizu', { MeiZuNoticeMsgType: 0 }, 1000, '110019', '0'],
  ] as const)("uses up the app's limit on %s for this phone alone", async (vendor, info, limit, code, taken) => {
    await phoneOf(vendor, 'bob', 'one')
    await phoneOf(vendor, 'carol', 'two')
    await knock('POST', '/quota', { serial: 'one', appToday: limit - 1 })
    expect(await fateOf('bob', info)).toBe(taken)
    expect(await fateOf('bob', info)).toBe(code)
    expect(await fateOf('carol', info)).toBe(taken)
    await knock('POST', '/quota', { serial: 'one', appToday: 0 })
    expect(await fateOf('bob', info)).toBe(taken)
  })

  it('has hours of its own', async () => {
    await phoneOf('vivo', 'bob', 'one')
    const now = server.clock.now()
    const threeAtNight = (27 - ((now / 3_600_000 + 8) % 24)) % 24
    await knock('POST', '/clock', { serial: 'one', advanceMs: threeAtNight * 3_600_000 })
    expect(await fateOf('bob', { VIVOClassification: 0 })).toBe('10071')
    expect(await fateOf('bob', { VIVOClassification: 1 })).toBe('0')
    expect(Math.abs(server.clock.now() - now)).toBeLessThan(minute)
  })

  it('ends PushOnline after seven days, for this phone alone', async () => {
    await phoneOf('oppo', 'bob', 'one')
    await phoneOf('oppo', 'carol', 'two')
    await knock('POST', '/clock', { serial: 'one', advanceMs: 7 * day })
    expect(await server.state('bob')).toMatchObject({ State: 'Offline' })
    expect(await server.state('carol')).toMatchObject({ State: 'PushOnline' })
  })

  it('folds the sixth message of a minute, wherever the minute began', async () => {
    const meizu = await phoneOf('meizu', 'bob', 'one')
    await knock('POST', '/quota', { serial: 'one', deviceLastMinute: 5 })
    for (let sent = 0; sent < 3; sent++) await fateOf('bob', { MeiZuNoticeMsgType: 0 })
    expect(meizu.posted()).toHaveLength(1)
    await knock('POST', '/clock', { serial: 'one', advanceMs: minute })
    for (let sent = 0; sent < 3; sent++) await fateOf('bob', { MeiZuNoticeMsgType: 0 })
    expect(meizu.posted()).toHaveLength(4)
  })

  it('ends a login whose signature has expired, for this phone alone', async () => {
    await phoneOf('mi', 'bob', 'one')
    const device = { serial: 'one', vendor: 'mi', model: '', system: 'Android', systemVersion: '14' } as const
    const frames: { readonly body: { readonly ErrorCode: number; readonly A2Key?: string } }[] = []
    const socket = server.server.openSession(
      { send: (frame) => frames.push(JSON.parse(frame) as (typeof frames)[number]), close: () => undefined },
      device,
    )
    const timeSec = Math.floor(server.clock.now() / 1000)
    const usersig = signUserSig({ sdkAppId, secretKey, userId: 'bob', timeSec, expireSec: 60 })
    const ask = (servcmd: string, head: object): number | undefined => {
      socket.receive(JSON.stringify({ head: { ver: 'v4', seq: 1, servcmd, ...head }, body: {} }))
      return frames.at(-1)?.body.ErrorCode
    }
    expect(ask('im_open_status.wslogin', { sdkappid: sdkAppId, identifier: 'bob', usersig })).toBe(0)
    const a2 = frames.at(-1)?.body.A2Key
    expect(ask('im_open_status.wshello', { a2 })).toBe(0)
    await knock('POST', '/clock', { serial: 'one', advanceMs: 61_000 })
    expect(ask('im_open_status.wshello', { a2 })).toBe(70001)
    expect(ask('im_open_status.wslogin', { sdkappid: sdkAppId, identifier: 'bob', usersig })).toBe(70001)
  })

  it('does not go back for the whole world', async () => {
    expect(await knock('DELETE', '/clock', {})).toMatchObject({ status: 400 })
  })
})

describe('the door', () => {
  it('says what can be changed', async () => {
    expect(await knock('GET', '/')).toEqual({
      status: 200,
      value: { can: ['faults', 'clock', 'console', 'quota', 'records'] },
    })
  })
})
