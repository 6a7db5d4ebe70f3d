import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Rom, Vendor } from '../android/rom.ts'
import { createChatPhone, samplePackage, type ChatPhone } from '../cloud/chat-phone-fixture.ts'
import { sdkAppId, startTestServer, type TestServer } from '../cloud/test-server-fixture.ts'
import { roms } from '../roms/all-roms.ts'
import { createPushPlatform, type PushPlatform } from './push-platform.ts'

let server: TestServer
let platform: PushPlatform
let phones: ChatPhone[]
beforeEach(async () => {
  server = await startTestServer()
  platform = createPushPlatform(server.server)
  phones = []
})
afterEach(async () => {
  for (const phone of phones) await phone.shutdown()
  await server.close()
})

async function phoneOf(
  vendor: Vendor,
  options: { readonly serial?: string; readonly configs?: object } = {},
): Promise<ChatPhone> {
  const rom: Rom | undefined = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM ${vendor}`)
  const phone = await createChatPhone(server, rom, { platform, ...options })
  phones.push(phone)
  return phone
}

const android = async (userId = 'bob'): Promise<unknown> => {
  const { Detail = [] } = await server.state(userId)
  return (Detail as { Platform: string; Status: string }[]).find(({ Platform }) => Platform === 'Android')?.Status
}
const terminal = () => server.server.world.terminals.of('bob').find(({ platform: name }) => name === 'Android')

describe('registerPush', () => {
  it('binds the vendor token with the certificate of the configuration', async () => {
    const phone = await phoneOf('meizu')
    const { token } = await phone.loginAndRegister('bob')
    expect(terminal()).toMatchObject({
      userId: 'bob',
      binding: { token, certificateId: 10006, vendor: 'meizu' },
      background: false,
    })
    expect(phone.sdk.status()).toEqual({ certificateId: 10006, vendorToken: token, code: 0 })
    expect(phone.sdk.getRegistrationId()).toBe('bob')
    expect(await android()).toBe('Online')
  })

  it.each<[string, { sdkAppId: number; appKey: string | null }, string | undefined, number]>([
    ['of another app', { sdkAppId: 1, appKey: null }, 'bob', 800002],
    ['without a login and an app key', { sdkAppId, appKey: null }, undefined, 800001],
    ['for an account that does not exist', { sdkAppId, appKey: '' }, 'nobody', 800001],
  ])('fails %s', async (_, options, registrationId, code) => {
    const phone = await phoneOf('mi')
    await phone.openApp()
    if (registrationId !== undefined) phone.sdk.setRegistrationId(registrationId)
    await expect(phone.sdk.registerPush(options)).rejects.toMatchObject({ code })
    expect(phone.sdk.status().code).toBe(code)
  })

  it.each<[string, object, number | undefined]>([
    ['app key of another app', { xiaomiPushBussinessId: 10001, xiaomiPushAppKey: 'other' }, 800005],
    ['no certificate id: no token is reported', {}, undefined],
  ])('with a configuration that has %s', async (_, configs, code) => {
    const phone = await phoneOf('mi', { configs })
    const registered = phone.loginAndRegister('bob')
    if (code === undefined) {
      await registered
      expect(terminal()?.binding).toBeUndefined()
    } else await expect(registered).rejects.toMatchObject({ code })
  })

  it('stands alone with an app key, under an id of its own', async () => {
    const phone = await phoneOf('oppo')
    await phone.openApp()
    await phone.sdk.registerPush({ sdkAppId, appKey: 'key' })
    const id = phone.sdk.getRegistrationId() ?? ''
    expect(server.server.world.accounts.get(id)).toMatchObject({ registrationOnly: true })
    expect(
      await server.call('timpush/batch', {
        To_Account: [id],
        MsgRandom: 1,
        OfflinePushInfo: { Title: 't', Desc: 'd' },
      }),
    ).toMatchObject({ ErrorCode: 0, TaskId: expect.stringMatching(/^batch_/) as string })
  })

  it('fails without a network', async () => {
    const phone = await phoneOf('vivo')
    phone.phone.network.airplaneMode = true
    await expect(phone.loginAndRegister('bob')).rejects.toMatchObject({ code: 800008 })
  })
})

describe('the state of the phone', () => {
  it('follows kill, restart, logout', async () => {
    const phone = await phoneOf('honor')
    const { token } = await phone.loginAndRegister('bob')
    phone.kill()
    expect(await android()).toBe('PushOnline')
    // Opening the app does not log in by itself.
    await phone.openApp()
    expect(await android()).toBe('PushOnline')
    expect((await phone.loginAndRegister('bob')).token).toBe(token)
    expect(await android()).toBe('Online')
    await phone.sdk.unRegisterPush()
    expect(await android()).toBeUndefined()
    expect(terminal()?.binding).toBeUndefined()
  })

  it('stays Online for 400 s when the network is cut, also when the process dies meanwhile', async () => {
    const phone = await phoneOf('mi')
    await phone.loginAndRegister('bob')
    phone.phone.network.airplaneMode = true
    phone.kill()
    server.clock.advance(399_000)
    expect(await android()).toBe('Online')
    await server.send('alice', 'bob', { Title: 'lost' })
    server.clock.advance(2_000)
    expect(await android()).toBe('PushOnline')
    phone.phone.network.airplaneMode = false
    server.clock.advance(1_000)
    expect(phone.posted()).toEqual([])
    expect(server.server.world.records.all()).toMatchObject([{ stoppedAt: { gate: 'state' } }])
  })

  it('is Online again when the network comes back and the process lives', async () => {
    const phone = await phoneOf('mi')
    await phone.loginAndRegister('bob')
    phone.phone.network.airplaneMode = true
    server.clock.advance(500_000)
    expect(await android()).toBe('PushOnline')
    phone.phone.network.airplaneMode = false
    expect(await android()).toBe('Online')
  })

  it('is Offline after a week', async () => {
    const phone = await phoneOf('huawei')
    await phone.loginAndRegister('bob')
    phone.kill()
    server.clock.advance(7 * 86_400_000 - 1_000)
    expect(await android()).toBe('PushOnline')
    server.clock.advance(2_000)
    expect(await android()).toBeUndefined()
  })

  it('is PushOnline after a reboot, with its token, and pushes arrive', async () => {
    const phone = await phoneOf('oppo')
    await phone.loginAndRegister('bob')
    await phone.phone.reboot()
    expect(await android()).toBe('PushOnline')
    phone.phone.activities.home()
    expect(await android()).toBe('PushOnline')
    await server.send('alice', 'bob', { Title: 'after', Desc: 'the reboot' })
    await expect.poll(() => phone.posted()).toHaveLength(1)
  })

  it.each<[string, (phone: ChatPhone) => void | Promise<void>, boolean]>([
    ['opened', () => undefined, false],
    [
      'HOME was pressed',
      ({ phone }) => {
        phone.activities.home()
      },
      true,
    ],
    [
      'the screen is off',
      ({ phone }) => {
        phone.power.sleep()
      },
      true,
    ],
    [
      'opened again',
      async (opened) => {
        opened.phone.activities.home()
        await opened.openApp()
      },
      false,
    ],
  ])('background when %s', async (_, act, background) => {
    const phone = await phoneOf('vivo')
    await phone.loginAndRegister('bob')
    await act(phone)
    expect(terminal()).toMatchObject({ background, state: { kind: 'Online' } })
  })

  it('pushes to the background through the vendor, and not to the foreground', async () => {
    const phone = await phoneOf('meizu')
    await phone.loginAndRegister('bob')
    await server.send('alice', 'bob', { Title: 'in front' })
    phone.phone.activities.home()
    await server.send('alice', 'bob', { Title: 'behind' })
    await expect.poll(() => phone.posted().map(({ content }) => content.title)).toEqual(['behind'])
    expect(phone.posted()[0]?.opPkg).toBe('com.meizu.cloud')
  })

  it('posts by itself in the background where the switch says so', async () => {
    await server.close()
    server = await startTestServer({ switches: { backgroundAlive: 'self-posted' } })
    platform = createPushPlatform(server.server)
    const phone = await phoneOf('meizu')
    await phone.loginAndRegister('bob')
    const online: unknown[] = []
    phone.sdk.onMessage((message) => online.push(message))
    phone.phone.activities.home()
    await server.send('alice', 'bob', { Title: 'mine', Desc: 'd', Ext: '{}' })
    await expect
      .poll(() => phone.posted())
      .toMatchObject([{ opPkg: samplePackage, content: { title: 'mine', channelId: 'im_push_online' } }])
    expect(online).toMatchObject([{ title: 'mine', desc: 'd', ext: '{}' }])
  })
})

describe('the token', () => {
  it.each<[string, (phone: ChatPhone) => Promise<unknown>]>([
    ['the data were cleared', ({ phone }) => phone.packages.clearData(samplePackage)],
    ['the app was removed', ({ phone }) => phone.packages.uninstall(samplePackage)],
  ])('is stale after %s', async (_, act) => {
    const phone = await phoneOf('mi')
    const { token } = await phone.loginAndRegister('bob')
    phone.kill()
    await act(phone)
    await server.send('alice', 'bob', { Title: 't' })
    await expect
      .poll(() => server.server.world.records.all()[0]?.stages.offline)
      .toMatchObject({ ok: false, code: '20301' })
    expect(phone.posted()).toEqual([])
    expect(server.server.world.vendors.byName.mi.core.tokens.find(token)?.state).toBe('stale')
  })

  it('follows the account from phone to phone: the first one is kicked', async () => {
    const first = await phoneOf('mi')
    await first.loginAndRegister('bob')
    const second = await phoneOf('vivo', { serial: '127.0.0.1:23101' })
    const { token } = await second.loginAndRegister('bob')
    expect(first.sdk.status().code).toBe(6208)
    expect(server.server.world.terminals.of('bob').filter(({ state }) => state.kind !== 'Offline')).toMatchObject([
      { binding: { token } },
    ])
    second.kill()
    first.kill()
    await server.send('alice', 'bob', { Title: 'to the second' })
    await expect.poll(() => second.posted()).toHaveLength(1)
    expect(first.posted()).toEqual([])
  })

  it('goes with the account on one phone', async () => {
    const phone = await phoneOf('mi')
    await phone.loginAndRegister('alice')
    await phone.loginAndRegister('bob')
    phone.kill()
    await server.send('bob', 'alice', { Title: 'for alice' })
    await server.send('alice', 'bob', { Title: 'for bob' })
    await expect.poll(() => phone.posted().map(({ content }) => content.title)).toEqual(['for bob'])
  })
})

describe('force-stop', () => {
  it.each<[Vendor, number]>([
    ['google', 0],
    ['mi', 1],
    ['huawei', 1],
  ])('%s: %d notifications', async (vendor, count) => {
    const phone = await phoneOf(vendor)
    await phone.loginAndRegister('bob')
    phone.phone.processes.forceStop(samplePackage, 'test')
    await server.send('alice', 'bob', { Title: 't' })
    await expect.poll(() => server.server.world.records.all()[0]?.stages.device).toBeDefined()
    expect(phone.posted()).toHaveLength(count)
    const cancelled = phone.phone.log
      .entries(['main'])
      .filter(({ tag, message }) => tag === 'GCM' && message.includes('result=CANCELLED'))
    expect(cancelled).toHaveLength(1 - count)
  })
})

describe('records of the push plugin', () => {
  it('trace, loss and statistics', async () => {
    const phone = await phoneOf('mi')
    const { token } = await phone.loginAndRegister('bob')
    phone.kill()
    const startSec = Math.floor(server.clock.now() / 1000)
    await server.send('alice', 'bob', { Title: 't' })
    await expect.poll(() => phone.posted()).toHaveLength(1)
    server.server.world.faults.inject({ name: 'certificate-missing' })
    await server.send('alice', 'bob', { Title: 't' })
    await expect.poll(() => server.server.world.records.all()).toHaveLength(2)
    const [record] = server.server.world.records.all()
    const trace = await server.call('timpush/normal_push_trace', { PushID: record?.pushId })
    expect(trace).toMatchObject({
      ErrorCode: 0,
      InstanceTrace: [
        {
          PushPlatform: 2,
          Token: token,
          CertId: 10001,
          OfflinePushStat: {
            OfflineStat: { PushStatus: 1, ErrorInfo: 'sucess' },
            ChannelStat: { PushStatus: 1 },
            DeviceStat: { PushStatus: 1 },
            ClickStat: { PushStatus: 0 },
          },
        },
      ],
    })
    const range = { StartTime: startSec - 1, EndTime: startSec + 100 }
    expect(await server.call('timpush/normal_push_statistics', range)).toMatchObject({
      TotalCount: 2,
      SentCount: 1,
      DeliveredCount: 1,
      ClickCount: 0,
    })
    expect(await server.call('timpush/normal_push_loss', range)).toMatchObject({
      ReadyToSendLoss: [{ ErrCode: '-1', ErrInfo: 'certificate id not set', Count: 1 }],
      PlatformReadyToSendLoss: { 2: [{ ErrCode: '-1' }] },
    })
    server.clock.advance(1000)
    expect(await server.call('timpush/normal_push_trace', { PushID: 'none' })).toMatchObject({ ErrorCode: 90049 })
    expect(await server.call('timpush/normal_push_statistics', { StartTime: 0, EndTime: 4e9 })).toMatchObject({
      ErrorCode: 90001,
    })
  })
})
