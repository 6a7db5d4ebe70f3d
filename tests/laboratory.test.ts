import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Deadline } from '../src/base/deadline.ts'
import { Laboratory, type PushedMessage } from '../src/farm/laboratory.ts'
import { type ChatPhone, createChatPhone } from '../virtual/cloud/chat-phone-fixture.ts'
import { type TestServer, startTestServer } from '../virtual/cloud/test-server-fixture.ts'
import { type Control, startControl } from '../virtual/control.ts'
import { roms } from '../virtual/roms/all-roms.ts'

const serial = 'mi-1'
const minuteMs = 60_000

let server: TestServer
let phone: ChatPhone
let control: Control
let laboratory: Laboratory
const soon = (): Deadline => Deadline.in(5000)

beforeEach(async () => {
  server = await startTestServer()
  const rom = roms.get('mi')
  if (rom === undefined) throw new Error('no ROM')
  phone = await createChatPhone(server, rom, { serial })
  await phone.loginAndRegister('bob')
  phone.kill()
  control = await startControl({
    port: 0,
    clock: server.clock,
    server: server.server,
    phones: () => [{ phone: phone.phone }],
  })
  laboratory = await Laboratory.open(control.url, soon())
})
afterEach(async () => {
  await control.close()
  await phone.shutdown()
  await server.close()
})

/** Sends a push and waits for the vendor's refusal. */
async function refusal(): Promise<string> {
  const { MsgKey } = await server.send('alice', 'bob', { Title: 't', Desc: 'd' })
  const code = (): Promise<string | undefined> => laboratory.refusalOf('bob', String(MsgKey), soon())
  await expect.poll(code).toEqual(expect.any(String))
  return (await code()) ?? ''
}

describe('a laboratory, as the harness speaks to it and as the virtual farm answers', () => {
  it('says what it can do', () => {
    expect((['faults', 'clock', 'console', 'quota', 'records'] as const).every((one) => laboratory.can(one))).toBe(true)
  })

  it('keeps records of each message to an account, and gives those that are asked for', async () => {
    const [first, second] = [
      await server.send('alice', 'bob', { Title: 'first', Desc: 'd' }),
      await server.send('alice', 'bob', { Title: 'second', Desc: 'd' }),
    ]
    const titles = async (...messages: readonly PushedMessage[]): Promise<readonly unknown[]> =>
      (await laboratory.pushRecords('bob', messages, soon())).map(({ title }) => title)
    const [one, other] = [first, second].map(({ MsgKey }) => ({ msgKey: String(MsgKey) }))
    await expect.poll(() => titles(other ?? {})).toEqual(['second'])
    expect(await titles(one ?? {}, other ?? {})).toEqual(['first', 'second'])
    expect(await titles({ msgKey: null, token: 'econ' })).toEqual(['second'])
    expect(await titles({ msgKey: '1_2_3', token: 'third' })).toEqual([])
    expect(await titles({ msgKey: null })).toEqual([])
    const records = await laboratory.pushRecords('bob', [{ token: 'first' }], soon())
    expect(records.map((record) => record['token'])).toEqual(['<token>'])
  })

  it('moves the time of one phone and brings it back', async () => {
    const before = await laboratory.now(serial, soon())
    await laboratory.letPass(serial, 30 * minuteMs, soon())
    expect((await laboratory.now(serial, soon())) - before).toBeGreaterThanOrEqual(30 * minuteMs)
    await laboratory.backToNow(serial, soon())
    expect((await laboratory.now(serial, soon())) - before).toBeLessThan(minuteMs)
  })

  it('edits the console, and reads in the records why the vendor refused', async () => {
    await laboratory.changeConsole(serial, { certificate: 'of-another-app' }, soon())
    await laboratory.letPass(serial, 10 * minuteMs, soon())
    expect(await refusal()).toBe('21301')
    await laboratory.restoreConsole(serial, soon())
    await laboratory.changeConsole(serial, { channelId: 'nobody', vendorChannels: {} }, soon())
    await laboratory.letPass(serial, 10 * minuteMs, soon())
    expect(await refusal()).toBe('27001')
  })

  it('injects a fault for one phone and clears it', async () => {
    const { faults } = server.server.world
    await laboratory.injectFault(serial, 'token-not-reported', soon())
    expect(faults.all()).toEqual([{ name: 'token-not-reported', serial }])
    await laboratory.clearFault(serial, 'token-not-reported', soon())
    expect(faults.all()).toEqual([])
  })

  it('tells in one sentence what was refused', async () => {
    await expect(
      laboratory.setQuota('nobody', { appToday: 0, deviceToday: 1, deviceLastMinute: 0 }, soon()),
    ).rejects.toThrow(/answered POST \/quota with HTTP 400: .*there is no phone nobody/)
    await expect(Laboratory.open('http://127.0.0.1:1', soon())).rejects.toThrow(/did not answer GET \//)
  })
})
