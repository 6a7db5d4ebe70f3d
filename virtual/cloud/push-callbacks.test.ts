import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { roms } from '../roms/all-roms.ts'
import { createChatPhone } from './chat-phone-fixture.ts'
import { parseObject, type JsonObject } from './json.ts'
import type { Vendor } from '../android/rom.ts'
import { startTestServer } from './test-server-fixture.ts'

const calls: { command: string | null; body: JsonObject }[] = []
const receiver = createServer((request, response) => {
  let text = ''
  request.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  request.on('end', () => {
    calls.push({
      command: new URL(request.url ?? '', 'http://x').searchParams.get('CallbackCommand'),
      body: parseObject(text) ?? {},
    })
    response.end('{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}')
  })
})
beforeEach(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)))
afterEach(() => new Promise((resolve) => receiver.close(resolve)))

it('tells the owner of the app what became of pushes and logins', async () => {
  const address = receiver.address()
  if (address === null || typeof address === 'string') throw new Error('the receiver does not listen')
  const server = await startTestServer({ callbackUrl: `http://127.0.0.1:${String(address.port)}/callback` })
  const rom = roms.get('honor')
  if (rom === undefined) throw new Error('no ROM')
  const phone = await createChatPhone(server, rom)
  await phone.loginAndRegister('bob')
  phone.kill()
  const { MsgKey } = await server.send('alice', 'bob', { Title: 't' })
  await expect.poll(() => phone.posted()).toHaveLength(1)
  await phone.tap(phone.posted()[0]?.key ?? '')
  const stages = (): unknown[] =>
    calls
      .filter(({ command }) => command === 'Push.OfflinePush')
      .map(({ body }) => (body['Events'] as readonly JsonObject[])[0]?.['PushStage'])
  await expect.poll(() => stages().sort()).toEqual([1, 2, 3])
  const [first] = calls.filter(({ command }) => command === 'Push.OfflinePush')
  expect((first?.body['Events'] as readonly JsonObject[])[0]).toMatchObject({
    EventType: 1,
    From_Account: 'alice',
    To_Account: 'bob',
    PushPlatform: 8,
    MsgKey,
    ErrCode: 0,
    ErrInfo: 'OK',
    PushID: server.server.world.records.all()[0]?.pushId,
  })
  const states = calls.filter(({ command }) => command === 'State.StateChange').map(({ body }) => body['Info'])
  expect(states).toEqual([
    { Action: 'Login', To_Account: 'bob', Reason: 'Register' },
    { Action: 'Disconnect', To_Account: 'bob', Reason: 'LinkClose' },
  ])
  await phone.shutdown()
  await server.close()
})

it.each<[Vendor, number, number]>([
  ['google', 1, 404],
  ['honor', 1, 80_300_007],
])('%s: a token that lapsed is no success at stage %i', async (vendor, PushStage, ErrCode) => {
  calls.length = 0
  const address = receiver.address()
  if (address === null || typeof address === 'string') throw new Error('the receiver does not listen')
  const server = await startTestServer({ callbackUrl: `http://127.0.0.1:${String(address.port)}/callback` })
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error('no ROM')
  const phone = await createChatPhone(server, rom)
  const { token } = await phone.loginAndRegister('bob')
  phone.kill()
  server.server.world.vendors.byName[rom.pushService.name].core.tokens.retire(token)
  await server.send('alice', 'bob', { Title: 't', Desc: 'd' })
  const events = (): unknown[] =>
    calls
      .filter(({ command }) => command === 'Push.OfflinePush')
      .flatMap(({ body }) => body['Events'] as readonly JsonObject[])
  await expect.poll(events).toHaveLength(1)
  expect(events()[0]).toMatchObject({ PushStage, ErrCode })
  await phone.shutdown()
  await server.close()
})
