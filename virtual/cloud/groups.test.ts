import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roms } from '../roms/all-roms.ts'
import { createChatPhone, type ChatPhone } from './chat-phone-fixture.ts'
import type { JsonObject } from './json.ts'
import { startTestServer, type TestServer } from './test-server-fixture.ts'

let server: TestServer
let random = 100
beforeAll(async () => {
  server = await startTestServer()
  for (const userId of ['alice', 'bob', 'carol']) server.server.world.accounts.import(userId)
})
afterAll(() => server.close())

const call = (command: string, body: JsonObject): Promise<JsonObject> =>
  server.call(`group_open_http_svc/${command}`, body)
const create = (more: JsonObject): Promise<JsonObject> =>
  call('create_group', { Type: 'Private', Name: 'Hike', Owner_Account: 'alice', ...more })
const send = (GroupId: string, more: JsonObject = {}): Promise<JsonObject> =>
  call('send_group_msg', {
    GroupId,
    From_Account: 'alice',
    Random: random++,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }],
    ...more,
  })

describe('create_group', () => {
  // 1047/34895
  it.each<[string, JsonObject, number]>([
    ["the server's own prefix", { GroupId: '@TGS#mine' }, 10004],
    ['a community without the prefix', { GroupId: 'mine', Type: 'Community' }, 10004],
    ['an id of Han characters', { GroupId: '周末' }, 10004],
    ['an id of 49 bytes', { GroupId: 'x'.repeat(49) }, 10004],
    ['a type that does not exist', { Type: 'Work' }, 10004],
    ['a name of 101 bytes', { Name: 'x'.repeat(101) }, 10004],
    ['an owner who was not imported', { Owner_Account: 'nobody' }, 10019],
    ['a live group with members', { Type: 'AVChatRoom', MemberList: [{ Member_Account: 'bob' }] }, 10007],
  ])('refuses %s', async (_, change, ErrorCode) => {
    expect(await create(change)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode })
  })

  it('takes an id once, and tells an owner that it is his', async () => {
    expect(await create({ GroupId: 'hike' })).toMatchObject({ ErrorCode: 0, GroupId: 'hike' })
    expect(await create({ GroupId: 'hike' })).toMatchObject({ ErrorCode: 10025 })
    expect(await create({ GroupId: 'hike', Owner_Account: 'bob' })).toMatchObject({ ErrorCode: 10021 })
  })
})

describe('members', () => {
  it('cannot be taken into a live group, nor more than 300 at once into another', async () => {
    await create({ GroupId: 'live', Type: 'AVChatRoom' })
    await create({ GroupId: 'many' })
    const add = (GroupId: string, count: number): Promise<JsonObject> =>
      call('add_group_member', {
        GroupId,
        MemberList: Array.from({ length: count }, () => ({ Member_Account: 'bob' })),
      })
    expect(await add('live', 1)).toMatchObject({ ErrorCode: 10007 })
    expect(await add('many', 301)).toMatchObject({ ErrorCode: 10005 })
    expect(await add('many', 1)).toMatchObject({ MemberList: [{ Member_Account: 'bob', Result: 1 }] })
  })

  const info = (GroupId: string, more: JsonObject = {}): Promise<JsonObject> =>
    call('get_group_member_info', { GroupId, ...more })

  // 1047/34948
  it.each<[string, JsonObject, JsonObject]>([
    [
      'all, with what was asked of each',
      { MemberInfoFilter: ['Role'] },
      {
        MemberNum: 2,
        MemberList: [
          { Member_Account: 'alice', Role: 'Owner' },
          { Member_Account: 'bob', Role: 'Member' },
        ],
      },
    ],
    [
      'those of a role',
      { MemberInfoFilter: ['Role'], MemberRoleFilter: ['Member'] },
      { MemberNum: 2, MemberList: [{ Member_Account: 'bob', Role: 'Member' }] },
    ],
    [
      'a page of them',
      { MemberInfoFilter: ['MsgFlag'], Limit: 1, Offset: 1 },
      { MemberNum: 2, MemberList: [{ Member_Account: 'bob', MsgFlag: 'AcceptAndNotify' }] },
    ],
    ['none of a page that is too long', { Limit: 201 }, { ErrorCode: 10004 }],
  ])('are told: %s', async (_, more, expected) => {
    await create({ GroupId: 'told', MemberList: [{ Member_Account: 'bob' }] })
    expect(await info('told', more)).toMatchObject(expected)
  })

  // 1047/34949
  it('are removed, but for the owner, and whoever was no member is no error', async () => {
    await create({ GroupId: 'leave', MemberList: [{ Member_Account: 'bob' }] })
    const remove = (GroupId: string, MemberToDel_Account: unknown): Promise<JsonObject> =>
      call('delete_group_member', { GroupId, MemberToDel_Account })
    expect(await remove('leave', ['alice', 'bob', 'carol'])).toMatchObject({ ErrorCode: 0 })
    expect(await info('leave')).toMatchObject({ MemberList: [{ Member_Account: 'alice' }] })
    expect(await remove('leave', 'bob')).toMatchObject({ ErrorCode: 10004 })
    await create({ GroupId: 'live-leave', Type: 'AVChatRoom' })
    expect(await remove('live-leave', ['bob'])).toMatchObject({ ErrorCode: 10004 })
    expect(await info('live-leave')).toMatchObject({ ErrorCode: 10007 })
  })

  it('are asked for before their flag is set', async () => {
    await create({ GroupId: 'flags', MemberList: [{ Member_Account: 'bob' }] })
    const set = (Member_Account: string, MsgFlag: string): Promise<JsonObject> =>
      call('modify_group_member_info', { GroupId: 'flags', Member_Account, MsgFlag })
    expect(await set('carol', 'Discard')).toMatchObject({ ErrorCode: 10007 })
    expect(await set('bob', 'Whisper')).toMatchObject({ ErrorCode: 10004 })
    expect(await set('bob', 'Discard')).toMatchObject({ ErrorCode: 0 })
  })
})

it('refuses mentions that are no list', async () => {
  await create({ GroupId: 'at' })
  expect(await send('at', { GroupAtInfo: 'bob' })).toMatchObject({ ErrorCode: 10004 })
  expect(await send('at', { GroupAtInfo: [{ GroupAtAllFlag: 0 }] })).toMatchObject({ ErrorCode: 10004 })
})

describe('a member who is not online', () => {
  let phone: ChatPhone
  beforeAll(async () => {
    const rom = roms.get('meizu')
    if (rom === undefined) throw new Error('no ROM')
    phone = await createChatPhone(server, rom)
    await phone.loginAndRegister('bob')
    phone.kill()
  })
  afterAll(() => phone.shutdown())

  const muteNotifications = { SendMsgControl: ['WithMuteNotifications'] }
  const bob = { GroupAtInfo: [{ GroupAtAllFlag: 0, GroupAt_Account: 'bob' }] }
  const carol = { GroupAtInfo: [{ GroupAtAllFlag: 0, GroupAt_Account: 'carol' }] }
  const all = { GroupAtInfo: [{ GroupAtAllFlag: 1 }] }
  const exceptAt = 'AcceptNotNotifyExceptAt'

  // 1047/34959 and 1047/48032
  it.each<[string, string, JsonObject, 'pushed' | 'recv-opt']>([
    ['hears of the group', 'AcceptAndNotify', muteNotifications, 'pushed'],
    ['muted the group, which does not bind an administrator', 'AcceptNotNotify', {}, 'pushed'],
    ['muted the group', 'AcceptNotNotify', muteNotifications, 'recv-opt'],
    ['muted the group and is mentioned', 'AcceptNotNotify', { ...muteNotifications, ...bob }, 'recv-opt'],
    ['muted all but mentions', exceptAt, muteNotifications, 'recv-opt'],
    ['muted all but mentions and is mentioned', exceptAt, { ...muteNotifications, ...bob }, 'pushed'],
    ['muted all but mentions, as everybody is', exceptAt, { ...muteNotifications, ...all }, 'pushed'],
    ['muted all but mentions, and another is mentioned', exceptAt, { ...muteNotifications, ...carol }, 'recv-opt'],
  ])('%s', async (_, MsgFlag, more, expected) => {
    const GroupId = `muted-${String(random++)}`
    await create({ GroupId, MemberList: [{ Member_Account: 'bob' }] })
    await call('modify_group_member_info', { GroupId, Member_Account: 'bob', MsgFlag })
    await send(GroupId, more)
    const record = server.server.world.records.all().find(({ groupId }) => groupId === GroupId)
    expect(record?.stoppedAt?.gate ?? 'pushed').toBe(expected)
  })

  it('gets nothing of a live group', async () => {
    await create({ GroupId: 'live-of-bob', Type: 'AVChatRoom', Owner_Account: 'bob' })
    await send('live-of-bob')
    expect(server.server.world.records.all().filter(({ groupId }) => groupId === 'live-of-bob')).toEqual([])
  })
})
