import { MovableClock } from '../clock.ts'
import { seededRandom } from '../random.ts'
import { startChatServer, type ChatServer, type ChatServerOptions } from './chat-server.ts'
import type { JsonObject } from './json.ts'
import { signUserSig } from './user-sig.ts'

export const sdkAppId = 1400000000
export const secretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e'
export const admin = 'administrator'

export interface TestServer {
  readonly server: ChatServer
  readonly clock: MovableClock
  /** Calls a REST command as the administrator. */
  call(command: string, body: unknown): Promise<JsonObject>
  send(from: string, to: string, offlinePushInfo: JsonObject, more?: JsonObject): Promise<JsonObject>
  state(userId: string): Promise<JsonObject>
  sig(userId: string): string
  close(): Promise<void>
}

/** A Chat server on a free port, with alice and bob. Pushes take 5 ms. */
export async function startTestServer(options: Partial<ChatServerOptions> = {}): Promise<TestServer> {
  const clock = new MovableClock()
  const quick = { medianMs: 5, spread: 1.1, maxMs: 20 }
  const server = await startChatServer({
    port: 0,
    clock,
    random: seededRandom('test'),
    sdkAppId,
    secretKey,
    admins: [admin],
    latency: { mi: quick, huawei: quick, honor: quick, oppo: quick, vivo: quick, meizu: quick, fcm: quick },
    ...options,
  })
  const sig = (userId: string): string =>
    signUserSig({ sdkAppId, secretKey, userId, timeSec: Math.floor(clock.now() / 1000), expireSec: 86_400 * 30 })
  let random = 1
  const call = async (command: string, body: unknown): Promise<JsonObject> => {
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      identifier: admin,
      usersig: sig(admin),
      random: '7',
      contenttype: 'json',
    })
    const response = await fetch(`${server.url}/v4/${command}?${query.toString()}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return (await response.json()) as JsonObject
  }
  for (const userId of ['alice', 'bob']) server.world.accounts.import(userId)
  return {
    server,
    clock,
    call,
    sig,
    send: (from, to, OfflinePushInfo, more = {}) =>
      call('openim/sendmsg', {
        From_Account: from,
        To_Account: to,
        MsgRandom: random++,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'text' } }],
        OfflinePushInfo,
        ...more,
      }),
    state: async (userId) => {
      const answer = await call('openim/query_online_status', { IsNeedDetail: 1, To_Account: [userId] })
      const [result] = answer['QueryResult'] as readonly JsonObject[]
      return result ?? {}
    },
    close: async () => {
      await server.close()
      clock.stop()
    },
  }
}
