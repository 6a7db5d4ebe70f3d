import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChatPhone, samplePackage, type ChatPhone } from './cloud/chat-phone-fixture.ts'
import { faults } from './cloud/faults.ts'
import { startTestServer, type TestServer } from './cloud/test-server-fixture.ts'
import { startControl, type Control } from './control.ts'
import { roms } from './roms/all-roms.ts'

let server: TestServer
let phone: ChatPhone
let control: Control
let adb: string[]
beforeEach(async () => {
  server = await startTestServer()
  const rom = roms.get('mi')
  if (rom === undefined) throw new Error('no ROM')
  phone = await createChatPhone(server, rom)
  adb = []
  control = await startControl({
    port: 0,
    clock: server.clock,
    server: server.server,
    phones: () => [
      {
        phone: phone.phone,
        cutAdb: () => adb.push('cut'),
        setAdbListening: (listening) => {
          adb.push(`listening ${String(listening)}`)
          return Promise.resolve()
        },
      },
    ],
  })
})
afterEach(async () => {
  await control.close()
  await phone.shutdown()
  await server.close()
})

async function knock(method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> {
  const response = await fetch(`${control.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, value: await response.json() }
}
const here = (): string => `/phones/${encodeURIComponent(phone.phone.serial)}`

describe('the laboratory door', () => {
  it('lists, injects and clears faults', async () => {
    const { value } = await knock('GET', '/faults')
    const listed = (value as { faults: { name: string }[] }).faults
    expect(listed.map(({ name }) => name)).toEqual(Object.keys(faults))
    expect(listed[0]).toMatchObject({
      sentence: expect.any(String) as string,
      observables: expect.any(Array) as string[],
      injected: [],
    })
    const fault = { name: 'ext-dropped', serial: phone.phone.serial, vendor: 'mi' }
    expect(await knock('POST', '/faults', fault)).toEqual({ status: 200, value: { injected: [fault] } })
    await knock('POST', '/faults', { name: 'folded' })
    expect(await knock('DELETE', '/faults', { vendor: 'mi' })).toEqual({ status: 200, value: { cleared: 1 } })
    expect(await knock('DELETE', '/faults')).toEqual({ status: 200, value: { cleared: 1 } })
  })

  it.each<[string, string, unknown, number]>([
    ['POST', '/faults', { name: 'no-such-fault' }, 400],
    ['POST', '/faults', {}, 400],
    ['POST', '/faults', { name: 'folded', phone: 'x' }, 400],
    ['POST', '/faults', { name: 'folded', serial: 'x' }, 400],
    ['POST', '/faults', { name: 'folded', vendor: 'nokia' }, 400],
    ['POST', '/faults', '[]', 400],
    ['POST', '/clock', { advanceMs: -1 }, 400],
    ['GET', '/nothing', undefined, 404],
    ['GET', '/phones/nobody', undefined, 404],
    ['POST', '/phones/nobody/reboot', {}, 404],
  ])('answers %s %s %j with %d', async (method, path, body, status) => {
    expect(await knock(method, path, body)).toMatchObject({ status, value: { error: expect.any(String) as string } })
  })

  it('moves the clock', async () => {
    const before = server.clock.now()
    const { value } = await knock('POST', '/clock', { advanceMs: 86_400_000 })
    expect((value as { now: number }).now - before).toBeGreaterThanOrEqual(86_400_000)
    expect(await knock('GET', '/clock')).toMatchObject({ status: 200 })
  })

  it('shows and changes phones', async () => {
    await phone.loginAndRegister('bob')
    expect(await knock('GET', here())).toMatchObject({
      value: {
        vendor: 'mi',
        network: { up: true },
        resumed: { packageName: samplePackage },
        processes: [{ packageName: samplePackage }],
      },
    })
    expect(await knock('POST', `${here()}/network`, { up: false })).toMatchObject({ value: { network: { up: false } } })
    await knock('POST', `${here()}/network`, { up: true })
    expect(await knock('POST', `${here()}/power`, { screenOn: false, pin: '1234' })).toMatchObject({
      value: { power: { screenOn: false, secure: true } },
    })
    expect(await knock('POST', `${here()}/kill`, { packageName: samplePackage })).toMatchObject({
      value: { killed: [expect.any(Number)] },
    })
    expect(await knock('GET', '/terminals')).toMatchObject({
      value: { terminals: [{ userId: 'bob', state: { kind: 'PushOnline' } }] },
    })
    await server.send('alice', 'bob', { Title: 'seen' })
    await expect
      .poll(async () => (await knock('GET', here())).value)
      .toMatchObject({ notifications: [{ title: 'seen', opPkg: 'com.xiaomi.xmsf' }] })
    expect(await knock('GET', '/push-records?to=bob')).toMatchObject({
      value: { records: [{ to: 'bob', stages: { device: { ok: true } } }] },
    })
    await server.send('alice', 'bob', { Title: 'another' })
    expect(await knock('GET', '/push-records?to=bob&message=anoth&message=none')).toMatchObject({
      value: { records: [{ title: 'another' }] },
    })
    expect(await knock('GET', '/push-records?to=nobody')).toEqual({ status: 200, value: { records: [] } })
    expect(await knock('POST', `${here()}/reboot`)).toMatchObject({ value: { processes: [] } })
    expect(await knock('POST', `${here()}/install-dialog`, { mode: 'asks-password', password: 'p' })).toMatchObject({
      value: { installs: 'asks-password' },
    })
    expect(await knock('POST', `${here()}/install-dialog`, { mode: 'sometimes' })).toEqual({
      status: 400,
      value: { error: 'mode is none of allowed, asks, asks-password, off' },
    })
    await knock('POST', `${here()}/adb`, { connection: 'cut' })
    await knock('POST', `${here()}/adb`, { listening: false })
    expect(adb).toEqual(['cut', 'listening false'])
  })
})
