import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppNetwork, AppWebSocket, AppWebSocketEvent } from '../android/app-process.ts'
import { roms } from '../roms/all-roms.ts'
import { createAppNetwork, isChatHost } from './app-network.ts'
import { parseObject, type JsonObject } from './json.ts'
import { sdkAppId, startTestServer, type TestServer } from './test-server-fixture.ts'

let server: TestServer
let network: AppNetwork
beforeEach(async () => {
  server = await startTestServer()
  const rom = roms.get('vivo')
  if (rom === undefined) throw new Error('no ROM')
  network = createAppNetwork(server.server, { serial: 'p1', rom })
})
afterEach(() => server.close())

describe('isChatHost', () => {
  it.each([
    ['1400000000w4c.my-imcloud.com', true],
    ['1400000000w4c.my-cpaas.com', true],
    ['wss.im.qcloud.com', true],
    ['wssv6.im.qcloud.com', true],
    ['wsssgp.im.qcloud.com', true],
    ['wss.tim.qq.com', true],
    ['wss.im.tencent.cn', true],
    ['console.tim.qq.com', true],
    ['adminapisgp.im.qcloud.com', true],
    ['example.com', false],
    ['im.qcloud.com.example.com', false],
    ['events.im.qcloud.com', false],
  ])('%s: %s', (host, expected) => {
    expect(isChatHost(host)).toBe(expected)
  })
})

const request = (url: string, method = 'GET', body: string | null = null) =>
  network.fetch({
    method,
    url,
    headers: [],
    body: body === null ? null : Buffer.from(body),
    signal: AbortSignal.timeout(2_000),
  })

describe('fetch', () => {
  it("leads the REST hosts to the server, under the address's own name", async () => {
    const url = `https://console.tim.qq.com/v4/openim/sendmsg?sdkappid=${String(sdkAppId)}`
    const answer = await request(url, 'POST', '{}')
    expect(answer).toMatchObject({ status: 200, url })
    expect(parseObject(Buffer.from(answer.body).toString())).toMatchObject({ ErrorCode: 60004 })
  })

  it('reaches nothing else', async () => {
    await expect(request('https://example.com/')).rejects.toThrow('Unable to resolve host "example.com"')
  })
})

describe('openWebSocket', () => {
  it('fails for other hosts', async () => {
    const events = listen(network.openWebSocket('wss://example.com/binfo', [], {}))
    await expect.poll(() => events).toMatchObject([{ kind: 'failed' }])
  })

  it('opens, answers in binary frames, and closes', async () => {
    const { socket, events } = await loggedIn()
    expect(events[0]).toEqual({ kind: 'open', protocol: '' })
    expect(events[1]).toMatchObject({ kind: 'message', data: expect.any(Uint8Array) as Uint8Array })
    expect(server.server.world.terminals.of('bob')).toMatchObject([
      { platform: 'Web', device: { serial: 'p1', vendor: 'vivo' }, state: { kind: 'Online' } },
    ])
    socket.close(1000, 'bye')
    await expect.poll(() => events.at(-1)).toEqual({ kind: 'closed', code: 1000, reason: 'bye' })
    expect(await server.state('bob')).toMatchObject({ State: 'Offline' })
  })

  it.each([
    ['killed', 'Offline', 0],
    ['network-lost', 'Online', 61_000],
  ] as const)('%s: %s at first, Offline after %d ms', async (how, state, afterMs) => {
    const { socket } = await loggedIn()
    socket.abort?.(how)
    expect(await server.state('bob')).toMatchObject({ State: state })
    server.clock.advance(afterMs)
    expect(await server.state('bob')).toMatchObject({ State: 'Offline' })
  })
})

function listen(socket: AppWebSocket): AppWebSocketEvent[] {
  const events: AppWebSocketEvent[] = []
  socket.on((event) => events.push(event))
  return events
}

async function loggedIn(): Promise<{ socket: AppWebSocket; events: AppWebSocketEvent[] }> {
  const socket = network.openWebSocket(`wss://${String(sdkAppId)}w4c.my-imcloud.com/binfo?x=1`, [], {})
  const events = listen(socket)
  await expect.poll(() => events).toHaveLength(1)
  const head = {
    ver: 'v4',
    servcmd: 'im_open_status.wslogin',
    seq: 5,
    sdkappid: sdkAppId,
    identifier: 'bob',
    usersig: server.sig('bob'),
  }
  socket.send(Buffer.from(JSON.stringify({ head, body: {} })))
  await expect.poll(() => events).toHaveLength(2)
  const answer = events[1]
  const frame: JsonObject | undefined =
    answer?.kind === 'message' ? parseObject(Buffer.from(answer.data).toString()) : undefined
  expect(frame).toMatchObject({
    head: { seq: 5, servcmd: 'im_open_status.wslogin' },
    body: { ErrorCode: 0, A2Key: expect.any(String) as string },
  })
  return { socket, events }
}
