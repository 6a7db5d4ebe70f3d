import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startTestServer, sdkAppId, type TestServer } from '../virtual/cloud/test-server-fixture.ts'

/** The real SDK of the sample app against the virtual Chat server, over a real socket. */
describe('@tencentcloud/chat 3.6.6', () => {
  let server: TestServer
  let users: SdkUser[]

  beforeEach(async () => {
    server = await startTestServer()
    users = []
    leadSdkTo(server.server.port)
  })
  afterEach(async () => {
    for (const user of users) await user.end()
    await server.close()
  })

  async function login(userId: string): Promise<SdkUser> {
    const user = openSdk()
    users.push(user)
    await user.login(userId, server.sig(userId))
    return user
  }

  it('logs in, and the account is Online as Web', async () => {
    await login('alice')
    expect(await server.state('alice')).toEqual({
      To_Account: 'alice',
      State: 'Online',
      Detail: [{ Platform: 'Web', Status: 'Online' }],
    })
  })

  it.each([
    ['a signature of another user', 'bob', 70013],
    ['a cut signature', 'cut', 70003],
  ])('refuses %s', async (_, of, code) => {
    const user = openSdk()
    users.push(user)
    const sig = of === 'cut' ? server.sig('alice').slice(0, 20) : server.sig(of)
    await expect(user.login('alice', sig)).rejects.toMatchObject({ code })
  })

  it('hears that its signature has expired', async () => {
    server.server.world.faults.inject({ name: 'user-sig-expired' })
    const user = openSdk()
    users.push(user)
    await expect(user.login('alice', server.sig('alice'))).rejects.toMatchObject({ code: 70001 })
  })

  it('sends with offline push info, the other side receives it', async () => {
    const alice = await login('alice')
    const bob = await login('bob')
    const received = bob.next('MESSAGE_RECEIVED')
    const message = alice.text('bob', 'hello 你好')
    const push = { title: 'T', description: 'D', extension: '{"a":"b"}' }
    const { data } = await alice.chat.sendMessage(message, { offlinePushInfo: push })
    expect(data.message.status).toBe('success')
    expect(await received).toMatchObject([
      { ID: data.message.ID, conversationID: 'C2Calice', from: 'alice', payload: { text: 'hello 你好' } },
    ])
    const [stored] = server.server.world.c2c.between('alice', 'bob')
    expect(stored?.message.push).toMatchObject({ title: 'T', desc: 'D', ext: '{"a":"b"}', pushFlag: 0 })
  })

  it('hands on what the composer of the sample app says for Android, under the names of the REST API', async () => {
    const alice = await login('alice')
    await login('bob')
    const androidInfo = {
      sound: 'ding.mp3',
      OPPOChannelID: 'messages',
      OPPOCategory: 'IM',
      OPPONotifyLevel: 16,
      FCMChannelID: 'messages',
      GoogleImage: 'https://example.com/google.png',
      XiaoMiChannelID: 'mi-messages',
      VIVOClassification: 0,
      VIVOCategory: 'IM',
      HuaWeiCategory: 'IM',
      HuaWeiImage: 'https://example.com/huawei.png',
      HonorImportance: 'LOW',
      HonorImage: 'https://example.com/honor.png',
      MeizuNotifyType: 0,
    }
    await alice.chat.sendMessage(alice.text('bob', 'x'), { offlinePushInfo: { androidInfo } })
    const [stored] = server.server.world.c2c.between('alice', 'bob')
    expect(stored?.message.push.android).toMatchObject({
      channelIds: { mi: 'mi-messages', oppo: 'messages', fcm: 'messages' },
      oppoCategory: 'IM',
      oppoNotifyLevel: 16,
      vivoClassification: 0,
      vivoCategory: 'IM',
      huaweiCategory: 'IM',
      honorImportance: 'LOW',
      meizuNoticeMsgType: 0,
    })
  })

  it('gives history and conversations to a login from elsewhere', async () => {
    for (const text of ['one', 'two', 'three'])
      await server.send('alice', 'bob', {}, { MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }] })
    await server.call('profile/portrait_set', {
      From_Account: 'alice',
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Alice A.' }],
    })
    const bob = await login('bob')
    await bob.until(async () => (await bob.chat.getConversationList()).data.conversationList.length > 0)
    const { data } = await bob.chat.getConversationList()
    expect(data.conversationList).toMatchObject([
      { conversationID: 'C2Calice', unreadCount: 3, userProfile: { nick: 'Alice A.' } },
    ])
    const history = await bob.chat.getMessageList({ conversationID: 'C2Calice' })
    expect(history.data.messageList.map(({ payload }: { payload: { text: string } }) => payload.text)).toEqual([
      'one',
      'two',
      'three',
    ])
    expect(history.data.isCompleted).toBe(true)
  })

  it('pages through a long history', async () => {
    for (let i = 0; i < 32; i++)
      await server.send(
        'alice',
        'bob',
        {},
        { MsgSeq: i, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: String(i) } }] },
      )
    const bob = await login('bob')
    const first = await bob.chat.getMessageList({ conversationID: 'C2Calice' })
    expect(first.data.messageList.map(({ payload }: { payload: { text: string } }) => payload.text)).toEqual(
      Array.from({ length: 15 }, (_, i) => String(17 + i)),
    )
    const second = await bob.chat.getMessageList({
      conversationID: 'C2Calice',
      nextReqMessageID: first.data.nextReqMessageID,
    })
    expect(second.data.messageList[0]?.payload.text).toBe('2')
  })

  it('tells the writer that a message was read', async () => {
    const alice = await login('alice')
    const bob = await login('bob')
    const received = bob.next('MESSAGE_RECEIVED')
    await alice.chat.sendMessage(alice.text('bob', 'read me'))
    await received
    const unread = async (): Promise<boolean> =>
      (await bob.chat.getConversationList()).data.conversationList.some(
        (conversation) => 'unreadCount' in conversation && conversation.unreadCount === 1,
      )
    await bob.until(unread)
    const read = alice.next('MESSAGE_READ_BY_PEER')
    await bob.chat.setMessageRead({ conversationID: 'C2Calice' })
    expect(await read).toMatchObject([{ conversationID: 'C2Cbob', isPeerRead: true }])
    const { MsgList } = await server.call('openim/admin_getroammsg', {
      Operator_Account: 'bob',
      Peer_Account: 'alice',
      MaxCnt: 10,
      MinTime: 0,
      MaxTime: 4e9,
    })
    expect(MsgList).toMatchObject([{ IsPeerRead: 1 }])
  })

  it('recalls a message', async () => {
    const alice = await login('alice')
    const bob = await login('bob')
    const received = bob.next('MESSAGE_RECEIVED')
    const { data } = await alice.chat.sendMessage(alice.text('bob', 'oops'))
    await received
    const revoked = bob.next('MESSAGE_REVOKED')
    await alice.chat.revokeMessage(data.message)
    expect(await revoked).toMatchObject([{ conversationID: 'C2Calice', isRevoked: true }])
  })

  it('is kicked by a second login of the same platform', async () => {
    const first = await login('alice')
    const kicked = first.next('KICKED_OUT')
    await login('alice')
    expect(await kicked).toEqual({ type: 'multipleAccount' })
    expect(await server.state('alice')).toMatchObject({ State: 'Online', Detail: [{ Platform: 'Web' }] })
  })

  it('is kicked through REST', async () => {
    const alice = await login('alice')
    const kicked = alice.next('KICKED_OUT')
    await server.call('im_open_login_svc/kick', { UserID: 'alice' })
    expect(await kicked).toEqual({ type: 'REST_API_Kick' })
    expect(await server.state('alice')).toEqual({ To_Account: 'alice', State: 'Offline' })
  })

  it('logs out and in again on the same socket', async () => {
    const alice = await login('alice')
    await alice.chat.logout()
    expect(await server.state('alice')).toMatchObject({ State: 'Offline' })
    await alice.login('alice', server.sig('alice'))
    expect(await server.state('alice')).toMatchObject({ State: 'Online' })
  })

  it('comes back by itself when its connection breaks', async () => {
    const alice = await login('alice')
    breakSockets()
    await alice.until(async () => (await server.state('alice'))['State'] === 'Offline')
    await alice.until(async () => (await server.state('alice'))['State'] === 'Online')
    const received = alice.next('MESSAGE_RECEIVED')
    await server.send('bob', 'alice', {})
    expect(await received).toMatchObject([{ from: 'bob' }])
  })

  it('cannot send to an unknown account, nor past a blocklist', async () => {
    const alice = await login('alice')
    const bob = await login('bob')
    await expect(alice.chat.sendMessage(alice.text('nobody', 'x'))).rejects.toMatchObject({ code: 20003 })
    await bob.chat.addToBlacklist({ userIDList: ['alice'] })
    await expect(alice.chat.sendMessage(alice.text('bob', 'x'))).rejects.toMatchObject({ code: 20007 })
    await bob.chat.removeFromBlacklist({ userIDList: ['alice'] })
    await expect(alice.chat.sendMessage(alice.text('bob', 'x'))).resolves.toMatchObject({ code: 0 })
  })

  it('mutes a conversation', async () => {
    const bob = await login('bob')
    await bob.chat.setMessageRemindType({
      userIDList: ['alice'],
      messageRemindType: bob.types['MSG_REMIND_ACPT_NOT_NOTE'],
    })
    expect(server.server.world.accounts.get('bob')?.receiveOptions.get('C2Calice')).not.toBe(0)
  })

  it('sends to and receives from a group', async () => {
    const { GroupId } = await server.call('group_open_http_svc/create_group', {
      Type: 'Public',
      Name: 'Team',
      Owner_Account: 'alice',
      MemberList: [{ Member_Account: 'bob' }],
    })
    const alice = await login('alice')
    const bob = await login('bob')
    const received = bob.next('MESSAGE_RECEIVED')
    const message = alice.text(String(GroupId), 'to all', 'GROUP')
    await expect(alice.chat.sendMessage(message)).resolves.toMatchObject({ code: 0 })
    expect(await received).toMatchObject([
      { conversationID: `GROUP${String(GroupId)}`, from: 'alice', payload: { text: 'to all' } },
    ])
  })
})

interface Sdk {
  on(event: string, listener: (event: { data: unknown }) => void): void
  off(event: string, listener: (event: { data: unknown }) => void): void
  login(options: { userID: string; userSig: string }): Promise<unknown>
  logout(): Promise<unknown>
  destroy(): Promise<unknown>
  setLogLevel(level: number): void
  createTextMessage(options: object): object
  sendMessage(
    message: object,
    options?: object,
  ): Promise<{ code: number; data: { message: { ID: string; status: string } } }>
  revokeMessage(message: object): Promise<unknown>
  getConversationList(): Promise<{ data: { conversationList: readonly object[] } }>
  getMessageList(
    options: object,
  ): Promise<{ data: { messageList: { payload: { text: string } }[]; isCompleted: boolean; nextReqMessageID: string } }>
  setMessageRead(options: object): Promise<unknown>
  setMessageRemindType(options: object): Promise<unknown>
  addToBlacklist(options: object): Promise<unknown>
  removeFromBlacklist(options: object): Promise<unknown>
}
interface SdkModule {
  create(options: { SDKAppID: number }): Sdk
  readonly EVENT: Readonly<Record<string, string>>
  readonly TYPES: Readonly<Record<string, string>>
}

interface SdkUser {
  readonly chat: Sdk
  readonly types: Readonly<Record<string, string>>
  login(userId: string, userSig: string): Promise<void>
  text(to: string, text: string, type?: 'C2C' | 'GROUP'): object
  /** The data of the next event of this name. */
  next(event: string): Promise<unknown>
  until(condition: () => Promise<boolean>): Promise<void>
  end(): Promise<void>
}

/** One SDK of its own: the package keeps a single instance per app in each copy of the module. */
function openSdk(): SdkUser {
  const require = createRequire(import.meta.url)
  const path = require.resolve('@tencentcloud/chat')
  Reflect.deleteProperty(require.cache, path)
  const module = require(path) as SdkModule
  const chat = module.create({ SDKAppID: sdkAppId })
  chat.setLogLevel(4)
  const eventName = (event: string): string => module.EVENT[event] ?? event
  const next = (event: string): Promise<unknown> =>
    new Promise((resolve) => {
      const listener = ({ data }: { data: unknown }): void => {
        chat.off(eventName(event), listener)
        resolve(data)
      }
      chat.on(eventName(event), listener)
    })
  return {
    chat,
    types: module.TYPES,
    next,
    login: async (userID, userSig) => {
      const ready = next('SDK_READY')
      await chat.login({ userID, userSig })
      await ready
    },
    // An SDK that is not logged in cannot be destroyed: it says so.
    end: () => chat.destroy().then(ignore, ignore),
    text: (to, text, type = 'C2C') => chat.createTextMessage({ to, conversationType: type, payload: { text } }),
    until: async (condition) => {
      const deadline = performance.now() + 10_000
      while (!(await condition())) {
        if (performance.now() > deadline) throw new Error('did not happen within 10 s')
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
  }
}

function ignore(): void {
  // See the caller.
}

const sockets = new Set<WebSocket>()

/** The SDK opens wss:// addresses of Tencent; here they lead to the virtual server. */
function leadSdkTo(port: number): void {
  class LocalWebSocket extends WebSocket {
    constructor(address: string) {
      const { pathname, search } = new URL(address)
      super(`ws://127.0.0.1:${String(port)}${pathname}${search}`)
      sockets.add(this)
      // Closed by the SDK while it was still connecting.
      this.on('error', ignore)
    }
  }
  Object.assign(globalThis, { WebSocket: LocalWebSocket })
}

function breakSockets(): void {
  for (const socket of sockets) socket.terminate()
  sockets.clear()
}
