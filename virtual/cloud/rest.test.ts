import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from './json.ts'
import { admin, sdkAppId, secretKey, startTestServer, type TestServer } from './test-server-fixture.ts'
import { signUserSig } from './user-sig.ts'

let server: TestServer
let random = 5000
beforeAll(async () => {
  server = await startTestServer()
  for (const userId of ['carol', 'dave']) server.server.world.accounts.import(userId)
})
afterAll(() => server.close())

const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }
const text = (value: string): JsonObject => ({ MsgType: 'TIMTextElem', MsgContent: { Text: value } })
const message = (more: JsonObject = {}): JsonObject => ({
  From_Account: 'alice',
  To_Account: 'bob',
  MsgRandom: random++,
  MsgBody: [text('good morning')],
  ...more,
})

async function raw(url: string, init: RequestInit = { method: 'POST', body: '{}' }): Promise<JsonObject> {
  const response = await fetch(`${server.server.url}${url}`, init)
  expect(response.status).toBe(200)
  return (await response.json()) as JsonObject
}

describe('the envelope', () => {
  const sign = (userId: string, change: object = {}): string =>
    encodeURIComponent(
      signUserSig({ sdkAppId, secretKey, userId, timeSec: Math.floor(Date.now() / 1000), expireSec: 100, ...change }),
    )
  const app = `sdkappid=${String(sdkAppId)}`
  const check = '/v4/im_open_login_svc/account_check'
  it.each<[string, () => string, RequestInit | undefined, number]>([
    ['GET', () => `${check}?${app}&identifier=${admin}&usersig=${sign(admin)}`, { method: 'GET' }, 60008],
    ['no sdkappid', () => `${check}?identifier=${admin}&usersig=${sign(admin)}`, undefined, 60012],
    ['wrong sdkappid', () => `${check}?sdkappid=7&identifier=${admin}&usersig=${sign(admin)}`, undefined, 60006],
    ['no identifier', () => `${check}?${app}&usersig=${sign(admin)}`, undefined, 60004],
    ['no usersig', () => `${check}?${app}&identifier=${admin}`, undefined, 70002],
    [
      'a signature of another user',
      () => `${check}?${app}&identifier=${admin}&usersig=${sign('bob')}`,
      undefined,
      70013,
    ],
    [
      'an expired signature',
      () => `${check}?${app}&identifier=${admin}&usersig=${sign(admin, { timeSec: 1 })}`,
      undefined,
      70001,
    ],
    ['no administrator', () => `${check}?${app}&identifier=bob&usersig=${sign('bob')}`, undefined, 60010],
    [
      'an unknown command',
      () => `/v4/openim/nothing?${app}&identifier=${admin}&usersig=${sign(admin)}`,
      undefined,
      60009,
    ],
  ])('%s', async (_, url, init, code) => {
    expect(await raw(url(), init)).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: code,
      ErrorInfo: expect.stringMatching(/\w/) as string,
    })
  })

  it.each([
    ['openim/sendmsg', 90001],
    ['openim/query_online_status', 90001],
    ['openim/admin_getroammsg', 90001],
    ['profile/portrait_set', 40001],
    ['im_open_login_svc/account_import', 70402],
    ['group_open_http_svc/send_group_msg', 10004],
  ])('%s refuses a body that is no JSON', async (command, ErrorCode) => {
    const answer = await server.call(command, '{"To_Account": ')
    expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode })
    if (command.startsWith('openim/'))
      expect(answer['ErrorInfo']).toBe('Fail to Parse json data of body, Please check it')
  })
})

describe('accounts', () => {
  it('imports one, several, and checks them', async () => {
    expect(
      await server.call('im_open_login_svc/account_import', {
        UserID: 'erin',
        Nick: 'Erin',
        FaceUrl: 'https://example.com/e.png',
      }),
    ).toEqual(ok)
    expect(
      await server.call('im_open_login_svc/multiaccount_import', { Accounts: ['u1', 'x'.repeat(33), 'u2'] }),
    ).toEqual({ ...ok, FailAccounts: ['x'.repeat(33)] })
    expect(
      await server.call('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'erin' }, { UserID: 'nobody' }] }),
    ).toEqual({
      ...ok,
      ResultItem: [
        { UserID: 'erin', ResultCode: 0, ResultInfo: '', AccountStatus: 'Imported' },
        { UserID: 'nobody', ResultCode: 0, ResultInfo: '', AccountStatus: 'NotImported' },
      ],
    })
    expect(await server.call('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'u1' }] })).toMatchObject({
      ...ok,
      ResultItem: [{ UserID: 'u1', ResultCode: 0 }],
    })
    expect(await server.call('im_open_login_svc/kick', { UserID: 'erin' })).toEqual(ok)
  })

  it.each<[string, JsonObject, number]>([
    ['im_open_login_svc/account_import', {}, 70402],
    ['im_open_login_svc/account_import', { UserID: 'x'.repeat(33) }, 70402],
    [
      'im_open_login_svc/multiaccount_import',
      { Accounts: Array.from({ length: 101 }, (_, i) => `n${String(i)}`) },
      70206,
    ],
    ['im_open_login_svc/kick', { UserID: 'nobody' }, 70107],
    ['openim/query_online_status', { To_Account: 'bob' }, 90003],
    ['openim/query_online_status', { To_Account: Array.from({ length: 501 }, () => 'bob') }, 90011],
  ])('%s refuses %j', async (command, body, ErrorCode) => {
    expect(await server.call(command, body)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode })
  })

  it('tells states, and who does not exist', async () => {
    expect(await server.call('openim/query_online_status', { To_Account: ['carol', 'nobody'] })).toEqual({
      ...ok,
      QueryResult: [{ To_Account: 'carol', State: 'Offline' }],
      ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
    })
    expect(await server.call('openim/querystate', { To_Account: ['carol'] })).toMatchObject({
      QueryResult: [{ State: 'Offline' }],
    })
  })
})

describe('openim/sendmsg', () => {
  it('answers with time and key', async () => {
    const answer = await server.call(
      'openim/sendmsg',
      message({ MsgSeq: 93847, MsgRandom: 128765, SyncOtherMachine: 2, MsgLifeTime: 60, CloudCustomData: 'c' }),
    )
    expect(answer).toEqual({
      ...ok,
      MsgTime: expect.any(Number) as number,
      MsgKey: `93847_128765_${String(answer['MsgTime'])}`,
    })
  })

  it.each<[string, JsonObject, number]>([
    ['no recipient', { To_Account: undefined }, 90003],
    ['a list of recipients', { To_Account: ['bob'] }, 90003],
    ['an unknown recipient', { To_Account: 'nobody' }, 90012],
    ['an unknown sender', { From_Account: 'nobody' }, 20003],
    ['no random', { MsgRandom: undefined }, 90005],
    ['random as text', { MsgRandom: '5' }, 90005],
    ['SyncOtherMachine 3', { SyncOtherMachine: 3 }, 90031],
    ['a life time as text', { MsgLifeTime: '60' }, 90044],
    ['a body that is no list', { MsgBody: { MsgType: 'TIMTextElem' } }, 90007],
    ['an empty body', { MsgBody: [] }, 90002],
    ['an element without content', { MsgBody: [{ MsgType: 'TIMTextElem' }] }, 90002],
    ['an unknown element', { MsgBody: [{ MsgType: 'TIMNothing', MsgContent: {} }] }, 90010],
    ['push info as text', { OfflinePushInfo: 'x' }, 90043],
    ['PushFlag 2', { OfflinePushInfo: { PushFlag: 2 } }, 90043],
    ['Ext as an object', { OfflinePushInfo: { Ext: {} } }, 90043],
    ['AndroidInfo as a list', { OfflinePushInfo: { AndroidInfo: [] } }, 90043],
    ['more than 12 KB', { MsgBody: [text('x'.repeat(12_289))] }, 93000],
    ['fields are checked before accounts', { To_Account: 'nobody', MsgRandom: undefined }, 90005],
    ['accounts are checked before size', { To_Account: 'nobody', MsgBody: [text('x'.repeat(12_289))] }, 90012],
  ])('refuses %s', async (_, change, ErrorCode) => {
    expect(await server.call('openim/sendmsg', message(change))).toMatchObject({ ActionStatus: 'FAIL', ErrorCode })
  })

  it('keeps one of two messages of the same random within a second', async () => {
    const twice = message({ From_Account: 'carol', To_Account: 'dave', MsgRandom: 77 })
    const first = await server.call('openim/sendmsg', twice)
    expect(await server.call('openim/sendmsg', twice)).toMatchObject({ ...ok, MsgKey: first['MsgKey'] })
    expect(server.server.world.c2c.between('carol', 'dave')).toHaveLength(1)
    server.clock.advance(1000)
    await server.call('openim/sendmsg', twice)
    expect(server.server.world.c2c.between('carol', 'dave')).toHaveLength(2)
  })

  it('sends to several', async () => {
    const body = message({ To_Account: ['bob', 'carol'] })
    expect(await server.call('openim/batchsendmsg', body)).toEqual({
      ...ok,
      MsgKey: expect.stringMatching(/^\d+_\d+_\d+$/) as string,
    })
    expect(
      await server.call('openim/batchsendmsg', { ...body, MsgRandom: random++, To_Account: ['bob', 'nobody'] }),
    ).toMatchObject({
      ActionStatus: 'SomeError',
      ErrorCode: 0,
      ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
    })
    expect(await server.call('openim/batchsendmsg', { ...body, MsgRandom: random++, To_Account: ['nobody'] })).toEqual({
      ActionStatus: 'FAIL',
      ErrorInfo: 'invalid To_Account',
      ErrorCode: 90012,
    })
  })
})

describe('openim/admin_getroammsg', () => {
  const pull = (more: JsonObject = {}): Promise<JsonObject> =>
    server.call('openim/admin_getroammsg', {
      Operator_Account: 'roamer',
      Peer_Account: 'alice',
      MaxCnt: 2,
      MinTime: 0,
      MaxTime: 4e9,
      ...more,
    })

  it('pages backwards, each page ascending, and names the oldest entry', async () => {
    server.server.world.accounts.import('roamer')
    for (const [i, value] of ['one', 'two', 'three'].entries())
      await server.call('openim/sendmsg', message({ To_Account: 'roamer', MsgSeq: 10 + i, MsgBody: [text(value)] }))
    const first = await pull()
    expect(first).toMatchObject({ ...ok, Complete: 0, MsgCnt: 2, MsgList: [{ MsgSeq: 11 }, { MsgSeq: 12 }] })
    const [oldest] = first['MsgList'] as readonly JsonObject[]
    expect([first['LastMsgKey'], first['LastMsgTime']]).toEqual([oldest?.['MsgKey'], oldest?.['MsgTimeStamp']])
    expect(oldest).toEqual({
      From_Account: 'alice',
      To_Account: 'roamer',
      MsgSeq: 11,
      MsgRandom: expect.any(Number) as number,
      MsgTimeStamp: expect.any(Number) as number,
      MsgFlagBits: 0,
      IsPeerRead: 0,
      MsgKey: expect.any(String) as string,
      MsgBody: [text('two')],
    })
    const second = await pull({ MaxTime: first['LastMsgTime'], LastMsgKey: first['LastMsgKey'] })
    expect(second).toMatchObject({ Complete: 1, MsgCnt: 1, MsgList: [{ MsgSeq: 10 }] })
  })

  it('holds no message for online recipients only, and none that was not for the sender to keep', async () => {
    await server.call('openim/sendmsg', message({ From_Account: 'dave', To_Account: 'roamer', MsgLifeTime: 0 }))
    expect(await pull({ Peer_Account: 'dave' })).toMatchObject({ MsgCnt: 0, Complete: 1, MsgList: [] })
    await server.call('openim/sendmsg', message({ From_Account: 'dave', To_Account: 'roamer', SyncOtherMachine: 2 }))
    expect(await pull({ Peer_Account: 'dave' })).toMatchObject({ MsgCnt: 1 })
    expect(await pull({ Operator_Account: 'dave', Peer_Account: 'roamer' })).toMatchObject({ MsgCnt: 0 })
  })

  it('holds at most 13 KB in a page', async () => {
    for (let i = 0; i < 6; i++)
      await server.call(
        'openim/sendmsg',
        message({ From_Account: 'carol', To_Account: 'roamer', MsgBody: [text('y'.repeat(4000))] }),
      )
    expect(await pull({ Peer_Account: 'carol', MaxCnt: 100 })).toMatchObject({ MsgCnt: 3, Complete: 0 })
  })

  it('marks a recalled message', async () => {
    const { MsgKey } = await server.call('openim/sendmsg', message({ To_Account: 'roamer', MsgBody: [text('oops')] }))
    expect(
      await server.call('openim/admin_msgwithdraw', { From_Account: 'alice', To_Account: 'roamer', MsgKey }),
    ).toEqual(ok)
    expect(await pull({ MaxCnt: 1 })).toMatchObject({ MsgList: [{ MsgFlagBits: 8 }] })
    expect(
      await server.call('openim/admin_msgwithdraw', { From_Account: 'alice', To_Account: 'roamer', MsgKey: '1_2_3' }),
    ).toMatchObject({ ErrorCode: 90054 })
  })
})

describe('profiles', () => {
  it('are set and read', async () => {
    expect(
      await server.call('profile/portrait_set', {
        From_Account: 'bob',
        ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Bobby' }],
      }),
    ).toEqual({ ...ok, ErrorDisplay: '' })
    expect(
      await server.call('profile/portrait_get', { To_Account: ['bob', 'nobody'], TagList: ['Tag_Profile_IM_Nick'] }),
    ).toMatchObject({
      UserProfileItem: [
        { To_Account: 'bob', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Bobby' }], ResultCode: 0 },
      ],
      Fail_Account: ['nobody'],
    })
  })

  it.each<[JsonObject, number]>([
    [{ From_Account: 'bob' }, 40001],
    [{ From_Account: 'nobody', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'x' }] }, 40003],
    [{ From_Account: 'bob', ProfileItem: [{ Tag: 'Tag_Nothing', Value: 'x' }] }, 40009],
    [{ From_Account: 'bob', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'x'.repeat(501) }] }, 40601],
    [{ From_Account: 'bob', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 5 }] }, 40610],
  ])('refuse %j', async (body, ErrorCode) => {
    expect(await server.call('profile/portrait_set', body)).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode,
      ErrorDisplay: '',
    })
  })
})

describe('groups', () => {
  it('are made, written to, and count their messages', async () => {
    const { GroupId } = await server.call('group_open_http_svc/create_group', {
      Type: 'Public',
      Name: 'Team',
      Owner_Account: 'alice',
      MemberList: [{ Member_Account: 'bob' }],
    })
    expect(GroupId).toMatch(/^@TGS#/)
    const send = (more: JsonObject = {}): Promise<JsonObject> =>
      server.call('group_open_http_svc/send_group_msg', { GroupId, Random: random++, MsgBody: [text('hi')], ...more })
    expect(await send()).toEqual({ ...ok, MsgTime: expect.any(Number) as number, MsgSeq: 1, MsgDropReason: '' })
    const twice = { Random: 9 }
    expect((await send(twice))['MsgSeq']).toBe(2)
    expect((await send(twice))['MsgSeq']).toBe(2)
    server.clock.advance(300_001)
    expect((await send(twice))['MsgSeq']).toBe(3)
    expect(
      await server.call('group_open_http_svc/add_group_member', {
        GroupId,
        MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol' }, { Member_Account: 'nobody' }],
      }),
    ).toMatchObject({
      MemberList: [{ Result: 2 }, { Result: 1 }, { Result: 0 }],
    })
    expect(await send({ To_Account: Array.from({ length: 51 }, () => 'bob') })).toMatchObject({ ErrorCode: 10004 })
    expect(await server.call('group_open_http_svc/get_appid_group_list', { Limit: 2 })).toMatchObject({
      TotalCount: 1,
      GroupIdList: [{ GroupId }],
    })
    expect(await server.call('group_open_http_svc/destroy_group', { GroupId })).toEqual(ok)
    expect(await send()).toMatchObject({ ErrorCode: 10010 })
  })
})

describe('all_member_push/im_push', () => {
  const push = async (more: JsonObject = {}): Promise<JsonObject> => {
    server.clock.advance(1000)
    return server.call('all_member_push/im_push', {
      From_Account: admin,
      MsgRandom: random++,
      MsgLifeTime: 120,
      MsgBody: [text('all')],
      ...more,
    })
  }
  it('names a task', async () => {
    expect(await push()).toEqual({ ...ok, TaskId: expect.stringMatching(/^1400000000_\d+_\d+_\d+$/) as string })
  })
  it.each<[JsonObject, number]>([
    [{ Condition: { TagsAnd: ['a'], AttrsOr: { b: 'c' } } }, 90039],
    [{ Condition: { TagsAnd: ['a'], TagsOr: ['a'] } }, 90022],
    [{ Condition: { TagsAnd: ['x'.repeat(51)] } }, 90020],
    [{ Condition: { TagsAnd: [''] } }, 90040],
    [{ Condition: { TagsOr: Array.from({ length: 11 }, (_, i) => String(i)) } }, 90032],
    [{ MsgLifeTime: 604_801 }, 90026],
  ])('refuses %j', async (change, ErrorCode) => {
    expect(await push(change)).toMatchObject({ ErrorCode })
  })
  it('takes one a second and a hundred a day', async () => {
    await push()
    expect(await server.call('all_member_push/im_push', { MsgRandom: 1, MsgBody: [text('x')] })).toMatchObject({
      ErrorCode: 90024,
    })
    for (let i = 0; i < 100; i++) await push()
    expect(await push()).toMatchObject({ ErrorCode: 90047 })
  })
})

describe('limits', () => {
  it.each([60007, 60011] as const)('takes 200 calls a second, then answers %d', async (rateLimitCode) => {
    const atMs = Date.now()
    // A clock that stands still: all calls fall into one second.
    const clock = {
      now: () => atMs,
      monotonic: () => 0,
      setTimeout: () => ({ dueMs: 0, run: () => undefined }),
      clearTimeout: () => undefined,
    }
    const limited = await startTestServer({ clock, switches: { rateLimitCode } })
    const codes: unknown[] = []
    for (let i = 0; i < 201; i++)
      codes.push((await limited.call('openim/query_online_status', { To_Account: ['bob'] }))['ErrorCode'])
    await limited.close()
    expect([new Set(codes.slice(0, 200)), codes[200]]).toEqual([new Set([0]), rateLimitCode])
  })
})
