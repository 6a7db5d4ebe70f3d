import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { ChatServer } from './chat-server.ts'
import { readChatSettings } from './chat-settings.ts'
import { Redaction } from './redaction.ts'
import { UserSigs } from './user-sig.ts'

const secretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e'
let answer = { status: 200, body: '' }
let asked: URL | undefined
const server = createServer((request, response) => {
  asked = new URL(request.url ?? '', 'http://x')
  response.writeHead(answer.status).end(answer.body)
})
let chat: ChatServer

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  chat = new ChatServer({ url: `http://127.0.0.1:${port}`, sdkAppId: 1400000000, secretKey, admin: 'administrator' })
})
afterAll(async () => {
  await chat.close()
  server.close()
})

const send = (): Promise<unknown> =>
  chat.sendText(
    { from: 'a', to: 'b', text: 'hi', push: { PushFlag: 0, Title: '', Desc: '', Ext: '{}' } },
    Deadline.in(2000),
  )

async function errorOf(work: Promise<unknown>): Promise<PushfarmError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof PushfarmError) return error
  throw new Error('it did not fail')
}

describe('ChatServer', () => {
  it('calls the command with the five parameters of every call', async () => {
    answer = {
      status: 200,
      body: '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"MsgTime":1572870301,"MsgKey":"89541_2574206_1572870301"}',
    }
    expect(await send()).toMatchObject({ msgKey: '89541_2574206_1572870301' })
    expect(asked?.pathname).toBe('/v4/openim/sendmsg')
    expect([...(asked?.searchParams.keys() ?? [])]).toEqual([
      'sdkappid',
      'identifier',
      'usersig',
      'random',
      'contenttype',
    ])
  })

  it.each([
    [70009, 'set-up'],
    [70014, 'set-up'],
    [60010, 'set-up'],
    [90012, 'product'],
  ])('judges the code %i as %s', async (code, verdict) => {
    answer = { status: 200, body: JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: 'no' }) }
    expect(await errorOf(send())).toMatchObject({ verdict, facts: { errorCode: code } })
  })

  it.each([
    ['no JSON', 200, '<html>', 'chat/unreadable-answer'],
    ['no envelope', 200, '{}', 'chat/unreadable-answer'],
    ['an answer without its fields', 200, '{"ActionStatus":"OK","ErrorCode":0}', 'chat/unreadable-answer'],
    ['HTTP 502', 502, '', 'chat/http'],
  ])('complains about %s, without the signature', async (_, status, body, code) => {
    answer = { status, body }
    const error = await errorOf(send())
    expect(error.code).toBe(code)
    expect(JSON.stringify([error.message, error.facts, error.hint])).not.toContain('usersig')
  })

  it.each(['State', 'Status'])('reads the account state from %s', async (field) => {
    const detail = [{ Platform: 'Android', Status: 'PushOnline' }]
    answer = {
      status: 200,
      body: JSON.stringify({
        ActionStatus: 'OK',
        ErrorCode: 0,
        QueryResult: [{ To_Account: 'b', [field]: 'Offline', Detail: detail }],
      }),
    }
    const { state, platforms } = await chat.onlineState('b', Deadline.in(2000))
    expect([state, platforms.get('android')]).toEqual(['Offline', 'PushOnline'])
  })
})

describe('UserSigs', () => {
  it('signs as TLSSigAPIv2 does', () => {
    const sig = new UserSigs(1400000000, secretKey).of('xiaojun')
    const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
    const read: unknown = JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString())
    expect(read).toMatchObject({ 'TLS.ver': '2.0', 'TLS.identifier': 'xiaojun', 'TLS.sdkappid': 1400000000 })
  })
})

describe('Redaction', () => {
  it('takes keys and signatures out', () => {
    const sig = new UserSigs(1400000000, secretKey).of('xiaojun')
    const clean = new Redaction([secretKey, '']).text(`key=${secretKey} usersig=${sig} text="${sig}"`)
    expect(clean).toBe('key=<secret> usersig=<UserSig> text="<UserSig>"')
  })
})

describe('readChatSettings', () => {
  it('names what is missing, all at once', () => {
    expect(() => readChatSettings({ PUSHFARM_ADMIN: 'a' })).toThrow(
      "The Chat server's settings are incomplete: nothing is set for PUSHFARM_CHAT_URL, PUSHFARM_SDK_APP_ID, PUSHFARM_SECRET_KEY.",
    )
  })
  it('never repeats the key', () => {
    const settings = {
      PUSHFARM_CHAT_URL: 'nonsense',
      PUSHFARM_SDK_APP_ID: '1',
      PUSHFARM_SECRET_KEY: secretKey,
      PUSHFARM_ADMIN: 'a',
    }
    expect(() => readChatSettings(settings)).toThrow('PUSHFARM_CHAT_URL is not a URL: "nonsense".')
  })
})
